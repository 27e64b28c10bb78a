import Basics

/// Something that is wrong with a ledger.
public struct LedgerFinding: Equatable, Sendable {
    public var code: String
    /// The configuration's name for the feed that it touches; nil where it is of no feed alone.
    public var feed: String?
    /// The table and its row, as SQLite has them; empty where it is of the file as a whole.
    public var place: String
    public var message: String

    public init(code: String, feed: String? = nil, place: String = "", message: String) {
        self.code = code
        self.feed = feed
        self.place = place
        self.message = message
    }
}

/// What a look through the whole of a ledger came to.
public struct LedgerExamination: Equatable, Sendable {
    /// A ledger of a great many damaged rows is told by the first ones.
    public static let findingsKept = 1_000

    public private(set) var findings: [LedgerFinding] = []
    /// Those that are not kept are counted.
    public private(set) var findingCount = 0
    /// Rows by table, as far as they could be read.
    public internal(set) var rows: [(table: String, count: Int)] = []
    /// Items that are remembered of all feeds.
    public internal(set) var items = 0
    public internal(set) var setAside = 0
    public internal(set) var sequence: UInt64 = 0
    /// The version of its tables.
    public internal(set) var version = 0

    public init() {}

    public var isSound: Bool { findingCount == 0 }

    public mutating func note(_ finding: LedgerFinding) {
        findingCount += 1
        if findings.count < LedgerExamination.findingsKept { findings.append(finding) }
    }

    public static func == (a: LedgerExamination, b: LedgerExamination) -> Bool {
        a.findings == b.findings && a.findingCount == b.findingCount && a.items == b.items && a.setAside == b.setAside
            && a.sequence == b.sequence && a.version == b.version && a.rows.elementsEqual(b.rows, by: ==)
    }
}
