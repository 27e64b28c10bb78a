import Basics

/// Reads the object and array literals of JavaScript: JSON, and what scripts write beside it (names without quotes, single quotes,
/// `undefined`, `!0`, calls). What is no constant becomes null; nothing is run.
struct ScriptLiteral {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var index: Int

    private static let maximumDepth = 60

    private struct Unreadable: Error {}

    init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        self.bytes = bytes
        self.index = index
    }

    /// The literal that begins here; nil where there is none. `index` is behind what could be read.
    mutating func read() -> JSONValue? { try? value(0) }

    private mutating func value(_ depth: Int) throws(Unreadable) -> JSONValue {
        guard depth <= ScriptLiteral.maximumDepth else { throw Unreadable() }
        skipSpace()
        guard index < bytes.count else { throw Unreadable() }
        switch bytes[index] {
        case 0x7B: return try object(depth)
        case 0x5B: return try array(depth)
        case 0x22, 0x27, 0x60: return .string(try string())
        case 0x2D, 0x2B, 0x2E, 0x30...0x39: return number()
        case 0x21:
            index += 1
            let negated = try value(depth + 1)
            return .bool(negated == .number(0) || negated == .bool(false) || negated == .null)
        default: return try expression(depth)
        }
    }

    private mutating func object(_ depth: Int) throws(Unreadable) -> JSONValue {
        index += 1
        var members: [JSONValue.Member] = []
        while true {
            skipSpace()
            guard index < bytes.count else { throw Unreadable() }
            switch bytes[index] {
            case 0x7D:
                index += 1
                return .object(members)
            case 0x2C: index += 1
            default:
                let key = try key()
                skipSpace()
                guard index < bytes.count, bytes[index] == 0x3A else { throw Unreadable() }
                index += 1
                members.append(JSONValue.Member(key: key, value: try value(depth + 1)))
                try separator(0x7D)
            }
        }
    }

    private mutating func array(_ depth: Int) throws(Unreadable) -> JSONValue {
        index += 1
        var members: [JSONValue] = []
        while true {
            skipSpace()
            guard index < bytes.count else { throw Unreadable() }
            switch bytes[index] {
            case 0x5D:
                index += 1
                return .array(members)
            case 0x2C: index += 1
            default:
                members.append(try value(depth + 1))
                try separator(0x5D)
            }
        }
    }

    /// A comma, or the bracket that closes, which is left standing.
    private mutating func separator(_ closing: UInt8) throws(Unreadable) {
        skipSpace()
        guard index < bytes.count, bytes[index] == 0x2C || bytes[index] == closing else { throw Unreadable() }
    }

    private mutating func key() throws(Unreadable) -> String {
        let first = bytes[index]
        if first == 0x22 || first == 0x27 { return try string() }
        let name = word()
        guard !name.isEmpty else { throw Unreadable() }
        return name
    }

    private mutating func word() -> String {
        let start = index
        while index < bytes.count, ScriptLiteral.isWord(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func number() -> JSONValue {
        let start = index
        index += 1
        while index < bytes.count, ScriptLiteral.isWord(bytes[index]) || bytes[index] == 0x2E { index += 1 }
        return Double(String(decoding: bytes[start..<index], as: UTF8.self)).map { .number($0) } ?? .null
    }

    /// A name, a call, a function: constants are read, `JSON.parse` of a string is what the string says.
    private mutating func expression(_ depth: Int) throws(Unreadable) -> JSONValue {
        var name = word()
        if name.isEmpty { throw Unreadable() }
        switch name {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "undefined", "NaN", "Infinity": return .null
        case "void":
            _ = try value(depth + 1)
            return .null
        case "new":
            skipSpace()
            name = word()
        default: break
        }
        while index < bytes.count {
            skipSpace()
            guard index < bytes.count else { break }
            switch bytes[index] {
            case 0x2E:
                index += 1
                name += "." + word()
            case 0x28:
                if name == "JSON.parse" { return try parsed(depth) }
                try skipBrackets()
            case 0x7B where name.hasPrefix("function"): try skipBrackets()
            default: return .null
            }
        }
        return .null
    }

    private mutating func parsed(_ depth: Int) throws(Unreadable) -> JSONValue {
        index += 1
        skipSpace()
        guard index < bytes.count, [0x22, 0x27, 0x60].contains(bytes[index]) else { throw Unreadable() }
        let text = try string()
        skipSpace()
        guard index < bytes.count, bytes[index] == 0x29 else { throw Unreadable() }
        index += 1
        return LinkedData.parse(text) ?? .null
    }

    /// Passes over a bracket and all up to the one that closes it.
    private mutating func skipBrackets() throws(Unreadable) {
        var open = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x28, 0x5B, 0x7B: open += 1
            case 0x29, 0x5D, 0x7D: open -= 1
            case 0x22, 0x27, 0x60:
                _ = try string()
                continue
            default: break
            }
            index += 1
            if open == 0 { return }
        }
        throw Unreadable()
    }

    private mutating func string() throws(Unreadable) -> String {
        let quote = bytes[index]
        index += 1
        var text: [UInt8] = []
        var start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == quote {
                text.append(contentsOf: bytes[start..<index])
                index += 1
                return String(decoding: text, as: UTF8.self)
            }
            guard byte == 0x5C else {
                index += 1
                continue
            }
            text.append(contentsOf: bytes[start..<index])
            index += 1
            escape(into: &text)
            start = index
        }
        throw Unreadable()
    }

    private mutating func escape(into text: inout [UInt8]) {
        guard index < bytes.count else { return }
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x76, 0x0A: break
        case 0x78: append(hexadecimal(2), to: &text)
        case 0x75: append(unit(), to: &text)
        default: text.append(byte)
        }
    }

    private mutating func unit() -> UInt32 {
        if index < bytes.count, bytes[index] == 0x7B {
            index += 1
            let value = hexadecimal(6)
            if index < bytes.count, bytes[index] == 0x7D { index += 1 }
            return value
        }
        let high = hexadecimal(4)
        guard high & 0xFC00 == 0xD800, index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else {
            return high
        }
        index += 2
        let low = hexadecimal(4)
        return low & 0xFC00 == 0xDC00 ? 0x10000 + (high & 0x3FF) << 10 + low & 0x3FF : low
    }

    private mutating func hexadecimal(_ most: Int) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<most {
            guard index < bytes.count, let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { break }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    private func append(_ value: UInt32, to text: inout [UInt8]) {
        text.append(contentsOf: String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
                index += 1
            } else if byte == 0x2F, index + 1 < bytes.count, bytes[index + 1] == 0x2A {
                index += 2
                while index + 1 < bytes.count, bytes[index] != 0x2A || bytes[index + 1] != 0x2F { index += 1 }
                index = min(index + 2, bytes.count)
            } else {
                return
            }
        }
    }

    static func isWord(_ byte: UInt8) -> Bool {
        byte == 0x24 || byte == 0x5F || byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
            || byte >= 0x80
    }
}
