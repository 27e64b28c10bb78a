import Basics
import HTTP
import Ledger
import Records
import Schedule

/// One feed in full: what is configured, what is known, what happened, and why it is next polled when it is.
public struct FeedReport: Sendable {
    public let at: Timestamp
    public let settings: FeedSettings
    public let state: FeedState
    public let events: [LedgerEvent]
    private let exchange: FeedExchange
    private let history: PollHistory
    private let memory: FeedMemory?
    /// What its site asked for, and how fast that is asked since.
    private let refusal: Refusal?
    private let pace: Double?

    /// Nil where no configured feed has that id.
    public static func gather(_ name: String, _ configuration: Configuration, now: Timestamp) async throws
        -> FeedReport?
    {
        guard let settings = configuration.feed(id: name) else { return nil }
        let ledger = try SQLiteLedger.openForReading(directory: configuration.settings.stateDirectory)
        var state = FeedState()
        var memory: FeedMemory?
        if let row = try await ledger?.row(named: name) {
            state = try await ledger?.state(of: row.key) ?? state
            memory = try await ledger?.memory(of: row.key).flatMap { FeedMemory(decoding: $0) }
        }
        let events = try await ledger?.events(of: name, limit: 20) ?? []
        var turns = HostTurns(configuration.turnsSettings)
        if let note = try await ledger?.note("turns", in: "daemon"), let json = try? JSONValue(parsing: note) {
            turns.restore(json, at: now)
        }
        await ledger?.close()
        let exchange = FeedExchange(bytes: state.exchange)
        let requester = Requester(url: exchange.moves.believed ?? settings.url, document: settings.id, lane: .feed)
        return FeedReport(
            at: now, settings: settings, state: state, events: events, exchange: exchange,
            history: (try? PollHistory(encoded: state.history)) ?? PollHistory(), memory: memory,
            refusal: turns.refusal(holding: requester, at: now), pace: turns.pace(of: requester))
    }

    public var fails: Bool { state.condition == .failing || state.condition == .gone }
}

extension FeedReport {
    /// The stable schema of `status --feed ID --json`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("at", at)
        writer.field("feed", settings.id)
        writer.field("url", settings.address)
        writer.field("title", state.title)
        writer.field("home_page_url", state.homePageURL)
        writer.field("tags", settings.tags)
        writer.field("condition", settings.paused ? FeedCondition.paused.rawValue : state.condition.rawValue)
        if let error = state.error {
            writer.key("error")
            writer.beginObject()
            writer.field("code", error.code)
            writer.field("message", error.message)
            writer.field("since", state.failingSince)
            writer.field("failures", exchange.failures)
            writer.endObject()
        }
        writer.field("last_poll_at", state.lastPolled)
        writer.field("last_success_at", state.lastSucceeded)
        writer.field("last_news_at", state.lastNews)
        writer.field("next_poll_at", state.nextDue)
        writer.field("reason", exchange.reason)
        writer.field("held_until", refusal?.until)
        writer.field("held_because", refusal.map(FeedReport.words))
        writer.field("site_requests_per_hour", pace.map { $0 * 3600 })
        writer.field("moved_to", exchange.moves.believed?.description)
        writer.field("items_known", memory?.count)
        writer.field("identity", memory.map { "\($0.policy)" })
        writer.field("identity_pinned", settings.identity.pins)
        writer.field("items_per_day", history.itemsPerDay)
        writer.field("polls", each: history.lastPolls) { writer, poll in
            writer.beginObject()
            writer.field("at", poll.at)
            writer.field("result", FeedReport.words(poll.result))
            writer.endObject()
        }
        writer.field("events", each: events) { writer, event in
            writer.beginObject()
            writer.field("at", event.at)
            writer.field("code", event.code)
            writer.field("message", event.message)
            writer.endObject()
        }
        writer.endObject()
    }

    public var text: String {
        var lines = ["\(settings.id)  \(settings.paused ? "paused" : state.condition.rawValue)"]
        func line(_ name: String, _ value: String?) {
            if let value, !value.isEmpty {
                lines.append("  " + name + String(repeating: " ", count: max(1, 14 - name.count)) + value)
            }
        }
        line("address", settings.address)
        line("moved to", exchange.moves.believed?.description)
        line("title", state.title)
        line("site", state.homePageURL)
        line("tags", settings.tags.joined(separator: ", "))
        if let error = state.error {
            line("error", "\(error.message) [\(error.code)]")
            line("since", state.failingSince.map { "\(Plain.relative($0, to: at)), \(exchange.failures) in a row" })
        }
        line("last poll", state.lastPolled.map { Plain.relative($0, to: at) })
        line("last success", state.lastSucceeded.map { Plain.relative($0, to: at) })
        line("last news", state.lastNews.map { Plain.relative($0, to: at) })
        line(
            "next poll",
            state.nextDue.map { Plain.relative($0, to: at) }
                ?? (state.condition == .gone ? "never" : "at the next start"))
        line("because", exchange.reason)
        line("held", held)
        line("site's pace", paceText)
        line("items known", memory.map { "\($0.count)" })
        line("identity", memory.map { "\($0.policy)" })
        line("pinned", settings.identity.pins)
        return (lines + pollLines + eventLines).map { $0.cleaned }.joined(separator: "\n") + "\n"
    }

    /// Why the next poll is when it is, and the attempts behind it.
    public var explanation: String {
        var lines = [
            "\(settings.id): next poll "
                + (state.nextDue.map { "\(Plain.local($0)), \(Plain.relative($0, to: at))" } ?? "not planned")
        ]
        if !exchange.reason.isEmpty { lines.append("  \(exchange.reason)") }
        if let held { lines.append("  held: \(held)") }
        if let paceText { lines.append("  site's pace: \(paceText)") }
        return (lines + pollLines + eventLines).map { $0.cleaned }.joined(separator: "\n") + "\n"
    }

    private var held: String? {
        refusal.map { "until \(Plain.local($0.until)), \(Plain.relative($0.until, to: at)): \(FeedReport.words($0))" }
    }

    private var paceText: String? {
        pace.map {
            "one request in \(Plain.span(1 / $0)) to all of it, learnt from its refusals; faster by half each day without one"
        }
    }

    private static func words(_ refusal: Refusal) -> String {
        let whose =
            switch refusal.scope {
            case .feed: "the feed"
            case .host: "the host \(refusal.name)"
            case .domain: "the site \(refusal.name)"
            }
        return "\(whose) answered \(refusal.status), \(refusal.count) in a row"
    }

    private var pollLines: [String] {
        guard !history.lastPolls.isEmpty else { return [] }
        return ["  polls"]
            + history.lastPolls.reversed().map { "    \(Plain.local($0.at))  \(FeedReport.words($0.result))" }
    }

    private var eventLines: [String] {
        guard !events.isEmpty else { return [] }
        return ["  events"] + events.map { "    \(Plain.local($0.at))  \($0.code): \($0.message)" }
    }

    private static func words(_ result: PollHistory.Poll.Result) -> String {
        switch result {
        case .read(let new): "read, \(new) new"
        case .unchanged: "unchanged"
        case .failed(let failure): "failed: \(failure.words)"
        case .gone: "gone"
        }
    }
}
