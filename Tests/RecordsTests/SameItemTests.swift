import Basics
import Records
import Testing

/// The feed does something to its items, at the second poll; none of it makes another item or a change that a reader
/// sees.
@Test(
    arguments: [
        Change("nothing") { _, _ in },
        Change("another date") { facts, n in facts.published = facts.published! + 900_000 },
        Change("no date") { facts, _ in facts.published = nil },
        Change("a later stamp") { facts, _ in facts.modified = Timestamp(seconds: 1_800_000_000) },
        Change("campaign parameters") { facts, _ in facts.url! += "?utm_source=rss&fbclid=x" },
        Change("http for https") { facts, _ in facts.url = "http://www." + facts.url!.dropFirst(8) },
        Change("a session in the path") { facts, n in facts.url! += ";jsessionid=AB\(n)1234567" },
        Change("other spelling of escapes") { facts, _ in
            facts.url = "https://paper.example/2026/%31%30/" + facts.url!.split(separator: "/").last!
        },
        Change("entities in the title") { facts, _ in
            facts.title = facts.title!.replacing(" ", with: "&#32;")
        },
        Change("white space") { facts, _ in
            facts.contentHTML = "<div>\n" + facts.contentHTML!.replacing(" ", with: "\n  ") + "</div>"
        },
        Change("a pixel") { facts, n in
            facts.contentHTML! += "<img src=\"https://px.example/\(n).gif\" width=\"1\" height=\"1\">"
        },
        Change("typographer's quotes") { facts, _ in
            facts.contentHTML = facts.contentHTML!.replacing("-", with: "\u{2010}")
        },
        Change("another domain") { facts, n in
            facts.id = "tag:news.example,2026:\(n)"
            facts.url = "https://news.example/2026/10/story-\(n)"
        },
        Change("another publishing system") { facts, n in
            facts.id = "https://paper.example/?p=\(900 + n)"
            facts.url = "https://paper.example/news/\(n * 31)-a-name/"
            facts.contentHTML = "<div class=\"post\">" + facts.contentHTML! + "</div>"
        },
        Change("another format") { facts, _ in
            facts.contentText = String(facts.contentHTML!.dropFirst(3).dropLast(4))
            facts.contentHTML = nil
        },
        Change("new ids") { facts, n in facts.id = "uuid-\(n * 37)" },
        Change("new links") { facts, n in facts.url = "https://paper.example/x/\(n * 77)" },
    ] as [Change], [1, 4])
func oneItemStaysOne(_ change: Change, count: Int) {
    for names in ["id and link", "link alone", "neither"] {
        var play = FeedPlay()
        func told(_ n: Int, _ changed: Bool) -> Story {
            Story(n) { facts in
                if changed { change.make(&facts, n) }
                if names != "id and link" { facts.id = nil }
                if names == "neither" { facts.url = nil }
            }
        }
        // An item that has neither may come on another day; on another day and alone it may be the next of a series.
        play.poll((0..<count).map { told($0, false) })
        let ids = Set(play.decisions.map(\.id))
        let tally = play.poll((0..<count).map { told($0, true) })
        #expect(tally == Tally(), "\(change.name), \(names)")
        #expect(Set(play.decisions.map(\.id)) == ids, "\(change.name), \(names)")
        #expect(
            play.poll((0...count).map { told($0, true) }) == Tally(new: 1),
            "\(change.name), \(names), and one more")
    }
}

/// At each poll all items come under other names, one more comes, and the oldest goes.
@Test(
    arguments: [
        Change("one title and text, its own date; new ids") { facts, n in
            (facts.id, facts.url) = ("\(facts.id!)/\(n)", "https://paper.example/")
            (facts.title, facts.contentHTML) = ("The Morning Show", "<p>News with Ben and Rosa.</p>")
        },
        Change("one title and text, its own date; new links") { facts, n in
            (facts.id, facts.url) = (nil, "https://paper.example/s/\(n)/x")
            (facts.title, facts.contentHTML) = ("The Morning Show", "<p>News with Ben and Rosa.</p>")
        },
        Change("one text, its own short title; new ids, links and dates") { facts, n in
            let number = facts.id!.split(separator: ":").last!
            (facts.id, facts.url) = ("r\(n)-\(number)", "https://paper.example/r/\(n)/\(number)")
            (facts.title, facts.contentHTML) = ("Episode \(number)", "<p>News with Ben and Rosa.</p>")
            facts.published = Timestamp(seconds: 1_790_841_600 + Int64(n) * 3600)
        },
        Change("its own short text, no title; new ids, links and dates") { facts, n in
            let number = facts.id!.split(separator: ":").last!
            (facts.id, facts.url) = ("r\(n)-\(number)", "https://paper.example/r/\(n)/\(number)")
            (facts.title, facts.contentHTML) = (nil, "<p>Herons: \(number).</p>")
            facts.published = Timestamp(seconds: 1_790_841_600 + Int64(n) * 3600)
        },
        Change("its own short text, no title; neither id nor link, new dates") { facts, n in
            let number = facts.id!.split(separator: ":").last!
            (facts.id, facts.url) = (nil, nil)
            (facts.title, facts.contentHTML) = (nil, "<p>Herons: \(number).</p>")
            facts.published = Timestamp(seconds: 1_790_841_600 + Int64(n) * 3600)
        },
        Change("one title, text and link, its own recording; signed anew") { facts, n in
            let number = facts.id!.split(separator: ":").last!
            (facts.id, facts.url, facts.published) = (nil, "https://paper.example/", nil)
            (facts.title, facts.contentHTML) = ("The Morning Show", "<p>News with Ben and Rosa.</p>")
            facts.attachments = ["https://cdn.example/\(number).mp3?signature=\(n)"]
        },
    ] as [Change])
