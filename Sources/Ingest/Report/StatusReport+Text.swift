import Basics
import Ledger

extension StatusReport {
    private static let feedsShown = 20

    /// One screen for a person.
    public func text(_ style: TextStyle) -> String {
        var page = TextPage(style)
        page.heading(headline.text, headline.tone)
        page.blank()
        tellDaemon(on: &page)
        if let ledgerError {
            tell(ledgerError, of: "ledger", on: &page)
        } else {
            page.line("feeds", feedsText)
        }
        for list in includes {
            if let complaint = list.complaint(at: at) { page.line("list", "\(list.address): \(complaint)", .doubtful) }
        }
        tellSpool(on: &page)
        tellRates(on: &page)
        tellNeedy(on: &page)
        return page.text
    }

    private var needy: [AilingFeed] { moved + ailing.filter(needsPerson) }

    private var headline: (text: String, tone: TextStyle.Tone) {
        guard isRunning else { return ("feedmill is down", .bad) }
        if let trouble = unreadable.first ?? pause { return ("feedmill is stuck: \(trouble.message)", .bad) }
        if let errors = note?.configurationErrors, !errors.isEmpty {
            return ("feedmill runs, but its configuration was not taken", .doubtful)
        }
        if !needy.isEmpty {
            return (
                "feedmill runs; \(Plain.count(needy.count, "feed")) \(needy.count == 1 ? "needs" : "need") you",
                .doubtful
            )
        }
        return ailing.isEmpty
            ? ("feedmill is well", .good)
            : ("feedmill is well; \(Plain.count(failing, "feed")) will be tried again", .good)
    }

    private var failing: Int { summary.feeds[.failing] ?? 0 }

    private func tellDaemon(on page: inout TextPage) {
        var polls = summary.lastPolled.map { "last poll \(Plain.relative($0, to: at))" } ?? "nothing polled yet"
        if ledgerError != nil { polls = "when it polled last is not known" }
        guard isRunning else {
            page.line("daemon", "not running; \(polls)", .bad)
            if let pause {
                page.line("", "it was stuck: \(pause.message) [\(pause.code)]")
            }
            return
        }
        page.line(
            "daemon",
            note.map {
                "running since \(Plain.relative($0.startedAt, to: at)), process \($0.processID), version \($0.version)"
            }
                ?? "running")
        if summary.overdue > 0, lag >= 60 {
            polls += "; \(Plain.count(summary.overdue, "feed")) overdue, by up to \(Plain.span(lag))"
        } else if let next = summary.nextDue {
            polls += "; next \(Plain.relative(max(next, at), to: at)), on time"
        }
        page.line("", polls)
        if let pause {
            page.line("", "stuck since \(Plain.relative(pause.since, to: at)): \(pause.message) [\(pause.code)]", .bad)
            if let advice = Advice.of(pause.code) { page.line("", "what helps: \(advice.help)") }
        }
        if let since = note?.outageSince {
            page.line(
                "network",
                "our own is down since \(Plain.relative(since, to: at)): no feed's failure counts until a host answers",
                .bad)
        }
        for error in note?.configurationErrors ?? [] { page.line("", "configuration not taken: \(error)", .doubtful) }
    }

    private var feedsText: String {
        let total = summary.feeds.values.reduce(0, +)
        guard total > 0 else { return "none" }
        let order: [FeedCondition] = [.healthy, .failing, .gone, .neverPolled, .paused]
        var parts = order.compactMap { condition in
            summary.feeds[condition].map { "\(Plain.count($0)) \(condition.rawValue.replacing("-", with: " "))" }
        }
        if summary.moved > 0 { parts.append("\(Plain.count(summary.moved)) moved") }
        return "\(Plain.count(total)): " + parts.joined(separator: ", ")
    }

    private func tellSpool(on page: inout TextPage) {
        if let spoolError { tell(spoolError, of: "spool", on: &page) } else { tellWaiting(on: &page) }
        guard ledgerError == nil else { return }
        let owed = summary.owed > 0 ? "\(Plain.count(summary.owed)) on their way; " : ""
        page.line("", "\(owed)\(Plain.count(Int(summary.sequence))) delivered in all")
        if summary.setAside > 0 {
            page.line(
                "", "\(Plain.count(summary.setAside, "owed record")) cannot be read, and set aside [owed-damaged]",
                .doubtful)
        }
    }

