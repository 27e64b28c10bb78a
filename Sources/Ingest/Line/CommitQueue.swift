import Basics
import Ledger

/// Gathers what polls came to while the ledger is busy with the ones before, and writes it together: the more there is,
/// the fewer times the disk is waited for. A caller goes on when its own poll is durable.
actor CommitQueue {
    private struct Waiting {
        let poll: PollCommit
        let continuation: CheckedContinuation<Result<[OwedTicket], LedgerError>, Never>
    }

    private let ledger: any Ledger
    private let limit: Int
    private var waiting: [Waiting] = []
    /// A poll came to an empty queue, or some were written or refused.
    private var headway = Headway()
    /// `run` is over: what comes late, from a poll that was in hand, is written by itself.
    private var hasEnded = false
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation

    init(ledger: any Ledger, limit: Int = 256) {
        self.ledger = ledger
        self.limit = limit
        (bell, ring) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func commit(_ poll: PollCommit) async throws(LedgerError) -> [OwedTicket] {
        if hasEnded { return try await write(poll).get() }
        let result = await withCheckedContinuation { continuation in
            if waiting.isEmpty { headway.make() }
            waiting.append(Waiting(poll: poll, continuation: continuation))
            ring.yield()
        }
        return try result.get()
    }

    /// False where polls wait, and none was written or refused for a minute.
    var isMoving: Bool {
        waiting.isEmpty || headway.wasMade(within: 60)
    }

    /// Writes what comes, until `finish`; then what is left.
    func run() async {
        for await _ in bell { await writeAll() }
        await writeAll()
        hasEnded = true
    }

    nonisolated func finish() { ring.finish() }

    private func writeAll() async {
        while !waiting.isEmpty {
            let batch = Array(waiting.prefix(limit))
            waiting.removeFirst(batch.count)
            defer { headway.make() }
            do throws(LedgerError) {
                let tickets = try await ledger.commit(batch.map(\.poll))
                for (entry, tickets) in zip(batch, tickets) { entry.continuation.resume(returning: .success(tickets)) }
            } catch {
                guard batch.count > 1, error.isDamage else {
                    for entry in batch { entry.continuation.resume(returning: .failure(error)) }
                    continue
                }
                // Rows that cannot be written are of one feed perhaps: the others do not go with it.
                for entry in batch { entry.continuation.resume(returning: await write(entry.poll)) }
            }
        }
    }

    private func write(_ poll: PollCommit) async -> Result<[OwedTicket], LedgerError> {
        do throws(LedgerError) {
            return .success(try await ledger.commit([poll]).first ?? [])
        } catch {
            return .failure(error)
        }
    }
}
