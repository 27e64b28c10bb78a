import Basics

/// The header fields of one answer, kept as the bytes that came: names and values become Strings only when asked for.
public struct HTTPHeaders: Sendable, Hashable {
    /// Field lines, each ended by a line feed, status line and empty line left out.
    private(set) var bytes: [UInt8]
    private(set) var fieldCount: Int

    public init() {
        bytes = []
        fieldCount = 0
    }

    public init(_ fields: [(name: String, value: String)]) {
        self.init()
        for field in fields { append(line: Array("\(field.name): \(field.value)\r\n".utf8)) }
    }

    public var count: Int { fieldCount }

    /// The value of the first field of that name, in whatever case; nil where there is none. UTF-8 where it is UTF-8, else
    /// ISO 8859-1.
    public subscript(_ name: StaticString) -> String? {
        value(name).map(HTTPHeaders.text)
    }

    /// All values of that name, in order.
    public func all(_ name: StaticString) -> [String] {
        var result: [String] = []
        forEach(name) {
            result.append(HTTPHeaders.text($0))
            return true
        }
        return result
    }

    /// The values of that name as one list (RFC 9110, 5.2); nil where there is none.
    public func list(_ name: StaticString) -> String? {
        let values = all(name)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The value byte for byte: each byte is the scalar of the same number, so that nothing is lost and nothing is mended. Nil
    /// for one that could never be sent back (RFC 9110, 5.5: CR and NUL are in no field's value).
    public func opaque(_ name: StaticString) -> String? {
        value(name).flatMap { $0.contains { $0 == 0 || $0 == 0x0D } ? nil : OpaqueText.string($0) }
    }

    /// Every field, in order.
    public var fields: [(name: String, value: String)] {
        var result: [(String, String)] = []
        var start = 0
        while let line = nextLine(&start) {
            guard let colon = line.firstIndex(of: 0x3A) else { continue }
            result.append(
                (HTTPHeaders.text(line[..<colon]), HTTPHeaders.text(HTTPHeaders.trim(line[(colon + 1)...])))
            )
        }
        return result
    }
}

extension HTTPHeaders {
    mutating func append(line: some Collection<UInt8>) {
        bytes.append(contentsOf: line)
        if bytes.last != 0x0A { bytes.append(0x0A) }
        fieldCount += 1
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        fieldCount = 0
    }

    private func value(_ name: StaticString) -> ArraySlice<UInt8>? {
        var result: ArraySlice<UInt8>?
        forEach(name) {
            result = $0
            return false
        }
        return result
    }

    /// Calls `body` with each value of that name, until it returns false.
    private func forEach(_ name: StaticString, _ body: (ArraySlice<UInt8>) -> Bool) {
        let count = name.utf8CodeUnitCount
        var start = 0
        while let line = nextLine(&start) {
            guard line.count > count, line[line.startIndex + count] == 0x3A, matches(line, name) else {
                continue
            }
            if !body(HTTPHeaders.trim(line[(line.startIndex + count + 1)...])) { return }
        }
    }

    private func matches(_ line: ArraySlice<UInt8>, _ name: StaticString) -> Bool {
        for index in 0..<name.utf8CodeUnitCount {
            let (a, b) = (line[line.startIndex + index], name.utf8Start[index])
            guard a == b || (a ^ b) == 0x20 && (0x61...0x7A).contains(a | 0x20) else { return false }
        }
        return true
    }

    private func nextLine(_ start: inout Int) -> ArraySlice<UInt8>? {
        guard start < bytes.count else { return nil }
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
        defer { start = end + 1 }
        return bytes[start..<end]
    }

    private static func trim(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        var value = value.drop(while: isSpace)
        while let last = value.last, isSpace(last) { value.removeLast() }
        return value
    }

    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? OpaqueText.string(bytes)
    }
}

/// Bytes as text and back with nothing lost, whatever they are: ISO 8859-1.
enum OpaqueText {
    static func string(_ bytes: some Sequence<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
        return String(scalars)
    }

    /// Nil where a scalar is above U+00FF.
    static func bytes(_ text: String) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { return nil }
            result.append(byte)
        }
        return result
    }
}
