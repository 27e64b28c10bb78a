import Glibc

@testable import Workers

extension FuzzTarget {
    /// Any bytes as what comes over a worker's socket, in two pieces; the first byte says where they are parted.
    static let frame = FuzzTarget(name: "Frame") { bytes in
        let stream = bytes.dropFirst()
        let cut = stream.startIndex + min(stream.count, Int(bytes.first ?? 0))
        var ends: [CInt] = [-1, -1]
        guard socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return }
        defer { for end in ends where end >= 0 { close(end) } }
        for piece in [stream[..<cut], stream[cut...]] {
            let sent = piece.withUnsafeBytes { send(ends[0], $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            try require(sent == piece.count, "the socket took \(sent) bytes of \(piece.count)")
        }
        close(ends[0])
        ends[0] = -1
        var read: [[UInt8]] = []
        while let payload = Frame.read(from: ends[1], limit: longestPayload) { read.append(payload) }
        try require(read == payloads(in: Array(stream)), "read other messages than were sent")
    }

    private static let longestPayload = 1 << 16

    /// The messages that lie whole in a stream, up to the first that is too long.
    private static func payloads(in stream: [UInt8]) -> [[UInt8]] {
        var result: [[UInt8]] = []
        var rest = stream[...]
        while rest.count >= 8 {
            let length = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(8)
            guard length <= UInt64(longestPayload), Int(length) <= rest.count else { break }
            result.append(Array(rest.prefix(Int(length))))
            rest = rest.dropFirst(Int(length))
        }
        return result
    }
}
