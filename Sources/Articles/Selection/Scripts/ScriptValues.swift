import Basics
import Markup

/// The data that a page's scripts hold: scripts that are JSON as a whole (`__NEXT_DATA__` and its kind), values that a script assigns
/// (`window.__INITIAL_STATE__ = {…}`), passes on (`self.__next_f.push(…)`) or returns.
struct ScriptValues {
    /// Bytes of all scripts that are looked at.
    private static let maximumBytes = 8 << 20
    /// Bytes of a literal in a script that may hold a text.
    private static let leastBytes = 300

    private(set) var values: [JSONValue] = []
    private var flight = ""
    private var budget = maximumBytes

    init(_ scripts: [HTMLNode]) {
        for script in scripts {
            let type = (script.attribute("type") ?? "").asciiLowercased
            guard !type.contains("ld+json"), !type.contains("importmap"), !script.has("src") else { continue }
            let text = script.rawText
            budget -= text.utf8.count
            guard budget >= 0 else { break }
            if type.contains("json") {
                guard let value = LinkedData.parse(text) else { continue }
                values.append(DataReferences.resolved(value))
            } else if type.isEmpty || type.contains("javascript") || type == "module" {
                read(text)
            }
        }
        if !flight.isEmpty { values += FlightRows(flight).values }
    }

    private mutating func read(_ text: String) {
        let isFlight = text.holds("__next_f")
        guard isFlight || text.utf8.count >= ScriptValues.leastBytes else { return }
        var text = text
        let found = text.withUTF8 { bytes -> [JSONValue] in
            var found: [JSONValue] = []
            var index = 0
            while index < bytes.count {
                guard ScriptValues.beginsValue(bytes, index) else {
                    index += 1
                    continue
                }
                var literal = ScriptLiteral(bytes, at: index)
                let value = literal.read()
                if let value, isFlight || literal.index - index >= ScriptValues.leastBytes { found.append(value) }
                // Where it could not be read on, the next one is looked for: no byte is read twice.
                index = max(index + 1, literal.index)
            }
            return found
        }
        for value in found {
            if isFlight, case .array(let members) = value, members.count == 2, members[0] == .number(1),
                let part = members[1].string
            {
                flight += part
            } else {
                values.append(value)
            }
        }
    }

    /// An opening bracket behind `=`, `(` or `return`, or the `JSON` of `JSON.parse` behind one of them.
    private static func beginsValue(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        switch bytes[index] {
        case 0x7B, 0x5B: break
        case 0x4A: guard bytes[index...].starts(with: "JSON.parse(".utf8) else { return false }
        default: return false
        }
        var before = index - 1
        while before >= 0, index - before < 8, bytes[before] == 0x20 || bytes[before] == 0x0A { before -= 1 }
        guard before >= 0 else { return false }
        return bytes[before] == 0x3D || bytes[before] == 0x28
            || before >= 5 && bytes[(before - 5)...before].elementsEqual("return".utf8)
    }
}

/// Data in which each value stands once in a list and is referred to by its place (Nuxt's payload).
enum DataReferences {
    private static let maximumNodes = 50_000

    static func resolved(_ value: JSONValue) -> JSONValue {
        guard case .array(let all) = value, all.count > 2, let head = all[0][0]?.string, head.hasSuffix("Reactive")
        else {
            return value
        }
        var left = maximumNodes
        return resolve(0, all, 0, &left)
    }

    private static func resolve(_ place: Int, _ all: [JSONValue], _ depth: Int, _ left: inout Int) -> JSONValue {
        guard all.indices.contains(place), depth < 40, left > 0 else { return .null }
        left -= 1
        switch all[place] {
        case .array(let members):
            let wraps = members.first?.string != nil
            return .array(
                members.dropFirst(wraps ? 1 : 0).map { member in
                    member.integer.map { resolve($0, all, depth + 1, &left) } ?? .null
                })
        case .object(let members):
            return .object(
                members.map { member in
                    let value = member.value.integer.map { resolve($0, all, depth + 1, &left) } ?? .null
                    return JSONValue.Member(key: member.key, value: value)
                })
        case let plain: return plain
        }
    }
}

/// The stream in which React's server components come: rows of an identifier, a colon and JSON, or a text of a given length.
struct FlightRows {
    private(set) var values: [JSONValue] = []

    init(_ stream: String) {
        var stream = stream
        var texts: [String: String] = [:]
        var found: [JSONValue] = []
        stream.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                let start = index
                while index < bytes.count, bytes[index] != 0x3A, bytes[index] != 0x0A { index += 1 }
                guard index < bytes.count, bytes[index] == 0x3A else {
                    index += 1
                    continue
                }
                let id = String(decoding: bytes[start..<index], as: UTF8.self)
                index += 1
                if index < bytes.count, bytes[index] == 0x54,
                    let comma = bytes[index...].prefix(12).firstIndex(of: 0x2C),
                    let length = Int(String(decoding: bytes[(index + 1)..<comma], as: UTF8.self), radix: 16)
                {
                    let end = min(bytes.count, comma + 1 + length)
                    texts[id] = String(decoding: bytes[(comma + 1)..<end], as: UTF8.self)
                    index = end
                    continue
                }
                let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
                if let first = bytes[index..<end].first, first == 0x5B || first == 0x7B {
                    let text = String(decoding: bytes[index..<end], as: UTF8.self)
                    if let value = LinkedData.parse(text) { found.append(value) }
                }
                index = end + 1
            }
        }
        values = found.map { FlightRows.filled($0, texts, 0) }
        if values.isEmpty {
            values = texts.values.sorted().map { .object([JSONValue.Member(key: "text", value: .string($0))]) }
        }
    }

    /// With the texts in the place of the references to them.
    private static func filled(_ value: JSONValue, _ texts: [String: String], _ depth: Int) -> JSONValue {
        guard !texts.isEmpty, depth < 80 else { return value }
        switch value {
        case .string(let text) where text.hasPrefix("$"):
            return texts[String(text.dropFirst())].map { .string($0) } ?? value
        case .array(let members): return .array(members.map { filled($0, texts, depth + 1) })
        case .object(let members):
            return .object(members.map { JSONValue.Member(key: $0.key, value: filled($0.value, texts, depth + 1)) })
        default: return value
        }
    }
}
