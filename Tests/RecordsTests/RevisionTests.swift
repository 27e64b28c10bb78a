import Basics
import Records
import Testing

/// What stands below the text of each item, at poll 1, 2, 3: a machine wrote it.
@Test(
    arguments: [
        "%d comments", "Comments: 1%d", "Viewed 120%d times", "Views: 1,2%d4", "%d people like this",
        "Visitors today: 3%d2",
        "Page generated at 10:0%d:11", "Last updated: Sun, 01 Nov 2026 10:3%d GMT", "It is now 10:3%d.",
        "Updated %d hours ago",
        "Generated 2026-11-0%d 10:00", "Stand: 0%d.11.2026, 10:0%d Uhr",
        "Mis à jour le %d novembre 2026 à 10h0%d",
        "Session a%df93bc8e7d6a5b4c3d2e1f0", "Session: %d83h2", "Request ID: 7f%da-99", "[%d81f0c2d]",
        "Rendered in 0.0%d1 seconds by node %d", "30%d mal gelesen",
        "<a href=\"/x?sid=%dabc123\">Permalink</a>", "浏览次数:1%d48", "Rating: 4.%d/5 (3%d votes cast)",
        "آخر تحديث: 2%d/11/2026 15:30", "المشاهدات: 13%d8", "2%d komentarzy", "© 202%d The Paper. All rights reserved.",
        "<span style=\"display: none\">build %d</span>", "<span hidden>%d</span>", "Read also: Story number %d",
        "The post Number %d appeared first on The Paper.",
        "<span class=\"advertisement\">Buy %d of <b>them</b> now</span>",
    ], [1, 4])
func whatAMachineWritesIsNoChange(_ line: String, count: Int) {
    var play = FeedPlay()
    for poll in 1...3 {
        let stories = (0..<count).map { n in
            Story(n) { $0.contentHTML! += "<p>" + line.replacing("%d", with: "\(poll)") + "</p>" }
        }
        #expect(play.poll(stories) == Tally(new: poll == 1 ? count : 0), "\(line), poll \(poll)")
    }
}

/// One line of one item, then and now.
@Test(arguments: [
    ("a stamp", "As of 3 Nov 2026 14:02 CET", "As of 4 Nov 2026 09:31 CET"),
    ("a clock in words", "It is Sunday, 1 November 2026, 10:05", "It is Monday, 2 November 2026, 11:17"),
    ("another unit", "vor 5 Minuten", "vor 2 Stunden"), ("French", "il y a 5 minutes", "il y a 3 heures"),
    ("Spanish", "hace 5 minutos", "hace 2 días"), ("Russian", "5 минут назад", "2 часа назад"),
    ("Japanese", "5分前", "2時間前"), ("Chinese", "5分钟前", "3小时前"),
    ("no number yet", "Updated just now", "Updated 3 hours ago"),
    ("a day's name", "Updated yesterday", "Updated 2 days ago"), ("one in words", "an hour ago", "3 hours ago"),
    ("with an author", "Posted 5 minutes ago by Anna", "Posted 2 hours ago by Anna"),
    ("a plural", "0 comments", "1 comment"), ("none yet", "Leave a comment", "2 comments"),
    ("stars", "4.5 out of 5 (23 votes)", "4.6 out of 5 (27 votes)"), ("hearts", "♥ 12", "♥ 17"),
    ("a Russian plural", "120 просмотров", "133 просмотра"), ("Japanese views", "閲覧数: 120", "閲覧数: 133"),
])
func anAgeOrACounterIsNoChangeOfOneItem(_ why: String, _ then: String, _ now: String) {
    var play = FeedPlay()
    func stories(_ line: String) -> [Story] {
        (0..<5).map { n in Story(n) { if n == 2 { $0.contentHTML! += "<p>\(line)</p>" } } }
    }
    play.poll(stories(then))
    #expect(play.poll(stories(now)) == Tally(), "\(why)")
}

@Test func whatIsCountedInASentenceIsAStory() {
    var play = FeedPlay()
    func stories(_ count: Int) -> [Story] {
        [
            Story(0),
            Story(1) { $0.contentHTML! += "<p>\(count) comments were made by the jury and read out in court.</p>" },
        ]
    }
    play.poll(stories(12))
    #expect(play.poll(stories(15)) == Tally(revised: 1))
}

