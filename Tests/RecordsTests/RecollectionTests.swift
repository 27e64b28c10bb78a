import Basics
import Testing

@testable import Records

private let noon = Timestamp(seconds: 1_800_000_000)

/// The records of a poll, as consumers have them: what the item was, and its id.
private func records(_ play: FeedPlay, _ stories: [Story]) -> [(ItemFacts, RecordID)] {
    zip(stories.map(\.facts), play.decisions.map(\.id)).map { ($0, $1) }
}

private func recalled(
    _ records: [(ItemFacts, RecordID)], revision: Int = 1, onto memory: FeedMemory = FeedMemory()
) -> FeedRecollection {
    var recollection = FeedRecollection(memory, feed: "paper")
    for (facts, id) in records {
        recollection.take(facts, record: id, revision: revision, page: nil, seen: noon)
    }
    return recollection
}

/// What an item may lack, or share with others.
private let lacks: [Change] = [
    Change("nothing") { _, _ in }, Change("id") { facts, _ in facts.id = nil },
    Change("id and link") { facts, _ in (facts.id, facts.url) = (nil, nil) },
    Change("date") { facts, _ in facts.published = nil },
    Change("own id") { facts, _ in facts.id = "the same" },
    Change("all but the text") { facts, number in facts = ItemFacts(contentHTML: "<p>\(Story.body(number))</p>") },
    Change("all but the title") { facts, number in facts = ItemFacts(title: "Title \(number)") },
]

@Test("a memory made of records knows its items, under their ids", arguments: lacks)
func whatWasDeliveredIsKnown(_ lack: Change) {
    let stories = (0..<9).map { story($0, lack) }
    var play = FeedPlay()
    #expect(play.poll(stories).new == 9)
    let ids = play.decisions.map(\.id)
    let recollection = recalled(records(play, stories))
    #expect(recollection.recalled == 9 && recollection.renamed == 0)
    play.memory = FeedMemory(decoding: recollection.memory.encoded)!
    #expect(play.poll(stories + [Story(20)]) == Tally(new: 1))
    #expect(play.decisions.prefix(9).map(\.id) == ids)
    #expect(play.poll(stories + [Story(20)]) == Tally())
}

@Test func revisionsGoOnWhereTheyWere() {
    var play = FeedPlay()
    play.poll([Story(0), Story(1)])
    let first = records(play, [Story(0), Story(1)])
    let changed = Story(0) { $0.title = "Another title" }
    #expect(play.poll([changed, Story(1)]).revised == 1)
    let second = records(play, [changed])
    for (old, new) in [(first, second), (second, first)] {
        var recollection = FeedRecollection(feed: "paper")
        for (records, revision) in old.count > new.count ? [(old, 1), (new, 2)] : [(old, 2), (new, 1)] {
            for (facts, id) in records {
                recollection.take(facts, record: id, revision: revision, page: nil, seen: noon)
            }
        }
        #expect(recollection.recalled == 2)
        play.memory = recollection.memory
        #expect(play.poll([changed, Story(1)]) == Tally())
        let again = Story(0) { $0.title = "A third title" }
        play.poll([again, Story(1)])
        #expect(play.decisions[0] == .revised(first[0].1, revision: 3, changes: [.title]))
    }
}

@Test func whatIsKnownOtherwiseIsNotOverruled() {
    var play = FeedPlay()
    let stories = (0..<5).map { Story($0) }
    play.poll(stories)
    let known = play.memory
    let recollection = recalled(records(play, stories), onto: known)
    #expect(recollection.recalled == 0)
    #expect(recollection.memory.recordIDs(feed: "paper") == known.recordIDs(feed: "paper"))
    play.memory = recollection.memory
    #expect(play.poll(stories) == Tally())
}

/// An item that was first seen otherwise than any record tells: it is known again all the same.
@Test func anItemOfAnotherFirstFormIsKnown() {
    let facts = ItemFacts(title: "Title", contentHTML: "<p>\(Story.body(1))</p>")
    var recollection = FeedRecollection(feed: "paper")
    recollection.take(facts, record: RecordID(high: 1, low: 2), revision: 3, page: nil, seen: noon)
    #expect(recollection.recalled == 1 && recollection.renamed == 1)
    var play = FeedPlay()
    play.memory = recollection.memory
    #expect(play.poll([Story(1) { $0 = facts }]) == Tally())
}

@Test func aRecalledItemIsKnownByWhereItsPageStands() {
    var play = FeedPlay()
    let story = Story(3) { ($0.id, $0.url) = (nil, "https://short.example/x7") }
    play.poll([story])
    var recollection = FeedRecollection(feed: "paper")
    recollection.take(
        story.facts, record: play.decisions[0].id, revision: 1, page: "https://paper.example/2026/10/story-3",
        seen: noon)
    play.memory = recollection.memory
    #expect(play.poll([Story(3) { $0.id = nil }]) == Tally())
}

@Test func aRecordThatWasNeverDeliveredIsUnlearnt() {
    var play = FeedPlay()
    let stories = (0..<4).map { Story($0) }
    play.poll(stories)
    let ids = play.decisions.map(\.id)
    play.memory.unlearn([ids[2]], feed: "paper")
    #expect(play.poll(stories) == Tally(new: 1))
    #expect(play.decisions[2] == .new(ids[2]))
    let changed = Story(2) { $0.contentHTML = "<p>\(Story.body(2, "Nothing was promised at all."))</p>" }
    #expect(play.poll(stories[..<2] + [changed, stories[3]]).revised == 1)
    #expect(play.decisions[2] == .revised(ids[2], revision: 2, changes: [.content]))
    // The second revision alone was lost.
    play.memory.unlearn([ids[2]], feed: "paper")
    play.poll(stories[..<2] + [changed, stories[3]])
    #expect(play.decisions[2] == .revised(ids[2], revision: 2, changes: [.content]))
    #expect(play.poll(stories[..<2] + [changed, stories[3]]) == Tally())
}
