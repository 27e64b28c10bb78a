import Basics
import Records
import Schedule
import Testing

@testable import Ingest

private let time = Timestamp(seconds: 1_800_000_000, nanoseconds: 5)

private let reply = FeedTask.Reply.feed(
    FeedTask.Facts(
        format: "rss-2.0", title: "T", homePageURL: nil, wishes: FeedWishes(ttl: 60, skipHours: 3, skipDays: 1),
        endsEarly: true),
    [
        FeedTask.Item(evidence: ItemEvidence(ItemFacts(id: "a", title: "x")), url: "http://a/", json: Array("{}".utf8)),
        FeedTask.Item(evidence: ItemEvidence(knownDigest: 77), url: nil, json: []),
    ])

private let item = OwedItem(
    recordID: RecordID(high: 1, low: 2), revision: 3, changes: [.title], firstSeen: time, isBackfill: true,
    feed: RecordFeed(id: "f", url: "http://f/", title: "t", homePageURL: nil, tags: ["a", "b"]),
    fetch: RecordFetch(url: "http://f/x", httpStatus: 200, fetchedAt: time, contentSHA256: "00"),
    article: .fetch(url: "http://p/"),
    json: Array("{\"id\":\"a\"}".utf8),
    cluster: ClusterFingerprint(articleText: String(repeating: "one two three four ", count: 20)))

private let event = OwedEvent(
    recordID: RecordID(high: 1, low: 2), feed: RecordFeed(id: "f", url: "u"), code: "feed-gone", message: "m",
    since: time, details: Array("{\"held\":3}".utf8))

/// What `reply` answers.
private let request = FeedTask.Request(
    url: "http://f/", maximumItems: 2, maximumDepth: 9, maximumText: 9,
    known: KnownDigests(decoding: [77, 0, 0, 0, 0, 0]),
    document: [])

@Test func aFeedReplyCrossesThePipe() throws {
    #expect(try FeedTask.Reply(bytes: reply.bytes, to: request) == reply)
    let failed = FeedTask.Reply.failed(FeedTask.Failure(code: "not-a-feed", message: "no"))
    #expect(try FeedTask.Reply(bytes: failed.bytes, to: request) == failed)
}

@Test func aPageReplyCrossesThePipe() throws {
    let article = PageTask.Reply.article(
        PageTask.Extracted(
            members: Array("\"title\":\"a\",\"word_count\":1".utf8), cluster: item.cluster, canonicalURL: "http://c/",
            nextPageURL: "http://n/",
            singlePageURL: nil, missedRules: ["a.example.txt"]))
    #expect(try PageTask.Reply(bytes: article.bytes) == article)
    let wall = PageTask.Reply.failed(
        PageTask.Failure(
            status: "paywalled", code: "c", message: "m", members: [], missedRules: ["a.example.txt"],
            singlePageURL: "http://s/"))
    #expect(try PageTask.Reply(bytes: wall.bytes) == wall)
}

@Test(arguments: [OwedPayload.item(item), .event(event)])
func whatIsOwedIsReadAgain(_ payload: OwedPayload) throws {
    #expect(try OwedPayload(bytes: payload.bytes) == payload)
}

/// A worker that was taken over can send anything: each beginning of a reply is an error, and none is a trap.
@Test func halfAReplyIsAnErrorAndNoTrap() {
    let bytes = reply.bytes
    for count in bytes.indices {
        #expect(throws: ByteReadingError.self) { try FeedTask.Reply(bytes: Array(bytes[..<count]), to: request) }
    }
    let owed = OwedPayload.item(item).bytes
    for count in stride(from: 0, to: owed.count, by: 7) {
        #expect(throws: ByteReadingError.self) { try OwedPayload(bytes: Array(owed[..<count])) }
    }
}

@Test func aWorkerAnswersWhatItCannotReadWithNothing() {
    #expect(WorkerLine.handle([]) == [])
    #expect(WorkerLine.handle([9, 9, 9]) == [])
    #expect(WorkerLine.handle([1, 0xFF, 0xFF, 0xFF, 0xFF]) == [])
}
