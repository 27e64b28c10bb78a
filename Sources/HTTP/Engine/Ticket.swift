/// Ties a task's cancellation to its transfer. The transfer belongs to the client's thread; the ticket may be held and used
/// anywhere.
final class Ticket: @unchecked Sendable {
    // @unchecked: `transfer` and `isCancelled` are touched by the client's thread alone.
    weak var transfer: Transfer?
    var isCancelled = false

    func cancel(through inbox: Inbox) { inbox.post(.cancel(self)) }
}
