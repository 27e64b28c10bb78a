import Ledger

/// Brings records that need no article from the ledger to the deliverer: some together, since each look into the ledger and each
/// word to the deliverer costs more than what one record does.
enum PlainHandOver {
    /// Records that are read together, and the bytes that they have together at most, but for one that is larger.
    private static let records = 32
    private static let bytes = 256 << 10

    /// Hands over the first of some records; the others are returned. Throws where the ledger cannot be read; what was not handed over
    /// may be tried again.
    static func pass(
        _ tickets: ArraySlice<OwedTicket>, _ services: Services, _ deliverer: Deliverer,
        _ tell: AsyncStream<MillEvent>.Continuation
    ) async throws(LedgerError) -> ArraySlice<OwedTicket> {
        var ready: [Deliverer.Ready] = []
        func note(_ plain: ArticleTurn.Plain, of ticket: OwedTicket) {
            switch plain {
            case .ready(let record): ready.append(record)
            case .damaged: tell.yield(.owedDamaged(ticket))
            case .nothing: break
            }
        }
        var rest = tickets
        do throws(LedgerError) {
            let found = try await services.ledger.records(rest.prefix(records).map(\.key), bytes: bytes)
            var results: [(ArticleTurn.Plain, OwedTicket)] = []
            for (ticket, record) in zip(rest, found) {
                results.append((try await ArticleTurn.plain(ticket, record, services), ticket))
            }
            for (plain, ticket) in results { note(plain, of: ticket) }
            rest = rest.dropFirst(found.count)
        } catch {
            guard error.isDamage, let ticket = rest.popFirst() else { throw error }
            // One that lies on a page that cannot be read spoils the look at the others.
            note(try await ArticleTurn.plain(ticket, services), of: ticket)
        }
        await deliverer.take(ready)
        return rest
    }
}
