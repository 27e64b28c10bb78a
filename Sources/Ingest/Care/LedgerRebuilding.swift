import Basics
import Ledger
import Records
import Spool

/// Makes a ledger anew where it was lost or damaged, for `feedmill ledger rebuild`: from what can still be read of the old one,
/// from the records in the spool and wherever consumers keep them, and from the configuration.
public struct LedgerRebuilding {
    private let configuration: Configuration
    /// Directories, beside the spool's own, where records lie.
    private let folders: [RecordFolder]
    private let now: Timestamp
    private var recollections: [String: Recollection] = [:]
    private var report = RebuildReport()

    /// What the records tell of one feed.
    private struct Recollection {
        var feed: RecordFeed
        var memory: FeedRecollection
        var lastFetched: Timestamp
    }

    public init(_ configuration: Configuration, folders: [RecordFolder], now: Timestamp) {
        self.configuration = configuration
        self.folders = folders
        self.now = now
    }

    /// - Parameters:
    ///   - sequence: the next one is beyond this, whatever is found.
    ///   - progress: told what is being done.
    public mutating func callAsFunction(
        beyond sequence: UInt64 = 0, progress: (String) -> Void = { _ in }
    ) throws -> RebuildReport {
        let rebuild = try LedgerRebuild(directory: configuration.settings.stateDirectory)
        report.path = rebuild.path
        if rebuild.hasOld {
            progress("reading the old ledger")
            report.salvage = try rebuild.salvage(.line) { bytes in
                var exchange = FeedExchange(bytes: bytes)
                exchange.forgetDocument()
                return exchange.bytes
            }
        }
        progress("reading records")
        try readRecords(with: rebuild)
        guard rebuild.hasOld || report.records > 0 else { throw LedgerError.nothingToRebuild(path: rebuild.path) }
        progress("writing the new ledger")
        try keepRecollections(in: rebuild)
        try synchronise(rebuild)
        try rebuild.raiseSequence(beyond: max(sequence, report.lastNumber))
        report.sequence = try rebuild.sequence()
        report.aside = try rebuild.finish(
            LedgerEvent(at: now, feed: nil, code: "ledger-rebuilt", message: report.sentence))
        return report
    }
}

extension LedgerRebuilding {
    private mutating func readRecords(with rebuild: LedgerRebuild) throws {
        let spool = configuration.settings.spoolDirectory
        if let reader = SpoolReader(path: spool) { report.lastNumber = try reader.highestSequence() }
        for folder in ["new", "cur"].compactMap({ RecordFolder(path: "\(spool)/\($0)") }) + folders {
            try folder.visit { _, lines in
                for line in lines { try take(line, with: rebuild) }
            }
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>, with rebuild: LedgerRebuild) throws {
        guard let json = try? JSONValue(parsing: line), json["schema"]?.string == RecordWriter.schema,
            let id = json["id"]?.string.flatMap({ RecordID($0) }), let feed = json["feed"].flatMap(RecordFeed.init)
        else {
            report.unreadable += 1
            return
        }
        report.records += 1
        if let number = json["sequence"]?.integer, number > 0, number < 1 << 53 {
            report.lastNumber = max(report.lastNumber, UInt64(number))
        }
        guard let item = json["item"] else { return }
        let time =
            [json["fetch"]?["fetched_at"], json["spooled_at"]].lazy
            .compactMap { $0?.string.flatMap { Timestamp(rfc3339: $0) } }.first ?? now
        var known = try recollections[feed.id] ?? begin(feed, with: rebuild)
        known.memory.take(
            ItemFacts(recorded: item), record: id, revision: json["revision"]?.integer ?? 1,
            page: json["article"]?["canonical_url"]?.string, seen: time)
        if time >= known.lastFetched { (known.lastFetched, known.feed) = (time, feed) }
        recollections[feed.id] = known
    }

    private func begin(_ feed: RecordFeed, with rebuild: LedgerRebuild) throws -> Recollection {
        let row = try rebuild.feed(named: feed.id, url: feed.url, now: now)
        let parameters = (configuration.feed(id: feed.id)?.effective ?? configuration.effective).identity.parameters
        return Recollection(
            feed: feed,
            memory: FeedRecollection(
                try rebuild.memory(of: row.key) ?? FeedMemory(), feed: feed.id, parameters: parameters),
            lastFetched: Timestamp(seconds: 0))
    }

    private mutating func keepRecollections(in rebuild: LedgerRebuild) throws {
        for (name, known) in recollections {
            let row = try rebuild.feed(named: name, url: known.feed.url, now: now)
            report.recalled += known.memory.recalled
            report.renamed += known.memory.renamed
            guard known.memory.recalled > 0 || row.condition == .neverPolled else { continue }
            // Without it the feed would count as new, and what it shows next as its archive.
            var state: FeedState?
            if row.condition == .neverPolled {
                var begun = FeedState()
                begun.condition = .healthy
                (begun.lastPolled, begun.lastSucceeded, begun.lastNews) = (
                    known.lastFetched, known.lastFetched, known.lastFetched
                )
                (begun.title, begun.homePageURL) = (known.feed.title, known.feed.homePageURL)
                state = begun
                report.feedsRecalled += 1
            }
            try rebuild.keep(known.memory.memory, state: state, of: row.key)
        }
    }

    /// The feeds become those of the configuration; of those that nothing is known of, all is delivered again.
    private mutating func synchronise(_ rebuild: LedgerRebuild) throws {
        let rows = try rebuild.synchronise(configuration.feeds.map { ($0.id, $0.address) }, now: now)
        report.feeds = rows.count
        for row in rows where try rebuild.memory(of: row.key) == nil { report.feedsAnew.append(row.name) }
    }
}

extension RecordFeed {
    /// As a record has it; nil where it has none.
    fileprivate init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let url = json["url"]?.string else { return nil }
        self.init(id: id, url: url, title: json["title"]?.string, homePageURL: json["home_page_url"]?.string)
    }
}

extension ItemFacts {
    /// Of `item` of a record.
    init(recorded item: JSONValue) {
        func time(_ key: String) -> Timestamp? { item[key]?.string.flatMap { Timestamp(rfc3339: $0) } }
        self.init(
            id: item["id"]?.string, url: item["url"]?.string, externalURL: item["external_url"]?.string,
            title: item["title"]?.string, contentHTML: item["content_html"]?.string,
            contentText: item["content_text"]?.string, summary: item["summary"]?.string,
            published: time("date_published"), modified: time("date_modified"),
            attachments: item["attachments"]?.array.compactMap { $0["url"]?.string } ?? [])
    }
}