@Test func aTitleAndTextRewrittenUnderOneLinkAtOneInstantAreARevision() {
    var play = FeedPlay()
    func stories(_ isRewritten: Bool) -> [Story] {
        (0..<5).map { n in
            Story(n) {
                ($0.id, $0.url) = (nil, "https://paper.example/n\(n)")
                guard isRewritten, n == 2 else { return }
                ($0.title, $0.contentHTML) = ("Man held over blaze", "<p>Police hold a man of forty since Monday.</p>")
            }
        }
    }
    play.poll(stories(false))
    #expect(play.poll(stories(true)) == Tally(revised: 1))
}

@Test(
    arguments: [
        Change("a word", [ItemChange.content]) { facts, n in
            facts.contentHTML = facts.contentHTML!.replacing("flood", with: "storm")
        },
        Change("a number", [.content]) { facts, n in
            facts.contentHTML! = facts.contentHTML!.replacing("1901", with: "1910")
        },
        Change("an hour", [.content]) { facts, n in
            facts.contentHTML! += "<p>The next meeting begins at 18:30.</p>"
        },
        Change("the title", [.title]) { facts, n in
            facts.title = "River wall to be rebuilt, council says"
        },
        Change("both", [.title, .content]) { facts, n in
            facts.title = "River wall to be rebuilt, council says"
            facts.contentHTML = "<p>\(Story.body(0, "The mayor resigned on Saturday evening."))</p>"
        },
        Change("the text and the date", [.content]) { facts, n in
            facts.contentHTML = "<p>\(Story.body(0, "The mayor resigned on Saturday evening."))</p>"
            facts.published = facts.published! + 90_000
        },
        Change("all of the text", [.content]) { facts, n in
            facts.contentHTML = "<p>Something else was written here by somebody who knows no walls.</p>"
        },
        Change("a recording", [.attachments]) { facts, n in
            facts.attachments = ["https://cdn.example/council.mp3"]
        },
    ] as [Change])
func whatAReaderSeesIsARevision(_ edit: Change) {
    for count in [1, 4] {
        var play = FeedPlay()
        play.poll((0..<count).map { Story($0) })
        let id = play.decisions[0].id
        play.poll([story(0, edit)] + (1..<count).map { Story($0) })
        #expect(
            play.decisions[0] == .revised(id, revision: 2, changes: edit.changes),
            "\(edit.name) of \(count)")
        #expect(Tally(play.decisions) == Tally(revised: 1))
        #expect(
            play.poll([story(0, edit)] + (1..<count).map { Story($0) }) == Tally(), "\(edit.name), again")
    }
}

@Test func aTitleIsCorrectedWhereTheLinkIsAllThereIs() {
    var play = FeedPlay()
    play.poll([Story(0) { $0.id = nil }, Story(1) { $0.id = nil }])
    #expect(
        play.poll([Story(0) { ($0.id, $0.title) = (nil, "A wall") }, Story(1) { $0.id = nil }])
            == Tally(revised: 1))
}

@Test func aLiveReportThatGrowsIsToldEachTime() {
    var play = FeedPlay()
    for poll in 0..<12 {
        let text = (0...poll).map { "<p>\(Story.body($0))</p>" }.joined()
        #expect(
            play.poll([Story(0) { $0.contentHTML = text }])
                == Tally(new: poll == 0 ? 1 : 0, revised: poll == 0 ? 0 : 1)
        )
    }
}

@Test func aFeedThatChangesAllTheTimeIsQuieted() {
    var play = FeedPlay()
    var revised = 0
    for poll in 0..<100 {
        revised +=
            play.poll(
                (0..<4).map { n in
                    Story(n) {
                        $0.contentHTML! +=
                            "<p>Try \(Story.body(poll % 37).split(separator: " ")[poll % 20]) soap</p>"
                    }
                }
            ).revised
    }
    #expect(revised == 0)
    #expect(play.memory.policy.isRestless)
}

