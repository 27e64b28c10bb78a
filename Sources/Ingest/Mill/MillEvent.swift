import Basics
import HTTP
import Ledger
import Spool

/// What the mill's loop is told, by its own tasks and from outside.
enum MillEvent: Sendable {
    /// The time that the loop wanted to be woken at has come.
    case time
    case polled(Poll.Report, Requester?, startedAt: Timestamp)
    case article(ArticleReport)
    case included(IncludeFetch.Report)
    /// These records were handed to the spool; their successors may follow.
    case handedOver([OwedTicket])
    case delivered(keys: Int, bytes: Int)
    case deliveryFailed(code: String, message: String)
    case looked(DiskSighting)
    case surveyed(Survey)
    case swept(SpoolSweep.Outcome, isOver: Bool)
    case reload(Configuration)
    case refusedConfiguration([String])
    case stop
}

/// What a look at the disks found.
struct DiskSighting: Sendable {
    /// What waits in the spool.
    let bytes: Int
    let freeBytes: Int
    /// Why the ledger could not be written to; nil where it could, or where nobody doubted it.
    let ledgerError: LedgerError?
}

/// How one try at an article ended.
struct ArticleReport: Sendable {
    enum End: Sendable {
        case delivered
        case again(delay: Double?)
        case postponed(until: Timestamp)
        /// The ledger or the spool could not be used.
        case failed(code: String, message: String)
    }

    var ticket: OwedTicket
    let requester: Requester
    /// Nil where its host was never asked.
    let startedAt: Timestamp?
    let end: End
    let refusal: ArticleFetch.Refusal?
    /// `article.status`, where it was decided.
    var status: String?
    /// What the page's server answered; nil where it did not.
    var httpStatus: Int?
}
