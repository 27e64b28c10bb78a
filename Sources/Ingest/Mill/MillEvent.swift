import Basics
import HTTP
import Ledger
import Spool

/// What the mill's loop is told, by its own tasks and from outside.
enum MillEvent: Sendable {
    /// The time that the loop wanted to be woken at has come, by the alarm of that number.
    case time(alarm: Int)
    case polled(Poll.Report, Requester?, startedAt: Timestamp)
    case article(ArticleReport)
    case included(IncludeFetch.Report)
    /// A redirect leads to another host.
    case visit(VisitDesk.Visit)
    /// Since when our own network is down; nil: it is there again.
    case outage(since: Timestamp?)
    /// These records were handed to the spool; their successors may follow.
    case handedOver([OwedTicket])
    /// What is owed under this ticket cannot be read.
    case owedDamaged(OwedTicket)
    case delivered(keys: Int, bytes: Int)
    case deliveryFailed(code: String, message: String)
    case looked(DiskSighting)
    case surveyed(Survey)
    case swept(SpoolSweep.Outcome, isOver: Bool)
    case reload(Configuration)
    case refusedConfiguration([String])
    /// Somebody wants to know whether the loop still turns.
    case ping(@Sendable () -> Void)
    case stop
}

/// What a look at the disks found.
struct DiskSighting: Sendable {
    /// What waits in the spool; nil where nobody asked.
    let bytes: Int?
    /// `SpoolLevel.delivered` when the look began.
    let delivered: Int
    let freeBytes: Int
    /// Why the ledger could not be written to; nil where it could, or where nobody doubted it.
    let ledgerError: LedgerError?
}

/// How one try at an article ended.
struct ArticleReport: Sendable {
    enum End: Sendable {
        case delivered
        case again
        case postponed(until: Timestamp)
        /// What is owed cannot be read.
        case damaged
        /// The ledger or the spool could not be used.
        case failed(code: String, message: String)
    }

    var ticket: OwedTicket
    let requester: Requester
    /// Nil where its host was never asked.
    let startedAt: Timestamp?
    let end: End
    let refusal: ArticleFetch.Refusal?
    /// Seconds between two pages, as the site's robots.txt wishes.
    var crawlDelay: Double?
    /// `article.status`, where it was decided.
    var status: String?
    /// What the page's server answered; nil where it did not.
    var httpStatus: Int?
    /// Files of site rules that name a body and did not find it.
    var missedRules: [String] = []
}
