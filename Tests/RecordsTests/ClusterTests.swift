import Basics
import Testing

@testable import Records

/// A text of its own for every seed: `count` sentences of words that are drawn by the seed alone.
private func essay(_ seed: UInt64, sentences count: Int = 40) -> [String] {
    var state = TextSketch.mix(seed)
    func draw(_ bound: Int) -> Int {
        state = TextSketch.mix(state &+ 0x9E37_79B9_7F4A_7C15)
        return Int(state % UInt64(bound))
    }
    return (0..<count).map { _ in
        let words = (0..<(8 + draw(8))).map { _ in vocabulary[draw(vocabulary.count)] }
        return words[0].capitalizedWord + " " + words.dropFirst().joined(separator: " ") + "."
    }
}

private let vocabulary: [String] = {
    let starts = ["ba", "ke", "li", "mo", "nu", "pra", "ste", "tri", "vo", "glu", "sha", "wen"]
    let ends = ["rn", "lt", "dge", "se", "ck", "mp", "th", "ll", "ver", "ting", "sion", "low"]
    return starts.flatMap { start in ends.map { start + $0 } }
}()

extension String {
    fileprivate var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }
}

private struct Desk {
    var index = ClusterIndex(store: MemoryClusterStore())
    var day = 0
    private var count: UInt64 = 0

    mutating func place(_ text: [String], record: UInt64? = nil) throws -> ClusterPlace {
        count += 1
        let fingerprint = try #require(ClusterFingerprint(articleText: text.joined(separator: "\n")))
        return try index.place(
            fingerprint, record: RecordID(high: record ?? count, low: TextSketch.mix(record ?? count)),
            now: Timestamp(seconds: 1_800_000_000 + Int64(day) * 86_400))
    }
}

/// Every eleventh word is another.
private func edited(_ text: [String]) -> [String] {
    var count = 0
    return text.map { sentence in
        sentence.split(separator: " ").map { word in
            count += 1
            return count % 11 == 0 ? "several" : String(word)
        }.joined(separator: " ")
    }
}

@Test(
    arguments: [
        (
            "framed",
            {
                ["ADVERTISEMENT CONTINUE READING BELOW"] + $0 + [
                    "Copyright by the Site, all rights reserved."
                ]
            }
        ),
        ("cut", { Array($0.prefix(14)) }),
        ("with a dateline", { ["LONDON (Wire) - " + $0[0]] + $0.dropFirst() }),
        (
            "with a paragraph put in",
            {
                $0.prefix(9) + ["A representative could not be reached before this was published."]
                    + $0.dropFirst(9)
            }
        ),
        ("edited", edited), ("edited and cut", { edited(Array($0.prefix(20))) }),
    ] as [(String, @Sendable ([String]) -> [String])])
func aStoryStaysOneStory(_ name: String, _ change: @Sendable ([String]) -> [String]) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
        for order in [true, false] {
            var desk = Desk()
            let texts = [essay(seed), change(essay(seed))]
            let first = try desk.place(order ? texts[0] : texts[1])
            let second = try desk.place(order ? texts[1] : texts[0])
            #expect(first.isFirst && first.size == 1)
            #expect(
                second == ClusterPlace(id: first.id, size: 2, isFirst: false), "\(name), \(seed), \(order)")
        }
    }
}

@Test func unrelatedTextsAndQuotationsStayApart() throws {
    var desk = Desk()
    for seed in 1...60 as ClosedRange<UInt64> {
        #expect(try desk.place(essay(seed)).isFirst)
        let quoting =
            essay(seed + 1000, sentences: 15) + essay(seed).prefix(5) + essay(seed + 2000, sentences: 15)
        #expect(try desk.place(quoting).isFirst, "\(seed)")
    }
}

/// Beside what they share each of the two goes on for itself, though it is a good third of either: it stands behind `place`
/// sentences of each. What is kept of a text is a sample, which one time in a dozen may tell otherwise.
@Test(arguments: [0, 9, 18])
func whatStandsBesideTwoStoriesDoesNotJoinThem(_ place: Int) throws {
    var joined = 0
    for seed in 1...12 as ClosedRange<UInt64> {
        var desk = Desk()
        let shared = essay(seed + 500, sentences: 11)
        for own in [essay(seed, sentences: 18), essay(seed + 100, sentences: 18)] {
            let text = Array(own.prefix(place)) + shared + Array(own.dropFirst(place))
            if try !desk.place(text).isFirst { joined += 1 }
        }
    }
    #expect(joined <= 1)
}

@Test func furnitureDoesNotJoin() throws {
    var desk = Desk()
    let footer = essay(77, sentences: 18)
    for seed in 1...30 as ClosedRange<UInt64> {
        #expect(try desk.place(essay(seed, sentences: 20) + footer).isFirst, "\(seed)")
    }
}

