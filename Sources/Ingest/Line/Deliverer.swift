import Basics
import Ledger
import Records
import Spool

/// The line's last stage: takes records that are ready, numbers them, makes them durable in the spool, and only then
/// strikes them out of what is owed.
///
/// In this order, so that a crash between any two steps loses nothing: the sequence is written to the ledger; the files are made
/// durable and renamed into `new/`; the records are paid, with the next batch or when there is none. What was spooled and not
/// yet paid when the power went is spooled again, under the same id, revision and sequence.
actor Deliverer {
    /// A record that lacks nothing but its number.
    struct Ready: Sendable {
        let departure: Departure
        /// Of its line, about.
        var bytes = 0
        /// Makes its line, with the line feed.
        let line: @Sendable (_ passport: Passport, _ spooledAt: Timestamp) -> [UInt8]
    }

    struct Settings: Sendable {
        var recordsPerFile: Int
        var compression = SpoolCompression.none
        /// How long a file with room left waits for more, in seconds.
        var fileDelay: Double
        /// Nil: no clusters.
        var clusters: ClusterSettings?
        /// Records in one round of synchronising, and the bytes from which no more are added to one.
        var batch = 1024
        var batchBytes = 4 << 20
        /// From here on who brings a record waits; so from `batchBytes` on.
        var backlog = 1024
    }

    private let ledger: any Ledger
    private let spool: SpoolDirectory
    private let thread = SerialThread(name: "spool")
    private let clock: any Clock
    private let settings: Settings
    private let report: @Sendable (Result<Delivery, DeliveryError>) -> Void
    private var ready = Queue<Ready>()
    /// Of all that are ready.
    private var readyBytes = 0
    private var paid: [OwedKey] = []
    private var waiters = Queue<CheckedContinuation<Void, Never>>()
    /// A record came to an empty queue, or a round ended.
    private var headway = Headway()
    private var inHand = 0
    private let bell: AsyncStream<Void>
    private let ring: AsyncStream<Void>.Continuation
    private var isEnding = false

    /// What one round brought into the spool.
    struct Delivery: Sendable {
        let keys: [OwedKey]
        let bytes: Int
    }

    /// Why a round brought nothing. Its records are kept, and tried again.
    enum DeliveryError: CodedError {
        case spool(SpoolError)
        case ledger(LedgerError)

        var code: String {
            switch self {
            case .spool(let error): error.code
            case .ledger(let error): error.code
            }
        }

        var message: String {
            switch self {
            case .spool(let error): error.message
            case .ledger(let error): error.message
            }
        }
    }

    /// `report` is called after each round, in order.
    init(
        ledger: any Ledger, spool: SpoolDirectory, clock: any Clock, settings: Settings,
        report: @escaping @Sendable (Result<Delivery, DeliveryError>) -> Void
    ) {
        self.ledger = ledger
        self.spool = spool
        self.clock = clock
        self.settings = settings
        self.report = report
        (bell, ring) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes a record; waits while too many wait already, so that memory stays bounded.
    func take(_ record: Ready) async { await take([record]) }

    /// Takes some records, that follow each other.
    func take(_ records: [Ready]) async {
        guard !records.isEmpty else { return }
        if isIdle { headway.make() }
        for record in records {
            ready.append(record)
            readyBytes += record.bytes
        }
        ring.yield()
        while isFull && !isEnding {
            await withCheckedContinuation { waiters.append($0) }
        }
    }

    /// Answers when the spool's thread comes to it: at once, unless it is stuck. False where records wait, and none was
    /// delivered or refused for a minute.
    func isMoving() async -> Bool {
        await thread.run {}
        return isIdle || headway.wasMade(within: 60)
    }

    private var isFull: Bool { ready.count > settings.backlog || readyBytes > settings.batchBytes }

    /// All that was taken is in the spool.
    var isIdle: Bool { ready.isEmpty && inHand == 0 }

    /// Delivers what comes, until `finish`; then what is left, unless the disk refuses it.
    func run() async {
        for await _ in bell { await deliverAll() }
        await deliverAll()
        hurry()
    }

    /// The end is near: nobody waits any more for room, and what the disk refuses is not tried again.
    func hurry() {
        isEnding = true
        release()
    }

    /// No more comes: what is there is tried once more at the most.
    func finish() {
        isEnding = true
        ring.finish()
    }
}

extension Deliverer {
    private func deliverAll() async {
        var left = settings.recordsPerFile > 1 && !ready.isEmpty ? settings.fileDelay : 0
        // In steps short enough for whoever wants to end, or waits for room.
        while left > 0, ready.count < settings.recordsPerFile, !isFull, !isEnding {
            await clock.sleep(seconds: min(left, 0.5))
            headway.make()
            left -= 0.5
        }
        while !ready.isEmpty {
            let batch = nextBatch()
            inHand = batch.count
            var failures = 0
            while await !deliver(batch) {
                failures = min(failures + 1, 10)
                // Longer each time, in steps short enough for whoever wants to end.
                for _ in 0..<failures where !isEnding && !Task.isCancelled { await clock.sleep(seconds: 0.5) }
                if isEnding || Task.isCancelled { return }
            }
            inHand = 0
            release()
        }
        await payWhatIsSpooled()
    }

    private func nextBatch() -> [Ready] {
        var batch: [Ready] = []
        var bytes = 0
        while batch.count < max(settings.batch, settings.recordsPerFile), bytes < settings.batchBytes,
            let record = ready.popFirst()
        {
            batch.append(record)
            bytes += record.bytes
        }
        readyBytes -= bytes
        return batch
    }

    /// One round; false where it failed and is to be tried again.
    private func deliver(_ batch: [Ready]) async -> Bool {
        defer { headway.make() }
        do throws(LedgerError) {
            let now = clock.now()
            let passports = try await ledger.dispatch(
                batch.map(\.departure), paid: paid, clusters: settings.clusters, now: now)
            paid = []
            let entries = zip(batch, passports).map { SpoolEntry(sequence: $1.sequence, line: $0.line($1, now)) }
                .sorted { $0.sequence < $1.sequence }
            let (spool, settings) = (spool, settings)
            do throws(SpoolError) {
                let bytes = try await thread.run { () throws(SpoolError) in
                    try spool.deliver(
                        entries, recordsPerFile: settings.recordsPerFile, compression: settings.compression)
                }
                paid = batch.map(\.departure.key)
                report(.success(Delivery(keys: paid, bytes: bytes)))
                return true
            } catch {
                report(.failure(.spool(error)))
            }
        } catch {
            report(.failure(.ledger(error)))
        }
        return false
    }

    /// Nothing hurries: what is not struck out now is with the next round.
    private func payWhatIsSpooled() async {
        guard !paid.isEmpty else { return }
        do throws(LedgerError) {
            try await ledger.pay(paid)
            paid = []
        } catch {
            report(.failure(.ledger(error)))
        }
    }

    private func release() {
        while isEnding || !isFull, let waiter = waiters.popFirst() { waiter.resume() }
    }
}
