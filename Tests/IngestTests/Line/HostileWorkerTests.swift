import Basics
import Feeds
import Foundation
import Records
import Testing

@testable import Ingest
@testable import Spool

/// Replies of a worker that was taken over: each is refused as a whole, and nothing of it reaches a record.
struct HostileWorkerTests {
    private static let request = FeedTask.Request(
        url: "http://f/", maximumItems: 3, maximumDepth: 9, maximumText: 9,
        known: KnownDigests(decoding: [77, 0, 0, 0, 0, 0]), document: [])

    private static func reply(
        _ items: [FeedTask.Item], _ facts: FeedTask.Facts = FeedTask.Facts(format: "rss-2.0")
    ) -> [UInt8] {
        FeedTask.Reply.feed(facts, items).bytes
    }

    private static func item(_ json: String, _ facts: ItemFacts = ItemFacts(id: "a", title: "x")) -> FeedTask.Item {
        FeedTask.Item(evidence: ItemEvidence(facts), url: "http://a/", json: Array(json.utf8))
    }

    @Test(arguments: [
        ("two lines", #"{"id":"a"}"# + "\n" + #"{"schema":"feedmill/1"}"#),
        ("a number of its own", #"{"id":"a"},"sequence":7,"x":{}"#), ("no object", #""a""#), ("nothing", ""),
        ("a name of the envelope", #"{"sequence":7}"#), ("the same name twice", #"{"id":"a","id":"b"}"#),
        ("half", #"{"id":"a""#), ("control characters", "{\"id\":\"\u{1B}[2J\"}"),
        (
            "a hundred deep",
            #"{"_media":"# + String(repeating: "[", count: 100) + String(repeating: "]", count: 100) + "}"
        ),
    ])
    func anItemThatIsNoneIsRefused(_ why: String, _ json: String) {
        #expect(throws: ByteReadingError.self, "\(why)") {
            try FeedTask.Reply(bytes: Self.reply([Self.item(json)]), to: Self.request)
        }
    }

    @Test func moreItemsThanWereAskedForAreRefused() {
        let items = (0..<4).map { Self.item("{\"id\":\"\($0)\"}") }
        #expect(throws: Never.self) { try FeedTask.Reply(bytes: Self.reply(Array(items[..<3])), to: Self.request) }
        #expect(throws: ByteReadingError.self) { try FeedTask.Reply(bytes: Self.reply(items), to: Self.request) }
    }

    @Test func aDigestThatTheWorkerWasNotToldOfIsRefused() {
        func alone(_ digest: UInt64, _ json: String) -> [UInt8] {
            Self.reply([FeedTask.Item(evidence: ItemEvidence(knownDigest: digest), url: nil, json: Array(json.utf8))])
        }
        #expect(throws: Never.self) { try FeedTask.Reply(bytes: alone(77, ""), to: Self.request) }
        for (digest, json) in [(78, ""), (77, "{}"), (0, "")] as [(UInt64, String)] {
            #expect(throws: ByteReadingError.self) { try FeedTask.Reply(bytes: alone(digest, json), to: Self.request) }
        }
    }

    @Test(arguments: [.max, .min + 1, 1 << 40, -(1 << 40)] as [Int64])
    func aTimeThatNothingCanBeReckonedWithIsRefused(_ seconds: Int64) {
        let item = Self.item("{}", ItemFacts(id: "a", published: Timestamp(seconds: seconds)))
        #expect(throws: ByteReadingError.self) { try FeedTask.Reply(bytes: Self.reply([item]), to: Self.request) }
    }

    @Test func textsOfTheFeedAreCleanAndShort() throws {
        var facts = FeedTask.Facts(format: "rss")
        facts.title = "\u{1B}]0;x\u{7}" + String(repeating: "é", count: 100_000)
        facts.homePageURL = "http://a/" + String(repeating: "x", count: 100_000)
        facts.wishes.ttl = .nan
        facts.wishes.updatePeriod = -.infinity
        guard case .feed(let read, _) = try FeedTask.Reply(bytes: Self.reply([], facts), to: Self.request) else {
            Issue.record("no feed")
            return
        }
        #expect(read.title?.utf8.count ?? 0 <= 4_100 && read.title?.contains("\u{1B}") == false)
        #expect(read.homePageURL == nil)
        #expect(read.wishes.ttl == 0 && read.wishes.updatePeriod == 0)
    }

    @Test(arguments: [
        ("a status of its own", #""status":"ok","title":"x""#),
        ("the end of the article", #""title":"x"},"sequence":{"a":1"#),
        ("two lines", "\"title\":\"x\"\n"), ("nothing", ""), ("an error of its own", #""error":{"code":"x"}"#),
    ])
    func membersOfAnArticleThatAreNoneAreRefused(_ why: String, _ members: String) {
        let article = PageTask.Extracted(
            members: Array(members.utf8), cluster: nil, canonicalURL: nil, nextPageURL: nil, singlePageURL: nil)
        #expect(throws: ByteReadingError.self, "\(why)") {
            try PageTask.Reply(bytes: PageTask.Reply.article(article).bytes)
        }
    }

    @Test(arguments: [
        ("ok", "no-article", "", false), ("failed", "no-article", "", true), ("failed", "No Article", "", false),
        ("failed", "", "", false), ("failed", String(repeating: "x", count: 65), "", false),
        ("failed", "no-article", #""status":"ok""#, false),
        ("paywalled", "paywalled", #""rights":{"robots":["noai"]}"#, true),
    ])
    func aFailureIsOneThatRecordsKnow(_ status: String, _ code: String, _ members: String, _ isTaken: Bool) {
        let failure = PageTask.Failure(status: status, code: code, message: "m", members: Array(members.utf8))
        let reply = try? PageTask.Reply(bytes: PageTask.Reply.failed(failure).bytes)
        #expect((reply != nil) == isTaken)
    }

    @Test func messagesMoveNoTerminalAndFillNoDisk() throws {
        let failure = FeedTask.Failure(
            code: "not-a-feed", message: "\u{1B}[2J" + String(repeating: "x", count: 1 << 20))
        guard case .failed(let read) = try FeedTask.Reply(bytes: FeedTask.Reply.failed(failure).bytes, to: Self.request)
        else {
            Issue.record("no failure")
            return
        }
        #expect(read.message.utf8.count <= 4_096 && !read.message.contains("\u{1B}"))
        #expect(throws: ByteReadingError.self) {
            try ListTask.Reply(bytes: ListTask.Reply.failed(ListTask.Failure(code: "a b", message: "")).bytes)
        }
    }

    @Test func whatFollowsAReplyIsNoPartOfIt() {
        for bytes in [Self.reply([Self.item("{}")]), FeedTask.Reply.failed(.init(code: "x", message: "")).bytes] {
            #expect(throws: Never.self) { try FeedTask.Reply(bytes: bytes, to: Self.request) }
        }
        #expect(throws: ByteReadingError.self) {
            try FeedTask.Reply(bytes: Self.reply([Self.item("{}")]) + [0], to: Self.request)
        }
    }

    /// Bytes changed one at a time: refused, or something else, but never a trap, and never an item that is no object.
    @Test func aChangedByteIsNoTrap() {
        let bytes = Self.reply([Self.item(#"{"id":"a","title":"x"}"#)])
        for place in bytes.indices {
            for change in [0x01, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] ^= change
                guard case .feed(_, let items) = try? FeedTask.Reply(bytes: changed, to: Self.request) else { continue }
                for item in items { #expect(item.json.isEmpty || ReplyCheck.item.acceptsObject(item.json)) }
            }
        }
    }
}

/// What an honest worker sends passes: each feed of the conformance files and each page of the articles, where those are there,
/// through the worker's own function.
struct HonestWorkerTests {
    /// And a ledger is made of records: what each feed delivered is known again when it is polled next.
    @Test(.enabled(if: !SharedFiles.feeds.isEmpty, "../shared/conformance is not here"))
    func feeds() throws {
        var recalled = Recalled()
        for path in SharedFiles.feeds {
            let request = FeedTask.Request(
                url: "http://feeds.example/", maximumItems: 10_000, maximumDepth: 256, maximumText: 1 << 24,
                known: KnownDigests(decoding: [] as [UInt8]), document: try SystemFiles().read(path, limit: 1 << 26))
            do {
                let reply = try FeedTask.Reply(bytes: WorkerLine.handle(request.bytes), to: request)
                if case .feed(_, let found) = reply { try recalled.take(found) }
            } catch {
                Issue.record("refused: \(path)")
            }
        }
        #expect(recalled.items > 1_000)
        #expect(recalled.known * 100 >= recalled.items * 95, "\(recalled)")
        #expect(recalled.revised * 100 <= recalled.items, "\(recalled)")
    }

    @Test(.enabled(if: !SharedFiles.pages.isEmpty, "../shared/articles is not here"))
    func pages() throws {
        var articles = 0
        for path in SharedFiles.pages.prefix(60) {
            let packed = try SystemFiles().read(path, limit: 1 << 26)
            let document = try #require(SpoolCompression.gzip.unpacked(packed))
            let page = PageTask.Page(
                url: "http://pages.example/a", contentType: "text/html", robotsTags: [], document: document)
            let request = PageTask.Request(pages: [page], item: Array("{}".utf8))
            do {
                if case .article = try PageTask.Reply(bytes: WorkerLine.handle(request.bytes)) { articles += 1 }
            } catch {
                Issue.record("refused: \(path)")
            }
        }
        #expect(articles > 40)
    }
}

/// Of items that were delivered, how many a memory made of their records knows under their ids.
private struct Recalled {
    private static let now = Timestamp(seconds: 1_800_000_000)
    private(set) var items = 0
    private(set) var known = 0
    private(set) var revised = 0
    private(set) var renamed = 0

    mutating func take(_ found: [FeedTask.Item]) throws {
        let first = decide(found, FeedMemory())
        var recollection = FeedRecollection(feed: "f")
        for (item, decision) in zip(found, first) where decision.isDelivered {
            recollection.take(
                ItemFacts(recorded: try JSONValue(parsing: item.json)), record: decision.id, revision: 1, page: nil,
                seen: Recalled.now)
        }
        renamed += recollection.renamed
        for (before, after) in zip(first, decide(found, recollection.memory)) where before.isDelivered {
            items += 1
            if case .revised = after { revised += 1 }
            if after.id == before.id, after.isRemembered { known += 1 }
        }
    }

    private func decide(_ found: [FeedTask.Item], _ memory: FeedMemory) -> [ItemDecision] {
        Identity.decide(found.map(\.evidence), feed: FeedFacts(id: "f"), memory: memory, now: Recalled.now).decisions
    }
}

private enum SharedFiles {
    static let feeds = files(in: "../shared/conformance/files")
    static let pages = files(in: "../shared/articles/html").filter { $0.hasSuffix(".html.gz") }

    /// The paths of all files below a directory, sorted; none where it is not there.
    private static func files(in directory: String) -> [String] {
        guard let names = FileManager.default.subpaths(atPath: directory) else { return [] }
        var isDirectory: ObjCBool = false
        return names.map { "\(directory)/\($0)" }.filter {
            FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory) && !isDirectory.boolValue
        }.sorted()
    }
}
