import Glibc

extension [UInt8] {
    /// Whether a text stands somewhere in it: as quickly as the C library finds its first byte, for programs and ledgers are
    /// searched.
    func contains(_ text: String) -> Bool {
        let text = Array(text.utf8)
        return withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let first = text.first else { return text.isEmpty }
            var offset = 0
            while offset + text.count <= bytes.count,
                let found = memchr(start + offset, Int32(first), bytes.count - text.count - offset + 1)
            {
                if memcmp(found, text, text.count) == 0 { return true }
                offset = UnsafeRawPointer(found) - start + 1
            }
            return false
        }
    }
}
