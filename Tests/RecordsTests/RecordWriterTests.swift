import Basics
import Records
import Testing

private let feed = RecordFeed(
    id: "paper", url: "https://paper.example/feed", title: "The Paper", tags: ["news"])
private let id = RecordID("00000000000000010000000000000002")!
private let time = Timestamp(seconds: 1_800_000_000)

@Test func aRecordIsOneLineInTheOrderOfTheInterface() {
    let envelope = RecordEnvelope(
        id: id, revision: 2, changes: [.title, .content], firstSeenAt: time, isBackfill: true,
        feed: feed,
        fetch: RecordFetch(
            url: "https://paper.example/feed", httpStatus: 200, fetchedAt: time, contentSHA256: "ab"))
    var writer = JSONWriter()
    RecordWriter.write(
        envelope, item: Array(#"{"id":"1"}"#.utf8), article: Array(#"{"status":"ok"}"#.utf8),
        cluster: ClusterPlace(id: ClusterID(number: 15), size: 2, isFirst: false), sequence: 7,
        spooledAt: time + 1, to: &writer)
    #expect(
        String(decoding: writer.finish(), as: UTF8.self) == """
            {"schema":"feedmill/1","kind":"item","id":"00000000000000010000000000000002","revision":2,\
            "changes":["title","content"],"sequence":7,"spooled_at":"2027-01-15T08:00:01Z",\
            "first_seen_at":"2027-01-15T08:00:00Z","backfill":true,"feed":{"id":"paper","url":"https://paper.example/feed",\
            "title":"The Paper","tags":["news"]},"fetch":{"url":"https://paper.example/feed","http_status":200,\
            "fetched_at":"2027-01-15T08:00:00Z","content_sha256":"ab"},"item":{"id":"1"},"article":{"status":"ok"},\
            "cluster":{"id":"000000000000000f","size":2,"is_first":false}}

            """)
}

@Test func whatIsNotKnownIsLeftOut() {
    let envelope = RecordEnvelope(
        id: id, firstSeenAt: time, feed: RecordFeed(id: "a", url: "file:///a"),
        fetch: RecordFetch(url: "file:///a", fetchedAt: time, contentSHA256: "ab"))
    var writer = JSONWriter()
    RecordWriter.write(envelope, item: Array("{}".utf8), sequence: 1, spooledAt: time, to: &writer)
    let line = String(decoding: writer.finish(), as: UTF8.self)
    for key in ["changes", "backfill", "http_status", "article", "cluster", "tags", "null"] {
        #expect(!line.contains(key))
    }
}

@Test func anEventIsARecord() {
    let event = IdentityEvent.floodHeld(matched: 3, held: 20)
    var writer = JSONWriter()
    RecordWriter.write(
        RecordEvent(code: event.code, message: "held", since: time, details: event.details), id: id,
        feed: feed, sequence: 8,
        spooledAt: time, to: &writer)
    #expect(
        String(decoding: writer.finish(), as: UTF8.self) == """
            {"schema":"feedmill/1","kind":"event","id":"00000000000000010000000000000002","revision":1,"sequence":8,\
            "spooled_at":"2027-01-15T08:00:00Z","feed":{"id":"paper","url":"https://paper.example/feed","title":"The Paper",\
            "tags":["news"]},"event":{"code":"flood-held","message":"held","since":"2027-01-15T08:00:00Z",\
            "details":{"matched":3,"held":20}}}

            """)
}