func namesThatChangeAtEachPollDeliverNothingTwice(_ renaming: Change) {
    var play = FeedPlay()
    for poll in 0..<6 {
        let stories = (poll..<poll + 5).map { n in Story(n) { renaming.make(&$0, poll) } }
        #expect(play.poll(stories) == Tally(new: poll == 0 ? 5 : 1), "\(renaming.name), poll \(poll)")
    }
}

@Test func orderRepetitionAndReturnAreNoNews() {
    var play = FeedPlay()
    let stories = (0..<5).map { Story($0) }
    #expect(play.poll(stories + [stories[2]]) == Tally(new: 5))
    #expect(play.decisions[5] == .known(play.decisions[2].id))
    #expect(play.poll(stories.reversed()) == Tally())
    #expect(play.poll([Story(8), Story(9)]) == Tally(new: 2))
    play.day = 365
    #expect(play.poll([]) == Tally())
    #expect(play.poll(stories) == Tally())
}

@Test(arguments: [true, false])
func idsThatAreGivenOutAnewNameOtherItems(areLinks: Bool) {
    var play = FeedPlay()
    func stories(_ shift: Int) -> [Story] {
        (0..<9).map { n in
            Story(n) { facts in
                facts.id = "\((n * 4 + shift) % 9) at paper.example"
                if areLinks { facts.url = "https://paper.example/node/\(100 + (n * 4 + shift) % 9)" }
                if shift > 0 { facts.published = facts.published.map { $0 + 86_400 * 40 } }
            }
        }
    }
    play.poll(stories(0))
    #expect(play.poll(stories(5)) == Tally())
}

@Test func aCopyAtASecondAddressIsNoNews() {
    var play = FeedPlay()
    let stories = (0..<5).map { Story($0) { $0.contentHTML! += "<p>\(Story.body(44))</p>" } }
    play.poll(stories)
    let copies = stories.enumerated().map { n, story in
        var copy = story
        (copy.facts.id, copy.facts.url) = ("new-\(n)", "https://new.example/story-\(n)")
        return copy
    }
    #expect(play.poll(copies.prefix(2) + stories) == Tally())
    #expect(play.poll(copies + stories) == Tally())
}

@Test func aTextAtItsInstantIsOneItemUnderAnyName() {
    var play = FeedPlay()
    play.poll((0..<10).map { Story($0) })
    let renamed = Story(3) {
        ($0.id, $0.url, $0.title) = ("other", "https://paper.example/other/one-of-ten", "What frost did")
    }
    #expect(play.poll((0..<10).map { $0 == 3 ? renamed : Story($0) }) == Tally(revised: 1))
}

@Test func aPollThatShowsNothingNewLeavesTheMemoryAlone() {
    var play = FeedPlay()
    play.poll((0..<3).map { Story($0) })
    play.poll((0..<3).map { Story($0) })
    #expect(play.leftMemoryAlone)
    #expect(play.decisions.count == 3)
}

@Test func idsOfRecordsDoNotDependOnWhatWasRemembered() {
    var first = FeedPlay()
    first.poll([Story(1)])
    var second = FeedPlay()
    second.poll([Story(2), Story(1) { $0.title = "Another title by now" }])
    #expect(first.decisions[0].id == second.decisions[1].id)
}

@Test func aRepetitionUnderOtherNamesIsNoNewsAtAnyPoll() {
    var play = FeedPlay()
    let stories = [Story(0), Story(0) { $0.id = "other" }, Story(1)]
    #expect(play.poll(stories) == Tally(new: 2))
    #expect(play.poll(stories) == Tally())
    #expect(play.leftMemoryAlone)
    #expect(play.poll([Story(0), Story(0) { $0.id = "yet another" }, Story(1)]) == Tally())
    #expect(play.poll([Story(2)] + stories.reversed()) == Tally(new: 1))
    #expect(play.poll([stories[1], stories[2]]) == Tally())
}

@Test func ofTwoVersionsInOneDocumentTheLaterOneSpeaks() {
    var play = FeedPlay()
    let first = Story(0) { $0.modified = Timestamp(seconds: 1_800_000_000) }
    let second = Story(0) {
        ($0.title, $0.modified) = ("River wall will be rebuilt", Timestamp(seconds: 1_800_000_900))
    }
    #expect(play.poll([first, Story(1)]) == Tally(new: 2))
    #expect(play.poll([second, first, Story(1)]) == Tally(revised: 1))
    #expect(play.poll([second, first, Story(1)]) == Tally())
    #expect(play.poll([first, second, Story(1)]) == Tally())
}

/// One entry in several versions, and some of these more than once, in every order.
@Test func anEntryThatStandsManyTimesInADocumentIsOneItem() {
    let versions = ["The mayor promised an answer before the winter.", "Nobody answered.", "The mayor said nothing."]
        .map {
            middle in ItemEvidence(Story(1) { $0.contentHTML = "<p>\(Story.body(1, middle))</p>" }.facts)
        }
    var folded = 0
    for number in 0..<243 {
        let places = [number % 3, number / 3 % 3, number / 9 % 3, number / 27 % 3, number / 81]
        let outcome = Identity.decide(
            places.map { versions[$0] }, feed: FeedFacts(id: "a", url: "https://a.example/feed"), memory: FeedMemory(),
            now: Timestamp(seconds: 1_800_000_000))
        let ids = outcome.decisions.map(\.id)
        for (place, id) in zip(places, ids) { #expect(id == ids[places.firstIndex(of: place)!]) }
        if Set(ids).count < Set(places).count { folded += 1 }
    }
    #expect(folded > 100, "versions of one entry are one item")
}
