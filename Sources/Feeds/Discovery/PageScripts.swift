import Basics
import Glibc

/// What a page's scripts say in JSON, found by its key alone: no script is run, and no JSON read whole.
struct PageScripts {
    let page: [UInt8]

    /// The strings that stand behind `"key":`, in their order.
    func values(of key: String, maximum: Int = 8) -> [String] {
        let quoted = Array("\"\(key)\"".utf8)
        return page.withUnsafeBytes { bytes in
            var result: [String] = []
            var index = 0
            while result.count < maximum, let found = PageScripts.find(quoted, in: bytes, from: index) {
                index = found + quoted.count
                if let value = PageScripts.value(bytes, at: index) { result.append(value) }
            }
            return result
        }
    }

    /// A string of at most 2,000 bytes behind a colon; nil where there is another value.
    private static func value(_ bytes: UnsafeRawBufferPointer, at start: Int) -> String? {
        var index = start
        for wanted: UInt8 in [0x3A, 0x22] {
            while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
            guard index < bytes.count, bytes[index] == wanted else { return nil }
            index += 1
        }
        let first = index - 1
        while index < bytes.count, index - first < 2000, bytes[index] != 0x22 {
            index += bytes[index] == 0x5C ? 2 : 1
        }
        guard index < bytes.count, bytes[index] == 0x22 else { return nil }
        return (try? JSONValue(parsing: Array(bytes[first...index]), .lenient))?.string?.nonEmpty
    }

    private static func find(_ text: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var index = start
        while index + text.count <= bytes.count, let found = memchr(base + index, 0x22, bytes.count - index) {
            index = base.distance(to: UnsafeRawPointer(found))
            if index + text.count <= bytes.count, memcmp(base + index, text, text.count) == 0 { return index }
            index += 1
        }
        return nil
    }
}
