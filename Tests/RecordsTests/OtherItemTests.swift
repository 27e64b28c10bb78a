import Basics
import Records
import Testing

/// Items that have something in common, and are several; one more comes, and the oldest goes.
@Test(
    arguments: [
        Change("one id") { facts, n in facts.id = "https://paper.example/feed" },
        Change("an empty id") { facts, n in facts.id = "" },
        Change("one link") { facts, n in facts.url = "https://paper.example/" },
        Change("one id and one link") { facts, n in
            (facts.id, facts.url) = ("1", "https://paper.example/")
        },
        Change("one title") { facts, n in facts.title = "News" },
        Change("one date") { facts, n in facts.published = Timestamp(seconds: 0) },
        Change("one title, no id, no link") { facts, n in
            (facts.title, facts.id, facts.url) = ("News of the town", nil, nil)
        },
        Change("one date, no id, no link") { facts, n in
            (facts.published, facts.id, facts.url) = (Timestamp(seconds: 0), nil, nil)
        },
        Change("text alone") { facts, n in
            (facts.title, facts.id, facts.url, facts.published) = (nil, nil, nil, nil)
        },
        Change("title alone") { facts, n in
            (facts.contentHTML, facts.id, facts.url, facts.published) = (nil, nil, nil, nil)
        },
        Change("title and date") { facts, n in
            (facts.contentHTML, facts.id, facts.url) = (nil, nil, nil)
        },
        Change("a date in year 1") { facts, n in
            facts.published = Timestamp(rfc3339: "0001-01-01T00:00:00Z")
        },
        Change("a date in the future") { facts, n in
            facts.published = Timestamp(rfc3339: "2099-01-01T00:00:00Z")
        },
        Change("one title, one text, a parameter in the link") { facts, n in
            (facts.title, facts.contentHTML, facts.published) = ("Photo", "<p>A photo.</p>", nil)
            facts.url = "https://paper.example/view?id=" + facts.id!.split(separator: ":").last!
            facts.id = nil
        },
        Change("one title and link, a recording of its own") { facts, n in
            let name = facts.id!.split(separator: ":").last!
            (facts.title, facts.url) = ("The Morning Show", "https://paper.example/")
            (facts.id, facts.published, facts.contentHTML) = (nil, nil, "<p>News with Ben and Rosa.</p>")
            facts.attachments = ["https://cdn.example/\(name).mp3"]
        },
        Change("one title, text and page, a place in it of its own") { facts, n in
            let name = facts.id!.split(separator: ":").last!
            (facts.title, facts.url) = ("Comment on bug 912", "https://bugs.example/912#c\(name)")
            (facts.id, facts.published, facts.contentHTML) = (nil, nil, "<p>+1</p>")
        },
        Change("no text but a picture") { facts, n in
            let name = facts.id!.split(separator: ":").last!
            (facts.title, facts.id, facts.url) = (nil, nil, nil)
            facts.contentHTML = "<img src=\"https://paper.example/comic-\(name).png?w=300\">"
        },
    ] as [Change])
func severalItemsStaySeveral(_ common: Change) {
    var play = FeedPlay()
    func stories(_ range: Range<Int>) -> [Story] { range.map { story($0, common) } }
    #expect(play.poll(stories(0..<3)) == Tally(new: 3), "\(common.name)")
    #expect(play.poll(stories(0..<4).reversed()) == Tally(new: 1), "\(common.name), one more")
    #expect(play.poll(stories(1..<4)) == Tally(), "\(common.name), the first gone")
    #expect(play.poll(stories(1..<5)) == Tally(new: 1), "\(common.name), another")
    #expect(play.poll(stories(0..<3)) == Tally(), "\(common.name), all back")
}

/// A feed of one item, whose names, or what it says beside them, say nothing.
@Test(
    arguments: [
        Change("its id") { facts, n in facts.id = "1" },
        Change("its id and the home page") { facts, n in
            (facts.id, facts.url) = ("https://paper.example/", "https://paper.example/")
        },
        Change("its title and text, another id and date") { facts, n in
            (facts.url, facts.title) = (nil, "Backup finished")
            facts.contentHTML = "<p>Backup of server db1 finished without errors.</p>"
        },
        Change("its title and text, another link and date") { facts, n in
            (facts.id, facts.title, facts.contentHTML) = (nil, "Warehouse operative", "<p>\(Story.body(3))</p>")
        },
        Change("a link to the latest") { facts, n in
            (facts.id, facts.url) = (nil, "https://paper.example/latest")
        },
    ] as [Change])
func theNextItemUnderTheSameNameIsNew(_ common: Change) {
    var play = FeedPlay()
    for number in 0..<4 {
        #expect(play.poll([story(number, common)]) == Tally(new: 1), "\(common.name), \(number)")
    }
}

/// One page, and each day another report on it.
@Test(
    arguments: [
        Change("another id") { facts, n in facts.id = "report-\(n)" },
        Change("no id, the day in the title") { facts, n in (facts.id, facts.title) = (nil, "Weather for day \(n)") },
    ])
func theNextReportOfAOnePageFeedIsNew(_ naming: Change) {
    var play = FeedPlay()
    for n in 1...4 {
        let report = Story(n) { facts in
            (facts.url, facts.title) = ("https://paper.example/weather", "Weather for the river")
            facts.contentHTML =
                "<p>Rain at first, then showers. High \(n + 3) °C, low \(n * 2) °C. Wind southwest \(n) m/s.</p>"
            naming.make(&facts, n)
        }
        #expect(play.poll([report]) == Tally(new: 1), "\(naming.name), day \(n)")
    }
}

@Test func idsThatStartAgainFromOneNameOtherItems() {
    var play = FeedPlay()
    play.poll((0..<4).map { n in Story(n) { $0.id = "\(n)" } })
    #expect(play.poll((0..<4).map { n in Story(n + 4) { $0.id = "\(n)" } }) == Tally(new: 4))
    #expect(Set(play.memory.recordIDs(feed: "paper")).count == 8)
}

@Test func aSeriesUnderOneTitleIsNoRevision() {
    var play = FeedPlay()
    for number in 0..<4 {
        let weather = Story(number) {
            ($0.id, $0.url, $0.title) = (nil, nil, "Weather report")
            $0.contentHTML =
                "<p>High \(12 + number), low \(3 + number). Wind from the west, cloud in the morning, sun later.</p>"
        }
        #expect(play.poll([weather]) == Tally(new: 1))
    }
}
