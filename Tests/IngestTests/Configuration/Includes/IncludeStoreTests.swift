import Basics
import HTTP
import Testing

@testable import Ingest

private let address = "https://l.example/o.opml"
private let noon = Timestamp(seconds: 1_800_000_000)

private func opml(_ feeds: String...) -> [UInt8] {
    let outlines = feeds.map { "<outline text='\($0)' xmlUrl='https://\($0).example/f'/>" }.joined()
    return Array("<opml version='2.0'><body>\(outlines)</body></opml>".utf8)
}

@Suite struct IncludeStoreTests {
    private let files = MemoryFiles([
        MemoryFiles.main: "state_directory = '/s'\ninclude = ['\(address)']\n[[feed]]\nurl = 'https://own.example/f'\n"
    ])
    private var store: IncludeStore { IncludeStore(stateDirectory: "/s", files: files) }

    private func kept() -> IncludeState {
        var state = IncludeState(address: address)
        state.askedAt = noon
        state.hash = "00"
        state.feeds = 1
        state.validators.received(Validators(etag: "\"x\""), status: 200, from: WebURL(address)!)
        state.succeeded(at: noon, next: 3600)
        return state
    }

    @Test("what is kept comes back as it was") func comesBack() throws {
        var state = kept()
        try store.keep(state, copy: opml("a"))
        #expect(store.state(of: address) == state)
        #expect(store.copy(of: address) == opml("a"))
        state.failed(.init(code: "http-500", message: "oops"), at: noon + 60, interval: 3600, retryAfter: nil)
        try store.keep(state)
        #expect(store.state(of: address) == state && store.copy(of: address) == opml("a"))
    }

    @Test("without its copy a state is no reason to ask conditionally, or late") func withoutCopy() throws {
        try store.keep(kept(), copy: opml("a"))
        for path in files.files.keys where path.hasSuffix(".opml") { files.files[path] = nil }
        let state = store.state(of: address)
        #expect(!state.hasCopy && state.validators.isEmpty && state.nextDue == nil && state.feeds == 0)
    }

    @Test("a file that is damaged, or another address's, counts for nothing") func damaged() throws {
        try store.keep(kept(), copy: opml("a"))
        let path = try #require(files.files.keys.first { $0.hasSuffix(".json") })
        for text in ["", "{", "[]", "{\"address\":\"https://other.example/\",\"sha256\":\"00\"}"] {
            files.files[path] = Array(text.utf8)
            #expect(store.state(of: address) == IncludeState(address: address))
        }
    }

    @Test("what belongs to no address of the configuration is removed") func prunes() throws {
        try store.keep(kept(), copy: opml("a"))
        try store.keep(IncludeState(address: "https://gone.example/"), copy: opml("b"))
        store.prune(keeping: [address])
        #expect(store.copy(of: address) != nil)
        #expect(files.files.keys.count { $0.hasPrefix("/s/includes/") } == 2)
    }

    @Test("the configuration has the feeds of the last copy, and after a change those of the new one") func goesBy()
        throws
    {
        let bare = try files.load().get()
        #expect(bare.includingKept(files: files).feeds.count == 1)
        try store.keep(kept(), copy: opml("a", "b"))
        let first = bare.includingKept(files: files)
        #expect(first.feeds.map(\.address).map { $0.dropFirst(8).prefix(3) } == ["own", "a.e", "b.e"])
        #expect(first.isListed(first.feeds[1]) && !first.isListed(first.feeds[0]))
        try store.keep(kept(), copy: opml("b", "c"))
        let second = first.includingKept(files: files)
        let difference = ConfigurationDifference(from: first, to: second)
        #expect(difference.added.map(\.address) == ["https://c.example/f"])
        #expect(difference.removed.map(\.address) == ["https://a.example/f"] && difference.changed.isEmpty)
    }

    @Test("what is wrong with a list is said in a line") func remarks() throws {
        let configuration = try files.load().get()
        #expect(
            configuration.includeRemarks(at: noon, files: files) == [
                "include: \(address): not fetched yet; `feedmill run` does"
            ])
        var state = kept()
        state.failed(.init(code: "http-500", message: "oops"), at: noon, interval: 3600, retryAfter: nil)
        try store.keep(state, copy: Array(#"<opml><body><outline text="x" xmlUrl="ftp://x/"/></body></opml>"#.utf8))
        let remarks = configuration.includeRemarks(at: noon + 7200, files: files)
        #expect(
            remarks.first
                == "include: \(address): oops [http-500], since 2 h ago; its feeds (1) stay as they were 2 h ago")
        #expect(remarks.last?.hasPrefix("\(address):1:") == true && remarks.last?.hasSuffix("; left out") == true)
    }
}

@Test(arguments: [
    ("soon at first", 1, 3600.0, nil, 300.0),
    ("then twice as long", 2, 3600.0, nil, 600.0),
    ("never later than a list that is well", 9, 3600.0, nil, 3600.0),
    ("but as late as the server asks", 1, 3600.0, 7200.0, 7200.0),
    ("or as often as the operator wants", 1, 60.0, nil, 60.0),
])
func aListThatFailsIsAskedForAgain(
    _ why: String, _ failures: Int, _ interval: Double, _ retryAfter: Double?, _ wait: Double
) {
    var state = IncludeState(address: address)
    for _ in 0..<failures {
        state.failed(.init(code: "x", message: "y"), at: noon, interval: interval, retryAfter: retryAfter)
    }
    #expect(state.nextDue == noon + wait && state.failingSince == noon, "\(why)")
    state.succeeded(at: noon + 1, next: interval)
    #expect(state.error == nil && state.failingSince == nil && state.failures == 0)
}
