import Basics
import Glibc

/// One message between the daemon and a worker: eight bytes of length, little-endian, then as many bytes.
enum Frame {
    /// Until when a message has to be through, on CLOCK_MONOTONIC. A peer that sends a byte now and then gains nothing.
    struct Deadline {
        private let milliseconds: Int64

        init(in seconds: Int) { milliseconds = MonotonicClock.milliseconds() + Int64(seconds) * 1000 }

        /// Waits until `descriptor` is ready for `events` (poll(2)); false, with EAGAIN, when the time is over.
        func wait(for events: Int32, on descriptor: Int32) -> Bool {
            var event = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            while true {
                let rest = milliseconds - MonotonicClock.milliseconds()
                let count = rest > 0 ? poll(&event, 1, Int32(clamping: rest)) : 0
                if count > 0 { return true }
                if count < 0 && errno == EINTR { continue }
                if count == 0 { errno = EAGAIN }
                return false
            }
        }
    }

    /// Blocks until all is written; false where the other end is gone, or with EAGAIN after the deadline.
    static func write(_ payload: [UInt8], to descriptor: Int32, by deadline: Deadline? = nil) -> Bool {
        withUnsafeBytes(of: UInt64(payload.count).littleEndian) { writeAll($0, to: descriptor, by: deadline) }
            && payload.withUnsafeBytes { writeAll($0, to: descriptor, by: deadline) }
    }

    /// Blocks until a whole message is there; nil at the end of the stream, or with EAGAIN after the deadline.
    static func read(from descriptor: Int32, limit: Int = Int.max, by deadline: Deadline? = nil) -> [UInt8]? {
        var length: UInt64 = 0
        guard withUnsafeMutableBytes(of: &length, { readAll(into: $0, from: descriptor, by: deadline) }) else {
            return nil
        }
        guard let count = Int(exactly: UInt64(littleEndian: length)), count <= limit else {
            errno = EMSGSIZE
            return nil
        }
        var complete = true
        let payload = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            complete = readAll(into: UnsafeMutableRawBufferPointer(buffer), from: descriptor, by: deadline)
            initialized = complete ? count : 0
        }
        return complete ? payload : nil
    }

    private static func writeAll(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, by deadline: Deadline?
    ) -> Bool {
        let flags = Int32(MSG_NOSIGNAL) | (deadline == nil ? 0 : Int32(MSG_DONTWAIT))
        var rest = bytes[...]
        while !rest.isEmpty {
            if let deadline, !deadline.wait(for: POLLOUT, on: descriptor) { return false }
            let count = Glibc.send(
                descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, flags)
            if count < 0 && (errno == EINTR || deadline != nil && errno == EAGAIN) { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func readAll(
        into bytes: UnsafeMutableRawBufferPointer, from descriptor: Int32, by deadline: Deadline?
    ) -> Bool {
        var filled = 0
        while filled < bytes.count {
            if let deadline, !deadline.wait(for: POLLIN, on: descriptor) { return false }
            let count = Glibc.read(descriptor, bytes.baseAddress! + filled, bytes.count - filled)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                if count == 0 { errno = 0 }
                return false
            }
            filled += count
        }
        return true
    }
}
