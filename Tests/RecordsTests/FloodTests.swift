import Basics
import Records
import Testing

private func moved(_ n: Int) -> Story {
    Story(n) {
        ($0.id, $0.url) = ("new-\(n)", "https://new.example/n/\(n * 7919)")
        ($0.contentHTML, $0.published) = (
            "<p>Read more on our new site.</p>", Timestamp(seconds: 1_799_999_000)
        )
    }
}

@Test func anArchiveUnderNewIDsIsMatchedWhereTheEvidenceIsGood() {
    var play = FeedPlay()
    play.poll((0..<500).map { Story($0) })
    let ids = Set(play.decisions.map(\.id))
    #expect(play.poll((0..<500).map { n in Story(n) { $0.id = "new-\(n)" } }) == Tally())
    #expect(Set(play.decisions.map(\.id)) == ids)
    #expect(play.events == [.floodHeld(matched: 500, held: 0)])
    #expect(play.memory.count == 500)
}

@Test(arguments: [6, 50])
func anArchiveUnderNewIDsIsHeldWhereTheEvidenceIsThin(_ count: Int) {
    var play = FeedPlay()
    play.poll((0..<count).map { Story($0) })
    #expect(play.poll((0..<count).map(moved) + [Story(77), Story(78)]) == Tally(new: 2, held: count))
    #expect(
        play.events == [
            .itemsMissed(known: count, new: 2), .floodHeld(matched: 0, held: count),
        ])
    #expect(play.poll((0..<count).map(moved)) == Tally(held: count))
    #expect(play.events.isEmpty)
    play.policy.flood = .deliver
    #expect(play.poll((0..<count).map(moved)) == Tally(new: count))
    #expect(play.poll((0..<count).map(moved)) == Tally())
}

@Test func datesAloneAreEvidenceEnoughToHold() {
    var play = FeedPlay()
    play.poll((0..<10).map { Story($0) })
    let renamed = (0..<10).map { n in
        Story(n) {
            ($0.id, $0.url, $0.title, $0.contentHTML) = (
                "n\(n)", "https://new.example/\(n * 77)", "Item \(n * 17)", nil
            )
        }
    }
    #expect(play.poll(renamed) == Tally(held: 10))
}

@Test(arguments: [0..<0, 0..<10])
func fiftyNewItemsAreDelivered(_ old: Range<Int>) {
    var play = FeedPlay()
    play.poll((0..<10).map { Story($0) })
    #expect(play.poll((20..<70).map { Story($0) } + old.map { Story($0) }) == Tally(new: 50))
    #expect(play.events == (old.isEmpty ? [.itemsMissed(known: 10, new: 50)] : []))
}

@Test func fiftyNewItemsOfOneTitleOrOneDateAreDelivered() {
    for change: @Sendable (inout ItemFacts) -> Void in [
        { $0.title = "Public notice of the council" },
        { $0.published = Timestamp(seconds: 1_790_000_000) },
        { ($0.id, $0.url) = (nil, nil) },
    ] {
        var play = FeedPlay()
        play.poll((0..<10).map { Story($0, change) })
        #expect(play.poll((20..<70).map { Story($0, change) }) == Tally(new: 50))
    }
}

/// Each has an id, link, title and date of its own; the words are those of an old one that is gone.
@Test(
    arguments: [
        Change("the text of an old one") { facts, n in facts.contentHTML = "<p>\(Story.body(n % 5))</p>" },
        Change("one text for all") { facts, _ in facts.contentHTML = "<p>\(Story.body(3))</p>" },
        Change("one text for all, a number for a title") { facts, n in
            (facts.title, facts.contentHTML) = ("Episode \(n)", "<p>\(Story.body(3))</p>")
        },
        Change("one title and one text") { facts, _ in
            (facts.title, facts.contentHTML) = ("Warehouse operative (m/f)", "<p>\(Story.body(3))</p>")
        },
        Change("no title, the text of an old one with other numbers") { facts, n in
            (facts.title, facts.contentHTML) = (nil, "<p>\(Story.body(n % 5)) Notice \(n).</p>")
        },
    ] as [Change], [5, 50])
func newItemsFromATemplateAreDelivered(_ common: Change, count: Int) {
    var play = FeedPlay()
    play.poll((0..<5).map { story($0, common) })
    #expect(play.poll((20..<20 + count).map { story($0, common) }) == Tally(new: count), "\(common.name)")
}

@Test func whatIsPinnedIsWhatCounts() {
    for (key, expected) in [(IdentityPolicy.Key.id, 3), (.link, 0), (.auto, 0)] {
        var play = FeedPlay()
        play.policy.identifyBy = key
        play.poll((0..<3).map { Story($0) })
        #expect(
            play.poll((0..<3).map { n in Story(n) { $0.id = "new-\(n)" } }) == Tally(new: expected),
            "\(key)")
    }
}
