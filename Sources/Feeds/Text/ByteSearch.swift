import Glibc

extension [UInt8] {
    /// Whether a byte is in it, as fast as the C library finds it.
    func hasByte(_ byte: UInt8) -> Bool {
        withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            return memchr(start, Int32(byte), bytes.count) != nil
        }
    }
}
