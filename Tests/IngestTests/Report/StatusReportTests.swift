import Basics
import Spool
import Testing

@testable import Ingest
@testable import Ledger

private let noon = Timestamp(seconds: 1_800_000_000)

private func failing(_ name: String, _ code: String, since: Double, _ condition: FeedCondition = .failing) -> AilingFeed
{
    AilingFeed(
        name: name, url: "https://\(name).example/feed.xml", condition: condition, since: noon + -since,
        error: FeedState.Failure(code: code, message: "what was \u{1B}[31msaid"), nextDue: noon + 600, movedTo: nil)
}

private func moved(_ name: String) -> AilingFeed {
    AilingFeed(
        name: name, url: "https://\(name).example/feed.xml", condition: .healthy, since: nil, error: nil, nextDue: noon,
        movedTo: "https://new.example/feed.xml")
}

private func report(
    isRunning: Bool = true, ailing: [AilingFeed] = [], moved: [AilingFeed] = [], pause: DaemonNote.Pause? = nil,
    noteAge: Double = 0, readOnly: DaemonNote.Pause? = nil, ledgerError: DaemonNote.Pause? = nil,
    spoolError: DaemonNote.Pause? = nil
) -> StatusReport {
    var note = DaemonNote(
        processID: 4711, version: "1.2", startedAt: noon + -7_200, writtenAt: noon + -noteAge, pause: pause)
    for minute in 0..<90 {
        var counts = WorkCounts()
        (counts.records, counts.polls, counts.unchanged) = (minute % 10, 20, 15)
        note.rates.add(counts, at: noon + -5_400 + Double(60 * minute) + 30)
    }
    var summary = LedgerSummary()
    summary.feeds = [.healthy: 199_000, .failing: ailing.count, .neverPolled: 12]
    summary.moved = moved.count
    (summary.lastPolled, summary.nextDue) = (noon + -3, noon + 4)
    (summary.owed, summary.sequence) = (2, 12_345)
    var spool = SpoolCensus()
    (spool.files, spool.bytes, spool.oldest) = (1_203, 8_800_000, noon + -10_800)
    return StatusReport(
        at: noon, isRunning: isRunning, note: note, summary: summary, spool: spool, spoolSeenAt: noon,
        spoolLimit: 10 << 30, ailing: ailing, moved: moved,
        events: [LedgerEvent(at: noon, feed: "a", code: "feed-failing", message: "what was said")], includes: [],
        readOnly: readOnly, ledgerError: ledgerError, spoolError: spoolError)
}

@Test func whatCannotBeReadIsToldInThePlaceOfWhatIsThere() {
    let trouble = DaemonNote.Pause(code: "spool-io-error", message: "new: Permission denied", since: noon)
    let style = TextStyle(width: 100, isUnicode: false)
    let spool = report(spoolError: trouble)
    #expect(spool.health == .stuck)
    #expect(spool.text(style).contains("spool    cannot be read: new: Permission denied [spool-io-error]"))
    #expect(!spool.text(style).contains(" waiting") && spool.text(style).contains("12,345 delivered in all"))
    #expect(spool.text(style).contains("199,000 healthy"))
    let ledger = report(ledgerError: trouble)
    #expect(ledger.health == .stuck)
    #expect(ledger.text(style).hasPrefix("feedmill is stuck: new: Permission denied"))
    #expect(!ledger.text(style).contains("healthy") && !ledger.text(style).contains("delivered in all"))
    #expect(ledger.text(style).contains("1,203 waiting") && ledger.text(style).contains("polled last is not known"))
}

extension StatusReport: CustomTestStringConvertible {
    public var testDescription: String { "a report" }
}

@Test(arguments: [20, 30, 49, 50, 60, 80, 100, 160, 250])
func theScreenIsNoWiderThanTheTerminal(_ width: Int) {
    let full = report(
        ailing: [failing("新聞", "http-404", since: 9e5), failing("a", "timeout", since: 60)], moved: [moved("m")])
    for isUnicode in [true, false] {
        let text = full.text(TextStyle(width: width, isUnicode: isUnicode))
        for line in text.split(separator: "\n") {
            #expect(Cells.width(of: line) <= width, "\(width): \(line)")
            #expect(isUnicode || line.utf8.allSatisfy { $0 < 0x80 }, "\(line)")
            #expect(!line.contains("\u{1B}"), "nothing that a feed says moves the terminal")
        }
    }
}

@Test func theScreenSaysItAll() {
    let full = report(
        ailing: [
            failing("gone", "http-410", since: 9e5, .gone), failing("lost", "http-404", since: 9e5),
            failing("slow", "timeout", since: 60), failing("dead", "timeout", since: 9e5),
        ], moved: [moved("m")])
    #expect(
        full.text(TextStyle()) == """
            feedmill runs; 4 feeds need you

            daemon   running since 2 h ago, process 4711, version 1.2
                     last poll 3 s ago; next in 4 s, on time
            feeds    199,016: 199,000 healthy, 4 failing, 12 never polled, 1 moved
            spool    1,203 waiting, 8.4 MiB of 10 GiB, the oldest from 3 h ago
                     2 on their way; 12,345 delivered in all
            records  last hour │▂▄▆█▅▂▄▆█▅▂▄▆█▅▂▄▆█▅▂▄▆█▅▂▄▆█▅│ 270, at most 9 a minute
                     last day  │                     ▄█ │ 405, at most 270 an hour
            polls    1,180 in the last hour: 75 % unchanged, 0 % failed

            m: moved
              https://m.example/feed.xml
              asked at https://new.example/feed.xml
              what helps: put the new address into the configuration

            gone: gone, since 10 d ago
              https://gone.example/feed.xml
              what was [31msaid [http-410]
              what helps: remove the feed, or look for its new address with `feedmill
              discover`
              tried again in 10 min

            lost: failing, since 10 d ago
              https://lost.example/feed.xml
              what was [31msaid [http-404]
              what helps: look at the address in a browser; `feedmill discover` finds new
              ones
              tried again in 10 min

            dead: failing, since 10 d ago
              https://dead.example/feed.xml
              what was [31msaid [timeout]
              what helps: nothing, unless it lasts: then a longer `[http] timeout`
              tried again in 10 min

            1 feed fails in a way that may pass; feedmill tries again by itself

            """)
}