/// What is done to each of six items at once, and how many of them a reader finds changed.
@Test(
    arguments: [
        (Change("another paragraph in each") { facts, n in facts.contentHTML! += "<p>\(Story.body(n + 31))</p>" }, 6),
        (
            Change("another price in each") { facts, n in facts.contentHTML! += "<p>It costs \(17 * n + 3) pounds.</p>"
            }, 6
        ),
        (Change("another title for each") { facts, n in facts.title = "Number \(n) was wrong" }, 6),
        (Change("one line in all") { facts, _ in facts.contentHTML! += "<p>Our shop has moved to Mill Lane.</p>" }, 0),
    ])
func whatChangesInAllItemsAtOnceIsToldUnlessItIsTheSame(_ change: Change, _ revised: Int) {
    var play = FeedPlay()
    play.poll((0..<6).map { Story($0) { $0.contentHTML! += "<p>It costs 999 pounds.</p>" } })
    let stories = (0..<6).map { n in
        Story(n) { facts in
            if !change.name.hasSuffix("price in each") { facts.contentHTML! += "<p>It costs 999 pounds.</p>" }
            change.make(&facts, n)
        }
    }
    #expect(play.poll(stories) == Tally(revised: revised), "\(change.name)")
    #expect(play.poll(stories) == Tally())
}

@Test func anItemThatChangesAllTheTimeIsQuieted() {
    var play = FeedPlay()
    var revised = 0
    for poll in 0..<100 {
        revised +=
            play.poll([Story(0) { $0.contentHTML! += "<p>Lot \(poll * poll) of \(poll)</p>" }]).revised
    }
    #expect((1...6).contains(revised))
    play.day = 30
    #expect(play.poll([Story(0) { $0.title = "Wall is to be rebuilt at last" }]).revised == 1)
}

@Test func aServerThatGivesAnOldCopyNowAndThenIsQuieted() {
    var play = FeedPlay()
    let versions = [
        Story(0), Story(0) { $0.contentHTML = $0.contentHTML!.replacing("clay", with: "rock") },
    ]
    let revised = (0..<20).map { play.poll([versions[$0 % 2]]).revised }
    #expect(revised.prefix(3) == [0, 1, 1])
    #expect(revised.reduce(0, +) == 2)
}

@Test func theOperatorMayHaveAllRevisionsOrNone() {
    for (revisions, expected) in [(IdentityPolicy.Revisions.all, 1), (.none, 0)] {
        var play = FeedPlay()
        play.policy.revisions = revisions
        play.poll([Story(0) { $0.contentHTML! += "<p>12 comments</p>" }])
        #expect(play.poll([Story(0) { $0.contentHTML! += "<p>13 comments</p>" }]).revised == expected)
        #expect(play.poll([Story(0) { $0.title = "Another" }]).revised == expected)
    }
}

/// A feed that turns from whole texts to summaries tells nothing new, nor when it turns back.
@Test(arguments: [
    ("cut off in a word", 150, "…"), ("with a link to the rest", 150, " [...] <a href=\"/x\">Read more</a>"),
    ("a good third, with no mark", 600, ""),
])
func aSummaryInPlaceOfTheWholeIsNoChange(_ name: String, _ count: Int, _ ending: String) {
    let whole = (0..<6).map(longStory)
    var play = FeedPlay()
    play.poll(whole)
    var cut = whole
    cut[2].facts.contentHTML = String((whole[2].facts.contentHTML ?? "").prefix(count)) + ending
    #expect(play.poll(cut) == Tally(), "\(name)")
    play.day = 1
    #expect(play.poll(whole) == Tally(), "\(name), back")
}

@Test func aShortTextThatSaysSomethingElseIsAChange() {
    var stories = (0..<6).map(longStory)
    var play = FeedPlay()
    play.poll(stories)
    stories[2].facts.contentHTML = "This report was wrong and has been withdrawn by its author."
    #expect(play.poll(stories) == Tally(revised: 1))
}

private func longStory(_ number: Int) -> Story {
    let parts = [number, number + 40, number + 70].map { Story.body($0) }
    return Story(number) { $0.contentHTML = parts.joined(separator: " ") }
}
