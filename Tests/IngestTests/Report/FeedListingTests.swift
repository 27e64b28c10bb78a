import Basics
import Ledger
import Schedule
import Testing

@testable import Ingest

@Suite struct FeedListingTests {
    private static let text = """
        [[feed]]
        url = "https://c.example/f"
        id = "c"
        tags = ["news/local"]
        [[feed]]
        url = "https://a.example/f"
        id = "a"
        title = "Zeta"
        tags = ["news", "x"]
        [[feed]]
        url = "https://b.example/f"
        id = "b"
        paused = true
        """

    private func listing() throws -> FeedListing {
        let configuration = try MemoryFiles([MemoryFiles.main: Self.text]).load().get()
        let known: [String: (FeedCondition, Int64, String?)] = [
            "a": (.failing, 30, "own a"), "b": (.healthy, 10, "Alpha"), "c": (.healthy, 20, "Mid"),
        ]
        return FeedListing(
            entries: configuration.feeds.map { feed in
                var state = FeedState()
                if let (condition, due, title) = known[feed.id] {
                    state.condition = condition
                    state.nextDue = Timestamp(seconds: due)
                    state.lastPolled = Timestamp(seconds: due)
                    state.title = title
                }
                return FeedListing.Entry(settings: feed, state: state)
            })
    }

    @Test(arguments: [
        (FeedListing.Order.file, "cab"), (.id, "abc"), (.title, "bca"), (.url, "abc"), (.state, "abc"),
        // A paused feed is not going to be polled.
        (.next, "cab"), (.last, "acb"), (.news, "cab"), (.pace, "cab"),
    ])
    func isSorted(_ order: FeedListing.Order, _ ids: String) throws {
        let sorted = try listing().sorted(by: order)
        #expect(sorted.entries.map(\.settings.id).joined() == ids)
        #expect(
            try listing().sorted(by: order, reversed: true).entries.map(\.settings.id).joined()
                == String(ids.reversed()))
    }

    @Test(arguments: [
        ([FeedCondition](), [String](), "cab"), ([.paused], [], "b"), ([.failing, .paused], [], "ab"),
        ([], ["news"], "ca"), ([], ["local"], ""), ([.failing], ["news"], "a"), ([], ["x", "news/local"], "ca"),
    ])
    func isFiltered(_ states: [FeedCondition], _ tags: [String], _ ids: String) throws {
        #expect(try listing().filtered(states: states, tags: tags).entries.map(\.settings.id).joined() == ids)
    }

    @Test("the operator's title goes before the feed's own; without a ledger all is unknown") func entries()
        async throws
    {
        #expect(try listing().entries.map(\.title) == ["Mid", "Zeta", "Alpha"])
        let configuration = try MemoryFiles([MemoryFiles.main: "state_directory = '/nowhere'\n" + Self.text]).load()
            .get()
        let fresh = try await FeedListing.gather(configuration)
        #expect(fresh.entries.map(\.condition) == [.neverPolled, .neverPolled, .paused])
        #expect(fresh.entries.allSatisfy { $0.itemsPerDay == nil && $0.nextDue == nil })
    }
}
