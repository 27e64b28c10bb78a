/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    public let message: String
    /// Counted from 1.
    public let line: Int
    /// Offset in bytes from the beginning of the text.
    public let offset: Int

    public var description: String { "line \(line): \(message)" }
}

extension JSONValue {
    /// How much deviation from RFC 8259 is read over.
    public enum Strictness: Sendable {
        /// RFC 8259 to the letter, but for a byte order mark.
        case strict
        /// What publishers write: also raw control characters in strings, trailing and doubled commas, comments
        /// (`//`, `/* */`, `<!-- -->`, CDATA marks), unknown escapes, and anything after the first value. Where the text is
        /// cut short, an array ends with its last whole element, and the outermost object with its last whole member.
        case lenient
    }

    /// Reads one JSON text in UTF-8; bytes that are no UTF-8 become U+FFFD, as do lone surrogates. Arrays and objects
    /// may be nested `depth` deep.
    public init(
        parsing bytes: some Sequence<UInt8>, _ strictness: Strictness = .strict, depth: Int = 200
    ) throws(JSONError) {
        let array = Array(bytes)
        var result: Result<JSONValue, JSONError> = .success(.null)
        array.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer, lenient: strictness == .lenient, maximumDepth: depth)
            do throws(JSONError) {
                result = .success(try reader.document())
            } catch {
                result = .failure(error)
            }
        }
        self = try result.get()
    }

    public init(parsing text: String, _ strictness: Strictness = .strict, depth: Int = 200) throws(JSONError) {
        try self.init(parsing: text.utf8, strictness, depth: depth)
    }
}

private struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let lenient: Bool
    let maximumDepth: Int
    var index = 0

    mutating func document() throws(JSONError) -> JSONValue {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { index = 3 }
        let value = try value(depth: 0)
        skipSpace()
        if index < bytes.count && !lenient { throw error("more text after the value") }
        return value
    }

    private func error(_ message: String) -> JSONError {
        let upTo = bytes.prefix(index)
        return JSONError(message: message, line: 1 + upTo.count { $0 == 0x0A }, offset: index)
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= maximumDepth else { throw error("nested more than \(maximumDepth) deep") }
        skipSpace()
        guard index < bytes.count else { throw error("the text ends where a value should be") }
        switch bytes[index] {
        case 0x7B: return try object(depth: depth)
        case 0x5B: return try array(depth: depth)
        case 0x22: return .string(try string())
        case 0x74: return try word("true", .bool(true))
        case 0x66: return try word("false", .bool(false))
        case 0x6E: return try word("null", .null)
        case 0x2D, 0x30...0x39: return try number()
        // As Python and JavaScript write what JSON has no number for.
        case 0x4E where lenient: return try word("NaN", .null)
        case 0x49 where lenient: return try word("Infinity", .null)
        case 0x75 where lenient: return try word("undefined", .null)
        default: throw error("no value begins with this character")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var members: [JSONValue.Member] = []
        while true {
            skipSpace()
            if lenient { skipCommas() }
            guard index < bytes.count else {
                if isCut(depth, members.isEmpty) { return .object(members) }
                throw error("an object has no end")
            }
            if bytes[index] == 0x7D, lenient || members.isEmpty { break }
            do throws(JSONError) {
                guard bytes[index] == 0x22 else { throw error("a name in quotes was expected") }
                let key = try string()
                skipSpace()
                guard index < bytes.count, bytes[index] == 0x3A else { throw error("a colon was expected") }
                index += 1
                members.append(JSONValue.Member(key: key, value: try value(depth: depth + 1)))
                if try !separator(closing: 0x7D) { break }
            } catch {
                if isCut(depth, members.isEmpty) { return .object(members) }
                throw error
            }
        }
        index += 1
        return .object(members)
    }

    /// Whether the text ended before the value did, and what is there of it is to be kept.
    private func isCut(_ depth: Int, _ isEmpty: Bool) -> Bool {
        lenient && index >= bytes.count && depth == 0 && !isEmpty
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        index += 1
        var members: [JSONValue] = []
        while true {
            skipSpace()
            if lenient { skipCommas() }
            guard index < bytes.count else {
                if isCut(0, members.isEmpty) { return .array(members) }
                throw error("an array has no end")
            }
            if bytes[index] == 0x5D, lenient || members.isEmpty { break }
            do throws(JSONError) {
                members.append(try value(depth: depth + 1))
                if try !separator(closing: 0x5D) { break }
            } catch {
                if isCut(0, members.isEmpty) { return .array(members) }
                throw error
            }
        }
        index += 1
        return .array(members)
    }

    /// True after a comma; false at the closing bracket, which is left standing.
    private mutating func separator(closing: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard index < bytes.count else { throw error("the text ends within a list") }
        if bytes[index] == 0x2C {
            index += 1
            return true
        }
        guard bytes[index] == closing else { throw error("a comma was expected") }
        return false
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else {
            index = bytes.count
            throw error("the text ends within a word")
        }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] {
            throw error("true, false or null was expected")
        }
        index += count
        return value
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        if lenient, index + 1 < bytes.count, bytes[index + 1] == 0x49 {
            index += 1
            return try word("Infinity", .null)
        }
        while index < bytes.count {
            switch bytes[index] {
            case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: index += 1
            default:
                return try finishNumber(start)
            }
        }
        return try finishNumber(start)
    }

    private func finishNumber(_ start: Int) throws(JSONError) -> JSONValue {
        let digits = bytes[start..<index]
        if digits.count < 16, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            digits.count == 1 || digits.first != 0x30
        {
            return .number(Double(digits.reduce(0) { $0 * 10 + Int($1 & 15) }))
        }
        let text = String(decoding: digits, as: UTF8.self)
        let whole = text.drop { $0 == "-" }
        let isWhole = whole.allSatisfy(\.isNumber)
        let malformed =
            text.hasPrefix("+") || text.hasPrefix("--") || whole.isEmpty || !whole.first!.isNumber
            || !whole.last!.isNumber || (whole.first == "0" && (whole.dropFirst().first?.isNumber ?? false))
        guard !malformed || lenient, let value = Double(text), value.isFinite else {
            throw error("not a number: \(text.prefix(40))")
        }
        // A whole number that a double would round is an identifier, and is kept to the digit.
        if isWhole, !malformed, value.magnitude > 9_007_199_254_740_992 { return .string(text) }
        return .number(value)
    }

    private mutating func string() throws(JSONError) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 {
                index += 1
                return String(decoding: bytes[start..<index - 1], as: UTF8.self)
            }
            if byte == 0x5C { break }
            if byte < 0x20, !lenient { throw error("a control character in a string") }
            index += 1
        }
        return try stringWithEscapes(from: start)
    }

    private mutating func stringWithEscapes(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x22: return String(decoding: text, as: UTF8.self)
            case 0x5C: try escape(into: &text)
            case ..<0x20 where !lenient: throw error("a control character in a string")
            default: text.append(byte)
            }
        }
        throw error("a string has no end")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard index < bytes.count else { throw error("a string has no end") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: text.append(byte)
        case 0x62: text.append(0x08)
        case 0x66: text.append(0x0C)
        case 0x6E: text.append(0x0A)
        case 0x72: text.append(0x0D)
        case 0x74: text.append(0x09)
        case 0x75: appendScalar(try hexadecimal(), to: &text)
        default:
            guard lenient else { throw error("an unknown escape") }
            text.append(byte)
        }
    }

    private mutating func appendScalar(_ unit: UInt32, to text: inout [UInt8]) {
        var value = unit
        if unit & 0xFC00 == 0xD800, index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 {
            let saved = index
            index += 2
            if let low = try? hexadecimal(), low & 0xFC00 == 0xDC00 {
                value = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
            } else {
                index = saved
            }
        }
        text.append(contentsOf: UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}")!)
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard index + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits were expected") }
        index += 4
        return value
    }

    private mutating func skipCommas() {
        while index < bytes.count, bytes[index] == 0x2C {
            index += 1
            skipSpace()
        }
    }

    private mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default:
                guard lenient, skipComment() else { return }
            }
        }
    }

    private mutating func skipComment() -> Bool {
        for (opening, closing) in [("//", "\n"), ("/*", "*/"), ("<!--", "-->"), ("<![CDATA[", ""), ("]]>", "")]
        where starts(with: opening) {
            index += opening.utf8.count
            while !closing.isEmpty, index < bytes.count, !starts(with: closing) { index += 1 }
            index = min(bytes.count, index + closing.utf8.count)
            return true
        }
        return false
    }

    private func starts(with text: String) -> Bool {
        index + text.utf8.count <= bytes.count && zip(text.utf8, bytes[index...]).allSatisfy(==)
    }
}