    /// Why something cannot be read.
    private func tell(_ error: DaemonNote.Pause, of name: String, on page: inout TextPage) {
        page.line(name, "cannot be read: \(error.message) [\(error.code)]", .bad)
        if let advice = Advice.of(error.code) { page.line("", "what helps: \(advice.help)") }
    }

    private func tellWaiting(on page: inout TextPage) {
        var text =
            "\(spool.isComplete ? "" : "more than ")\(Plain.count(spool.files)) waiting, \(Plain.size(spool.bytes))"
        if let spoolLimit { text += " of \(Plain.size(spoolLimit))" }
        if let oldest = spool.oldest { text += ", the oldest from \(Plain.relative(oldest, to: at))" }
        if spoolSeenAt != at { text += " (counted \(Plain.relative(spoolSeenAt, to: at)))" }
        page.line("spool", text)
    }

    private func tellRates(on page: inout TextPage) {
        let (minutes, hours) = (minutes.map(\.records), hours.map(\.records))
        let hour = plot("last hour", minutes, most: "minute", page)
        let day = plot("last day ", hours, most: "hour", page)
        page.block("records", hour + day)
        let polls = self.minutes.reduce(WorkCounts(), +)
        guard polls.polls > 0 else { return }
        func share(_ number: Int) -> String { "\(Int((100 * Double(number) / Double(polls.polls)).rounded())) %" }
        page.line(
            "polls",
            "\(Plain.count(polls.polls)) in the last hour: \(share(polls.unchanged)) unchanged, \(share(polls.failed)) failed"
        )
    }

    private func plot(_ name: String, _ numbers: [Int], most unit: String, _ page: TextPage) -> [String] {
        let caption =
            "\(Plain.count(numbers.reduce(0, +)))"
            + (numbers.max().map { $0 > 0 ? ", at most \(Plain.count($0)) \(unit == "hour" ? "an" : "a") \(unit)" : "" }
                ?? "")
        let beside = page.room - name.count - caption.count - 2
        if beside >= 22 {
            return ["\(name) \(Plot.line(numbers, width: beside, isUnicode: page.style.isUnicode)) \(caption)"]
        }
        return ["\(name) \(caption)", Plot.line(numbers, width: page.room, isUnicode: page.style.isUnicode)]
    }

    private func tellNeedy(on page: inout TextPage) {
        for feed in needy.prefix(StatusReport.feedsShown) {
            page.blank()
            tell(feed, on: &page)
        }
        let rest = needy.count - StatusReport.feedsShown
        if rest > 0 {
            page.blank()
            page.inset(0, "and \(Plain.count(rest)) more need you; `feedmill status --json` lists them")
        }
        let passing = ailing.count - ailing.filter(needsPerson).count
        if passing > 0 {
            page.blank()
            page.inset(
                0,
                "\(Plain.count(passing, "feed")) \(passing == 1 ? "fails" : "fail") in a way that may pass; feedmill tries again by itself",
                .faint)
        }
    }

    /// A feed that needs a person: what it is, why, and what to do.
    private func tell(_ feed: AilingFeed, on page: inout TextPage) {
        let isMoved = feed.error == nil && feed.movedTo != nil
        let condition = isMoved ? "moved" : feed.condition.rawValue
        let since = feed.since.map { ", since \(Plain.relative($0, to: at))" } ?? ""
        page.heading("\(feed.name): \(condition)\(since)", isMoved ? .doubtful : .bad)
        page.inset(2, feed.url, .faint)
        if let error = feed.error { page.inset(2, "\(error.message) [\(error.code)]") }
        if let target = feed.movedTo { page.inset(2, "asked at \(target)") }
        let code = isMoved ? "feed-moved" : feed.error?.code ?? ""
        if let advice = Advice.of(code) { page.inset(2, "what helps: \(advice.help)") }
        if !isMoved, let next = feed.nextDue { page.inset(2, "tried again \(Plain.relative(max(next, at), to: at))") }
    }
}
