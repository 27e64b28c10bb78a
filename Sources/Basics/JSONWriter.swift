import CSystem

/// Writes JSON (RFC 8259) into one growing run of bytes: keys in the order they are given, no white space, UTF-8.
///
/// Values that records.md leaves out (`nil`, an empty string, an empty list) are left out here, key and all, by the
/// `field` functions. What is not Unicode or would break a line (control characters, U+2028, U+2029) is escaped.
public struct JSONWriter: ~Copyable {
    private var output: ByteBuffer
    private var needsComma = false

    public init(capacity: Int = 0) {
        output = ByteBuffer(capacity: capacity)
    }

    /// A copy of what was written so far.
    public var bytes: [UInt8] { [UInt8](output) }

    /// What was written so far, good until more is.
    public var written: UnsafeBufferPointer<UInt8> { output.bytes }

    /// Empties it, keeping the memory.
    public mutating func removeAll() {
        output.removeAll()
        needsComma = false
    }

    /// The bytes, at the end.
    public consuming func finish() -> [UInt8] { bytes }

    public mutating func beginObject() { open(0x7B) }
    public mutating func endObject() { close(0x7D) }
    public mutating func beginArray() { open(0x5B) }
    public mutating func endArray() { close(0x5D) }

    /// A key; exactly one value, object or array must follow. `name` is plain ASCII that needs no escape.
    public mutating func key(_ name: StaticString) {
        separate()
        output.append(0x22)
        output.append(name)
        output.append(0x22)
        output.append(0x3A)
        needsComma = false
    }

    /// A key that is data.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        output.append(0x3A)
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
        output.append(0x22)
        escape(text)
        output.append(0x22)
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
        output.append(contentsOf: json)
        needsComma = true
    }

    /// Members of an object that are JSON already, parted by commas, without its braces.
    public mutating func members(_ json: some Sequence<UInt8>) {
        separate()
        output.append(contentsOf: json)
        needsComma = true
    }

    /// A byte between two values of NDJSON.
    public mutating func newline() {
        output.append(0x0A)
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
        output.append(0x22)
        time.write(to: &output)
        output.append(0x22)
        needsComma = true
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
        output.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        output.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { output.append(0x2C) }
    }

    private mutating func raw(_ text: String) {
        separate()
        output.append(text)
        needsComma = true
    }

    private mutating func quote(_ text: String) {
        var text = text
        output.append(0x22)
        text.withUTF8 { escape($0) }
        output.append(0x22)
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = next(text, from: 0)
        while index < text.count {
            let byte = text[index]
            if byte == 0xE2 {
                // U+2028 and U+2029 end a line in JavaScript and in many a tool that reads lines.
                if index &+ 2 < text.count, text[index &+ 1] == 0x80, text[index &+ 2] & 0xFE == 0xA8 {
                    output.append(start..<index, of: text)
                    output.append(text[index &+ 2] == 0xA8 ? "\\u2028" : "\\u2029" as StaticString)
                    start = index &+ 3
                }
                index = next(text, from: max(start, index &+ 1))
                continue
            }
            output.append(start..<index, of: text)
            appendEscape(byte)
            start = index &+ 1
            index = next(text, from: start)
        }
        output.append(start..<text.count, of: text)
    }

    /// The next byte from `start` on that does not stand for itself, or may not.
    @inline(__always)
    private func next(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        ByteScan.first(in: text, from: start, upTo: text.count, sixteen: fm_json_special) {
            $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xE2
        }
    }

    private mutating func appendEscape(_ byte: UInt8) {
        output.append(0x5C)
        switch byte {
        case 0x22, 0x5C: output.append(byte)
        case 0x0A: output.append(0x6E)
        case 0x0D: output.append(0x72)
        case 0x09: output.append(0x74)
        case 0x08: output.append(0x62)
        case 0x0C: output.append(0x66)
        default:
            output.append("u00" as StaticString)
            for digit in [byte >> 4, byte & 15] { output.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
    }
}