@Test(
    arguments: [
        ("well", report(), StatusReport.Health.healthy, "feedmill is well"),
        ("down", report(isRunning: false), .stuck, "feedmill is down"),
        (
            "stuck", report(pause: DaemonNote.Pause(code: "spool-disk-full", message: "no space", since: noon)), .stuck,
            "feedmill is stuck: no space"
        ),
        ("a note that is not the youngest", report(noteAge: 170), .healthy, "feedmill is well"),
        (
            "a daemon that says nothing", report(noteAge: 200), .stuck,
            "feedmill is stuck: the daemon has not written its note for 3 min: it hangs, or"
        ),
        ("down for long", report(isRunning: false, noteAge: 200), .stuck, "feedmill is down"),
        (
            "a disk that was made read-only",
            report(readOnly: DaemonNote.Pause(code: "spool-read-only", message: "read-only", since: noon)), .stuck,
            "feedmill is stuck: read-only"
        ),
        (
            "what may pass", report(ailing: [failing("a", "timeout", since: 60)]), .someFeedsFail,
            "feedmill is well; 1 feed will be tried again"
        ),
        (
            "what lasts", report(ailing: [failing("a", "timeout", since: 90_000)]), .someFeedsFail,
            "feedmill runs; 1 feed needs you"
        ),
        (
            "what nobody has a word for", report(ailing: [failing("a", "strange", since: 1)]), .someFeedsFail,
            "feedmill runs; 1 feed needs you"
        ),
        ("a feed that has moved fails not", report(moved: [moved("m")]), .healthy, "feedmill runs; 1 feed needs you"),
    ] as [(String, StatusReport, StatusReport.Health, String)])
func theFirstLineAnswers(_ why: String, _ report: StatusReport, _ health: StatusReport.Health, _ line: String) {
    #expect(report.health == health, "\(why)")
    #expect(report.text(TextStyle()).split(separator: "\n").first.map(String.init) == line, "\(why)")
}

@Test func colourIsOnlyWhereItIsWanted() {
    #expect(report().text(TextStyle(isColoured: true)).hasPrefix("\u{1B}[32mfeedmill is well\u{1B}[0m\n"))
    #expect(!report().text(TextStyle()).contains("\u{1B}"))
}

@Test func aSpoolThatIsTooFullToCountIsToldAsSuch() {
    var spool = SpoolCensus()
    (spool.files, spool.isComplete) = (10_000, false)
    let part = StatusReport(
        at: noon, isRunning: true, note: nil, summary: LedgerSummary(), spool: spool, spoolSeenAt: noon + -90,
        spoolLimit: nil, ailing: [], moved: [], events: [], includes: [])
    #expect(part.text(TextStyle()).contains("more than 10,000 waiting, 0 B (counted 2 min ago)"))
}

/// The schema of `status --json`: what stands here is added to, never renamed.
@Test func theSchemaIsStable() throws {
    var writer = JSONWriter()
    report(
        ailing: [failing("a", "http-404", since: 60)], moved: [moved("m")],
        pause: DaemonNote.Pause(code: "spool-full", message: "full", since: noon)
    ).write(to: &writer)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    let parts = [
        #"{"at":"2027-01-15T08:00:00Z","health":"stuck","daemon":{"running":true,"pid":4711,"version":"1.2","#,
        #""started_at":"2027-01-15T06:00:00Z","pause":{"code":"spool-full","message":"full","since":"2027-01-15T08:00:00Z"},"#,
        #""last_poll_at":"2027-01-15T07:59:57Z","next_poll_at":"2027-01-15T08:00:04Z","overdue":0,"lag_seconds":0},"#,
        #""feeds":{"never-polled":12,"healthy":199000,"failing":1,"gone":0,"paused":0,"moved":1},"#,
        #""ailing":[{"feed":"a","condition":"failing","since":"2027-01-15T07:59:00Z","#,
        #""error":{"code":"http-404","message":"what was [31msaid"},"next_poll_at":"2027-01-15T08:10:00Z","#,
        #""url":"https://a.example/feed.xml","needs_person":true,"#,
        #""advice":"look at the address in a browser; `feedmill discover` finds new ones"}],"#,
        #""moved":[{"feed":"m","url":"https://m.example/feed.xml","moved_to":"https://new.example/feed.xml"}],"#,
        #""spool":{"waiting_files":1203,"waiting_bytes":8800000,"oldest_at":"2027-01-15T05:00:00Z","#,
        #""max_bytes":10737418240,"owed":2,"sequence":12345,"counted_at":"2027-01-15T08:00:00Z","counted_all":true},"#,
        #""rates":{"minutes":{"records":["#,
    ]
    #expect(text.hasPrefix(parts.joined()))
    let json = try JSONValue(parsing: writer.bytes)
    for (name, count) in [("minutes", 60), ("hours", 24)] {
        for key in ["records", "polls", "unchanged", "failed"] {
            #expect(json["rates"]?[name]?[key]?.array.count == count)
        }
    }
    #expect(
        text.hasSuffix(
            #""events":[{"at":"2027-01-15T08:00:00Z","feed":"a","code":"feed-failing","message":"what was said"}]}"#))
}
