import Basics
import Records

@testable import Ingest

extension FuzzTarget {
    /// Any bytes as the answer of a worker that was taken over, and as a request. The first byte chooses which.
    static let worker = FuzzTarget(name: "Worker") { bytes in
        let rest = Array(bytes.dropFirst())
        switch (bytes.first ?? 0) % 5 {
        case 0:
            guard let reply = try? FeedTask.Reply(bytes: rest, to: asked) else { return }
            try require(
                isStable(reply.bytes) { try FeedTask.Reply(bytes: $0, to: asked).bytes },
                "a feed's reply changes on its way")
        case 1:
            guard let reply = try? PageTask.Reply(bytes: rest) else { return }
            try require(
                isStable(reply.bytes) { try PageTask.Reply(bytes: $0).bytes }, "a page's reply changes on its way")
        case 2:
            guard let reply = try? SearchTask.Reply(bytes: rest) else { return }
            try require(
                isStable(reply.bytes) { try SearchTask.Reply(bytes: $0).bytes }, "a search's reply changes on its way")
        case 3:
            guard let reply = try? ListTask.Reply(bytes: rest) else { return }
            try require(
                isStable(reply.bytes) { try ListTask.Reply(bytes: $0).bytes }, "a list's reply changes on its way")
        default: _ = WorkerLine.handle(rest)
        }
    }

    private static let asked = FeedTask.Request(
        url: "https://example.org/feed", contentType: nil, maximumItems: 1_000, maximumDepth: 100, maximumText: 1 << 20,
        known: KnownDigests(decoding: []), document: [])

    /// What is written reads as what was written.
    static func isStable(_ bytes: [UInt8], _ again: ([UInt8]) throws -> [UInt8]) -> Bool {
        (try? again(bytes)) == bytes
    }
}
