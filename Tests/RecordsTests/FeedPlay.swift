import Basics
import Records
import Testing

/// A small newspaper whose stories differ in a few words of one template, as a feed's do not, but as its notices may.
struct Story: Sendable {
    var facts: ItemFacts

    init(_ number: Int, _ change: (inout ItemFacts) -> Void = { _ in }) {
        facts = ItemFacts(
            id: "tag:paper.example,2026:\(number)", url: "https://paper.example/2026/10/story-\(number)",
            title: Story.titles[number % 10] + (number < 10 ? "" : ", part \(number)"),
            contentHTML: "<p>\(Story.body(number))</p>",
            published: Timestamp(seconds: 1_790_841_600 + Int64(number) * 86_460))
        change(&facts)
    }

    static func body(
        _ number: Int, _ middle: String = "The mayor promised an answer before the winter."
    ) -> String {
        let (day, thing, place) = (days[number % 7], things[number % 10], places[number % 9])
        return """
            The council met on \(day) to weigh a plan for the river bank. Engineers told members that the wall built in \
            \(1901 + number * 7 % 97) would not outlast another flood of that size. Residents asked who would pay. \(middle) \
            A second hearing on \(thing) is due next month, when the survey of \(place) is complete. \(ends[number % 10])\
            \(number < 10 ? "" : " Ward \(number) wrote \(number * 3) letters of its own about \(things[number / 10 % 10]).")
            """
    }

    private static let days = [
        "Monday", "Tuesday", "Friday", "Sunday", "Thursday", "Wednesday", "Saturday",
    ]
    private static let things = [
        "drainage", "staffing", "ovens", "signals", "insurance", "acoustics", "parking", "lighting",
        "paving", "fares",
    ]
    private static let places = [
        "Lower Quay", "the east wing", "Mill Lane", "the depot", "Hill Farm", "the old hall",
        "Market Square",
        "Station Road", "the pier",
    ]
    private static let titles = [
        "River wall needs rebuilding", "Library extends its hours", "Bakery wins county prize",
        "Tram line opens two weeks early", "Orchard frost costs growers dear",
        "Choir returns to the old hall",
        "Vans to leave the square", "Last gas lamp goes out", "Pier closed after a storm",
        "Fares rise by a tenth",
    ]
    private static let ends = [
        "Barges will be moved upstream while piles are driven into clay.",
        "Students had petitioned for late openings since the spring term.",
        "Its rye loaf uses a starter kept alive for more than forty years.",
        "Drivers trained on a simulator before the first carriage arrived.",
        "Candles burned between the rows for three nights without saving the plums.",
        "The organ was tuned twice before the choir agreed to return.",
        "Stall holders say that vans block the fountain before noon.",
        "Lamps of the old kind are no longer made anywhere.",
        "Two planks were found on the beach at low tide.",
        "Season tickets bought before then remain valid.",
    ]
}

/// A feed that is polled again and again, as the daemon does it: evidence over bytes, known digests, memory over bytes.
struct FeedPlay {
    var memory: FeedMemory
    var policy = IdentityPolicy()
    var limits = IdentityLimits()
    var day = 0
    var feed = FeedFacts(
        id: "paper", url: "https://paper.example/feed.xml", homePageURL: "https://paper.example/")
    private(set) var decisions: [ItemDecision] = []
    private(set) var events: [IdentityEvent] = []
    private(set) var leftMemoryAlone = false

    init() { memory = FeedMemory() }

    /// What a poll of these items gave: how many were new, revised and held.
    @discardableResult
    mutating func poll(_ stories: [Story]) -> Tally {
        let known = KnownDigests(decoding: memory.knownDigests(policy).encoded)
        var bytes: [UInt8] = []
        for story in stories {
            let digest = story.facts.digest
            (known.contains(digest) ? ItemEvidence(knownDigest: digest) : ItemEvidence(story.facts))
                .encode(
                    into: &bytes)
        }
        var rest = bytes[...]
        let evidence = stories.compactMap { _ in ItemEvidence(decoding: &rest) }
        let outcome = Identity.decide(
            evidence, feed: feed, memory: memory, policy: policy, limits: limits,
            now: Timestamp(seconds: 1_800_000_000 + Int64(day) * 86_400))
        (decisions, events, leftMemoryAlone) = (
            outcome.decisions, outcome.events, outcome.memory == nil
        )
        if let changed = outcome.memory { memory = FeedMemory(decoding: changed.encoded)! }
        return Tally(decisions)
    }
}

struct Tally: Equatable, CustomStringConvertible {
    var new = 0
    var revised = 0
    var held = 0

    init(new: Int = 0, revised: Int = 0, held: Int = 0) {
        self.new = new
        self.revised = revised
        self.held = held
    }

    init(_ decisions: [ItemDecision]) {
        for decision in decisions {
            switch decision {
            case .new: new += 1
            case .revised: revised += 1
            case .held: held += 1
            case .known: break
            }
        }
    }

    var description: String { "\(new) new, \(revised) revised, \(held) held" }
}

/// Something that a feed does to an item; the number is the item's.
struct Change: Sendable, CustomTestStringConvertible {
    let name: String
    let changes: [ItemChange]
    let make: @Sendable (inout ItemFacts, Int) -> Void

    init(
        _ name: String, _ changes: [ItemChange] = [],
        _ make: @escaping @Sendable (inout ItemFacts, Int) -> Void
    ) {
        self.name = name
        self.changes = changes
        self.make = make
    }

    var testDescription: String { name }
}

func story(_ number: Int, _ change: Change) -> Story { Story(number) { change.make(&$0, number) } }
