/// Writes JSON (RFC 8259) into one growing byte array: keys in the order they are given, no white space, UTF-8.
///
/// Values that records.md leaves out (`nil`, an empty string, an empty list) are left out here, key and all, by the
/// `field` functions. What is not Unicode or would break a line (control characters, U+2028, U+2029) is escaped.
public struct JSONWriter: ~Copyable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init(capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    /// Empties it, keeping the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    /// The bytes so far, leaving the writer empty.
    public consuming func finish() -> [UInt8] { bytes }

    public mutating func beginObject() { open(0x7B) }
    public mutating func endObject() { close(0x7D) }
    public mutating func beginArray() { open(0x5B) }
    public mutating func endArray() { close(0x5D) }

    /// A key; exactly one value, object or array must follow. `name` is plain ASCII that needs no escape.
    public mutating func key(_ name: StaticString) {
        separate()
        bytes.append(0x22)
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(0x22)
        bytes.append(0x3A)
        needsComma = false
    }

    /// A key that is data.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(0x3A)
        needsComma = false
    }

    public mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    /// A string of well-formed UTF-8.
    public mutating func value(utf8 text: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(0x22)
        escape(text)
        bytes.append(0x22)
        needsComma = true
    }

    public mutating func value(_ number: some BinaryInteger) {
        raw(String(number))
    }

    /// What is not finite is written as 0: JSON has no word for it.
    public mutating func value(_ number: Double) {
        if number.isFinite, number == number.rounded(), abs(number) < 1e15 {
            raw(String(Int64(number)))
        } else {
            raw(number.isFinite ? "\(number)" : "0")
        }
    }

    public mutating func value(_ truth: Bool) { raw(truth ? "true" : "false") }

    public mutating func value(_ json: JSONValue) {
        switch json {
        case .null: raw("null")
        case .bool(let truth): value(truth)
        case .number(let number): value(number)
        case .string(let text): value(text)
        case .array(let members):
            beginArray()
            for member in members { value(member) }
            endArray()
        case .object(let members):
            beginObject()
            for member in members {
                key(member.key)
                value(member.value)
            }
            endObject()
        }
    }

    /// One value that is JSON already.
    public mutating func encoded(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Members of an object that are JSON already, parted by commas, without its braces.
    public mutating func members(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// A byte between two values of NDJSON.
    public mutating func newline() {
        bytes.append(0x0A)
        needsComma = false
    }

    public mutating func field(_ name: StaticString, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        key(name)
        value(text)
    }

    public mutating func field(_ name: StaticString, _ number: (some BinaryInteger)?) {
        guard let number else { return }
        key(name)
        value(number)
    }

    public mutating func field(_ name: StaticString, _ number: Double?) {
        guard let number, number.isFinite else { return }
        key(name)
        value(number)
    }

    public mutating func field(_ name: StaticString, _ truth: Bool?) {
        guard let truth else { return }
        key(name)
        value(truth)
    }

    public mutating func field(_ name: StaticString, _ time: Timestamp?) {
        guard let time else { return }
        key(name)
        value(time.description)
    }

    public mutating func field(_ name: StaticString, _ texts: [String]) {
        field(name, each: texts) { writer, text in writer.value(text) }
    }

    /// An array of what `write` makes of each element; left out where there is none.
    public mutating func field<Element>(
        _ name: StaticString, each elements: [Element], write: (inout JSONWriter, Element) -> Void
    ) {
        guard !elements.isEmpty else { return }
        key(name)
        beginArray()
        for element in elements { write(&self, element) }
        endArray()
    }
}

extension JSONWriter {
    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
    }

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(0x22)
        text.withUTF8 { escape($0) }
        bytes.append(0x22)
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        let raw = UnsafeRawBufferPointer(text)
        while index < text.count {
            if index &+ 8 <= text.count, JSONWriter.isPlain(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
                index &+= 8
                continue
            }
            let byte = text[index]
            if byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F && byte != 0xE2 {
                index += 1
                continue
            }
            if byte == 0xE2 {
                // U+2028 and U+2029 end a line in JavaScript and in many a tool that reads lines.
                if index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] & 0xFE == 0xA8 {
                    bytes.append(contentsOf: text[start..<index])
                    bytes.append(contentsOf: (text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
                    start = index + 3
                    index += 3
                } else {
                    index += 1
                }
                continue
            }
            bytes.append(contentsOf: text[start..<index])
            appendEscape(byte)
            index += 1
            start = index
        }
        bytes.append(contentsOf: text[start..<index])
    }

    /// Whether eight bytes stand for themselves: none is below 0x20, a quote, a back slash, DEL, or the first of U+2028's.
    @inline(__always)
    private static func isPlain(_ word: UInt64) -> Bool {
        let eight = EightBytes(word: word)
        let marks = eight.below(0x20) | eight.equal(to: 0x22) | eight.equal(to: 0x5C) | eight.equal(to: 0x7F)
        return (marks | eight.equal(to: 0xE2)) & EightBytes.high == 0
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(0x5C)
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x0A: bytes.append(0x6E)
        case 0x0D: bytes.append(0x72)
        case 0x09: bytes.append(0x74)
        case 0x08: bytes.append(0x62)
        case 0x0C: bytes.append(0x66)
        default:
            bytes.append(contentsOf: "u00".utf8)
            for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
    }
}