@Test func reportsOfOneTemplateStayApart() throws {
    var desk = Desk()
    let names = [
        "Acme", "Jura", "Borealis", "Lomond", "Eastlake", "Nimbus", "Orion", "Quartz", "Solent",
        "Tundra",
    ]
    for (number, name) in names.enumerated() {
        let (a, b, c) = (number * 37 + 11, number * 91 + 7, number * 53 + 29)
        let report = [
            "\(name) Foods reported third-quarter revenue of \(a).\(number) million, against \(b).4 million a year ago.",
            "Net income came to \(c).7 million, or \(b % 90) cents a share, while analysts had expected \(c % 80) cents.",
            "Shares of \(name) Foods fell \(a % 9).5 per cent in early trading after the results were published.",
            "The company now expects revenue between \(a + c) million and \(b + c) million for the full year, it said.",
            "The chief executive said that demand in Asia had been weaker than planned.",
            "This report was generated automatically from a company statement and checked by an editor before publication.",
        ]
        #expect(try desk.place(report).isFirst, "\(name)")
    }
}

/// Terms for one country, and terms for five: the same clauses, over and over.
@Test func termsThatRepeatThemselvesJoinNoOthers() throws {
    func terms(_ what: String, _ verb: String, _ country: String, _ more: String = "") -> [String] {
        [
            "Receive a share off your purchase of three to five goods to make a set in the shops of \(country) (“Discount”)\(more).",
            "\(what) \(verb) not transferable, not valid on previous purchases, cannot be combined with other offers\(more).",
            "\(what) will not be granted, may be revoked, and may not be redeemed for a future purchase if items are returned.",
            "\(what) may be suspended or ended at any time and may be subject to restrictions or exclusions\(more).",
            "Sets are limited to one per purchase and must contain unique items to be eligible for the discount\(more).",
            "\(what) \(verb) subject to all applicable laws and void where prohibited.",
        ]
    }
    let short = terms("Discount", "is", "Elbonia")
    let long = ["Ruritania", "Syldavia", "Borduria", "Graustark", "Freedonia"].flatMap { country in
        terms("Discount and Gift", "are", country, " and a gift of soap with your order of forty crowns or more")
    }
    for texts in [[short, long], [long, short]] {
        var desk = Desk()
        _ = try desk.place(texts[0])
        #expect(try desk.place(texts[1]).isFirst)
        #expect(try desk.place(texts[1] + ["Read this with care."]).size == 2, "the same text is")
    }
}

@Test func aStoryIsFoundUnderAPrefaceThatAllShare() throws {
    var desk = Desk()
    desk.index = ClusterIndex(store: MemoryClusterStore())
    let preface = essay(99, sentences: 6)
    for seed in 1...200 as ClosedRange<UInt64> {
        #expect(try desk.place(preface + essay(seed, sentences: 20)).isFirst, "\(seed)")
    }
    for seed in [1, 100, 200] as [UInt64] {
        #expect(try desk.place(preface + edited(essay(seed, sentences: 20))).size == 2, "\(seed)")
    }
}

@Test func aStoryEndsWithItsWindow() throws {
    var desk = Desk()
    let first = try desk.place(essay(1))
    desk.day = 14
    #expect(try desk.place(essay(1)).id == first.id)
    desk.day = 29
    #expect(try desk.place(essay(1)).isFirst)
    try desk.index.expire(now: Timestamp(seconds: 1_800_000_000 + 29 * 86_400))
    #expect(desk.index.store.count == 1)
}

@Test func aRevisionIsNoSecondArticle() throws {
    var desk = Desk()
    let first = try desk.place(essay(1), record: 7)
    #expect(
        try desk.place(edited(essay(1)), record: 7)
            == ClusterPlace(id: first.id, size: 1, isFirst: true))
    #expect(try desk.place(essay(1), record: 8).size == 2)
    #expect(try desk.place(essay(1), record: 8).isFirst == false)
}

@Test func shortTextsHaveNoFingerprint() {
    #expect(ClusterFingerprint(articleText: essay(1, sentences: 2).joined(separator: " ")) == nil)
}

@Test func anArticleCostsAboutAHundredBytes() throws {
    let fingerprint = try #require(
        ClusterFingerprint(articleText: essay(1, sentences: 90).joined(separator: " ")))
    let article = ClusterArticle(
        cluster: ClusterID(number: 3), record: 4, day: 5, sketch: fingerprint.sketch)
    #expect(ClusterArticle(decoding: article.encoded) == article)
    #expect(ClusterArticle(decoding: article.encoded.dropLast()) == nil)
    #expect(article.encoded.count + 7 * fingerprint.anchors.count < 160)
}

