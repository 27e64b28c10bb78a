import Glibc

/// One message between the daemon and a worker: eight bytes of length, little-endian, then as many bytes.
enum Frame {
    /// Blocks until all is written; false where the other end is gone.
    static func write(_ payload: [UInt8], to descriptor: Int32) -> Bool {
        withUnsafeBytes(of: UInt64(payload.count).littleEndian) { writeAll($0, to: descriptor) }
            && payload.withUnsafeBytes { writeAll($0, to: descriptor) }
    }

    /// Blocks until a whole message is there; nil at the end of the stream.
    static func read(from descriptor: Int32, limit: Int = Int.max) -> [UInt8]? {
        var length: UInt64 = 0
        guard withUnsafeMutableBytes(of: &length, { readAll(into: $0, from: descriptor) }) else { return nil }
        guard let count = Int(exactly: UInt64(littleEndian: length)), count <= limit else { return nil }
        var complete = true
        let payload = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            complete = readAll(into: UnsafeMutableRawBufferPointer(buffer), from: descriptor)
            initialized = complete ? count : 0
        }
        return complete ? payload : nil
    }

    private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.send(
                descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func readAll(into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Bool {
        var filled = 0
        while filled < bytes.count {
            let count = Glibc.read(descriptor, bytes.baseAddress! + filled, bytes.count - filled)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            filled += count
        }
        return true
    }
}
