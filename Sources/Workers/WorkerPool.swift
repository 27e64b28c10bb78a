import Basics

/// Hands documents to fenced worker processes and gives back what they made of them. Each worker is driven by a thread of
/// its own; it is started when there is work, replaced when it dies, and ended after a while without work.
public final class WorkerPool: Sendable {
    /// What a document may cost.
    public struct Bounds: Sendable {
        public var cpuSeconds: Int
        public var wallSeconds: Int
        /// Address space of a worker, in bytes.
        public var memory: Int
        public var replyBytes: Int

        public init(cpuSeconds: Int = 10, wallSeconds: Int = 60, memory: Int = 1 << 30, replyBytes: Int = 256 << 20) {
            self.cpuSeconds = cpuSeconds
            self.wallSeconds = wallSeconds
            self.memory = memory
            self.replyBytes = replyBytes
        }
    }

    public struct Configuration: Sendable {
        public var workers: Int
        public var bounds: Bounds
        /// A worker is replaced after so many documents, which bounds what a leak can cost.
        public var documentsPerWorker: Int
        /// A worker without work for so long is ended.
        public var idleSeconds: Double
        public var executable: String
        /// What makes the executable a worker. The memory bound follows as the last argument.
        public var arguments: [String]

        public init(
            workers: Int, bounds: Bounds = Bounds(), documentsPerWorker: Int = 5_000, idleSeconds: Double = 30,
            executable: String = "/proc/self/exe", arguments: [String] = ["worker"]
        ) {
            self.workers = workers
            self.bounds = bounds
            self.documentsPerWorker = documentsPerWorker
            self.idleSeconds = idleSeconds
            self.executable = executable
            self.arguments = arguments
        }
    }

    /// What has happened since the start.
    public struct Counters: Sendable, Equatable {
        public var documents = 0
        public var started = 0
        public var deaths = 0

        public init() {}
    }

    private struct Job {
        let request: [UInt8]
        let continuation: CheckedContinuation<Result<[UInt8], WorkerError>, Never>
    }

    private struct State {
        var jobs = Queue<Job>()
        /// Driving threads, and those of them that wait for a document.
        var threads = 0
        var waiting = 0
        var isShutDown = false
        /// A document came to an idle pool, was begun, or ended.
        var headway = Headway()
        var inHand = 0
        var counters = Counters()
        var shutdownWaiter: CheckedContinuation<Void, Never>?
    }

    private let configuration: Configuration
    private let monitor = Monitor(State())

    public init(_ configuration: Configuration) {
        self.configuration = configuration
    }

    public var counters: Counters { monitor.withLock { $0.counters } }

    /// Documents that wait for a worker.
    public var backlog: Int { monitor.withLock { $0.jobs.count } }

    /// False where there is work, and nothing of it was begun or ended for longer than any document may take.
    public var isMoving: Bool {
        monitor.withLock { state in
            (state.jobs.isEmpty && state.inHand == 0)
                || state.headway.wasMade(within: configuration.bounds.wallSeconds + WorkerPool.grace)
        }
    }

    /// Seconds for a worker to start and to be buried, beside what its document may take.
    private static let grace = 30

    /// One document through one worker.
    public func run(_ request: [UInt8]) async -> Result<[UInt8], WorkerError> {
        await withCheckedContinuation { continuation in
            var startsThread = false
            monitor.signal { state in
                if state.isShutDown {
                    continuation.resume(returning: .failure(.shutDown))
                    return
                }
                if state.jobs.isEmpty && state.inHand == 0 { state.headway.make() }
                state.jobs.append(Job(request: request, continuation: continuation))
                startsThread = state.waiting < state.jobs.count && state.threads < configuration.workers
                if startsThread { state.threads += 1 }
            }
            if startsThread { startThread() }
        }
    }

    /// Ends the workers once their documents are done; documents that still wait are given back.
    public func shutDown() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            monitor.broadcast { state in
                state.isShutDown = true
                while let job = state.jobs.popFirst() { job.continuation.resume(returning: .failure(.shutDown)) }
                if state.threads == 0 {
                    continuation.resume()
                } else {
                    state.shutdownWaiter = continuation
                }
            }
        }
    }
}

extension WorkerPool {
    private func startThread() {
        let code = Thread.start(name: "worker-driver", stackSize: 256 << 10) { self.drive() }
        if code != 0 { threadCouldNotStart(errno: code) }
    }

    private func threadCouldNotStart(errno: Int32) {
        monitor.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return }
            while let job = state.jobs.popFirst() {
                job.continuation.resume(returning: .failure(.notStarted(errno: errno)))
            }
            if state.isShutDown { state.shutdownWaiter?.resume() }
        }
    }

    /// The life of a driving thread: a worker at a time, a document at a time, until there is no more work.
    private func drive() {
        while true {
            if let first = nextJob() {
                serve(first)
            } else if monitor.withLock({ endsThread(&$0) }) {
                return
            }
        }
    }

    /// False where a document came in at the last moment: the thread stays for it.
    private func endsThread(_ state: inout State) -> Bool {
        guard state.jobs.isEmpty else { return false }
        state.threads -= 1
        if state.threads == 0, state.isShutDown { state.shutdownWaiter?.resume() }
        return true
    }

    /// Starts a worker for `first` and keeps it for the documents that follow, until it is worn, idle or dead.
    private func serve(_ first: Job) {
        var next: Job? = first
        do throws(WorkerError) {
            var child = try Child(
                executable: configuration.executable,
                arguments: configuration.arguments + [String(configuration.bounds.memory)])
            monitor.withLock { $0.counters.started += 1 }
            while let job = next {
                next = nil
                do throws(WorkerError) {
                    let reply = try child.exchange(job.request, bounds: configuration.bounds)
                    end(job, .success(reply)) { $0.documents += 1 }
                } catch {
                    end(job, .failure(error)) { $0.deaths += 1 }
                    return
                }
                guard child.age < configuration.documentsPerWorker else { return }
                next = nextJob()
            }
        } catch {
            if let next { end(next, .failure(error)) { _ in } }
        }
    }

    private func end(_ job: Job, _ result: Result<[UInt8], WorkerError>, counting: (inout Counters) -> Void) {
        monitor.withLock { state in
            state.inHand -= 1
            state.headway.make()
            counting(&state.counters)
        }
        job.continuation.resume(returning: result)
    }

    /// Waits for a document; nil when there was none for a while, or never will be.
    private func nextJob() -> Job? {
        monitor.withLock { $0.waiting += 1 }
        let taken: Job?? = monitor.wait(atMost: configuration.idleSeconds) { state -> Job?? in
            guard let job = state.jobs.popFirst() else { return state.isShutDown ? .some(nil) : nil }
            state.waiting -= 1
            state.inHand += 1
            state.headway.make()
            return .some(job)
        }
        guard case .some(.some(let job)) = taken else {
            monitor.withLock { $0.waiting -= 1 }
            return nil
        }
        return job
    }
}