@Test func postingsAreFoundUnderTheirKeyUntilTheyExpire() {
    var block: [UInt8] = []
    let keys = [0x1234_5678_9ABC_DEF0, 0x1234_5FFF_9ABC_DEF0] as [UInt64]
    func numbers(_ key: Int, limit: Int = 9) -> [UInt32] {
        var found: [UInt32] = []
        block.withUnsafeBytes { PostingBlock.find(keys[key], in: $0, limit: limit, into: &found) }
        return found
    }
    for number in 1...6 as ClosedRange<UInt32> {
        PostingBlock.insert(number, under: keys[Int(number) % 2], into: &block, limit: 9)
    }
    #expect(numbers(0) == [6, 4, 2])
    #expect(numbers(1) == [5, 3, 1])
    #expect(numbers(0, limit: 2) == [6, 4])
    PostingBlock.insert(7, under: keys[0], into: &block, from: 5, limit: 9)
    #expect(block.count == 3 * 7)
    #expect(numbers(0) == [7, 6])
    for number in 8...60 as ClosedRange<UInt32> { PostingBlock.insert(number, under: keys[0], into: &block, limit: 3) }
    #expect(numbers(0) == [60, 59, 58])
    #expect(numbers(1) == [5], "another key keeps its own")
    let before = block
    #expect(!PostingBlock.insert(59, under: keys[0], into: &block, from: 5, limit: 3), "a revision adds no second one")
    #expect(block == before)
    #expect(PostingBlock.insert(59, under: keys[1], into: &block, from: 5, limit: 3))
    #expect(numbers(1) == [59, 5])
    // In a damaged block more may stand behind it than are looked at.
    for _ in 0..<3 { block += block.suffix(7) }
    #expect(numbers(1, limit: 3) == [59, 59, 59])
    #expect(PostingBlock.insert(5, under: keys[1], into: &block, from: 5, limit: 3))
    #expect(numbers(1, limit: 3).contains(5))
}

@Test func theSmallestHashesDoNotCrowdABucket() {
    // Of a thousand each: all would lie in the first 2,000 buckets of 131,072 by their highest bits.
    let keys = (0..<4096).map { TextSketch.mix($0) / 64 }
    var buckets: [Int: Int] = [:]
    for key in keys { buckets[PostingBlock.bucket(of: key), default: 0] += 1 }
    #expect(buckets.keys.allSatisfy { (0..<PostingBlock.buckets).contains($0) })
    #expect(buckets.count > 3900 && buckets.values.max()! <= 4)
}

@Test func theNewestOfWaitingPostingsAreFoundUnderTheirKey() {
    var postings = WaitingPostings()
    func numbers(_ key: UInt64, limit: Int) -> [UInt32] {
        var found: [UInt32] = []
        postings.find(key, limit: limit, into: &found)
        return found
    }
    #expect(numbers(5, limit: 9).isEmpty)
    // Keys that share a slot, and more of them than there are slots at first.
    for number in 1...3000 as ClosedRange<UInt32> {
        postings.append(Posting(key: UInt64(number % 3) << 40 | 5, number: number))
    }
    #expect(numbers(5, limit: 2) == [3000, 2997])
    #expect(numbers(1 << 40 | 5, limit: 5000).count == 1000)
    #expect(numbers(2 << 40 | 5, limit: 1) == [2999])
    #expect(numbers(3 << 40 | 5, limit: 1).isEmpty)
    #expect(postings.postings.map(\.number) == Array(1...3000))
}

@Test func whoSharesMostAndRarestKeysComesFirst() {
    var tally = KeyTally(capacity: 40)
    // 9 has a key alone, 1 to 4 share two, 5 to 8 one, all of them one with 10 to 16.
    tally.add(9, oneOf: 1)
    for number in [4, 3, 2, 1] as [UInt32] { (tally.add(number, oneOf: 4), tally.add(number, oneOf: 4)) }
    for number in 5...8 as ClosedRange<UInt32> { tally.add(number, oneOf: 4) }
    for number in 1...16 as ClosedRange<UInt32> { tally.add(number, oneOf: 16) }
    #expect(tally.most(20) == [9, 4, 3, 2, 1, 8, 7, 6, 5, 16, 15, 14, 13, 12, 11, 10])
    #expect(tally.most(3) == [9, 4, 3])
    #expect(KeyTally(capacity: 0).most(3).isEmpty)
}

@Test("an article that is ruled out by counting would not have scored")
func whatIsRuledOutByCountingDoesNotScore() throws {
    let settings = ClusterSettings()
    var (ruledOut, scored) = (0, 0)
    for seed in 0..<120 as Range<UInt64> {
        let own = essay(seed, sentences: 6 + Int(seed % 60))
        let other = essay(seed &+ 1000, sentences: 6 + Int(seed * 7 % 50))
        // More and more of the one stands in the other.
        let shared = own.count * Int(seed % 12) / 11
        let mixed = Array(own.prefix(shared)) + other.dropFirst(shared)
        let text = try #require(ClusterFingerprint(articleText: own.joined(separator: " ")))
        guard let sketch = ClusterFingerprint(articleText: mixed.joined(separator: " "))?.sketch else { continue }
        let places = TriplePlaces(text.triples)
        let score = Likeness(sketch, places: places).score(settings)
        let isPossible = Likeness.isPossible(places.hits(sketch.samples), of: sketch, places.count, settings)
        #expect(score == 0 || isPossible, "seed \(seed)")
        ruledOut += isPossible ? 0 : 1
        scored += score > 0 ? 1 : 0
    }
    #expect(ruledOut > 20 && scored > 20)
}
