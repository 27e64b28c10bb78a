import Basics
import Ledger
import Logging
import LoopbackServer
import Testing

@testable import Ingest

/// The daemon's whole line in this process: the real ledger, spool, workers and HTTP client, with a clock of its own, so that
/// a month of polling passes while its requests are made.
final class Miller {
    let home = Home()
    let clock: TestClock
    let web: Web
    /// Sections of the configuration, and its feeds.
    var settings = ""
    var feeds: [String] = []
    var environment: [String: String] = [:]
    /// Seconds between two looks round; a daemon that nobody tells otherwise looks once a minute.
    var surveyInterval = day
    let diary = Diary()
    /// Which host's address was looked up when.
    let lookUps = Monitor([(host: String, at: Double)]())
    private let random: Dice
    private var mill: Mill?
    private var run: Task<MillSummary?, Never>?

    /// - Parameter answer: what the web answers to each request.
    init(seed: UInt64 = 1, answer: @escaping @Sendable (Web.Visit) -> [ScriptedServer.Step]) {
        clock = TestClock()
        web = Web(clock, answer: answer)
        random = Dice(seed: seed)
    }

    /// A daemon with one feed, `a`, for so many seconds; gives what the feed's server saw.
    static func visits(
        _ seconds: Double, _ settings: String = "", feed lines: String = "",
        answer: @escaping @Sendable (Web.Visit) -> [ScriptedServer.Step]
    ) async throws -> [Web.Visit] {
        let miller = Miller(answer: answer)
        miller.settings = settings
        miller.add("a", "a.example/feed", lines)
        try await miller.start()
        await miller.pass(seconds)
        await miller.stop()
        return miller.web.visits
    }

    /// Adds a feed; `address` is `host/path` on the web. More lines of its table can follow.
    func add(_ id: String, _ address: String, _ lines: String = "") {
        feeds.append("[[feed]]\nid = \"\(id)\"\nurl = \"\(web.url(address))\"\n\(lines)\n")
    }

    private func configuration() throws -> Configuration {
        let text =
            "state_directory = \"state\"\nspool_directory = \"spool\"\n[workers]\ntimeout = \"5m\"\n"
            + (settings.contains("[articles]") ? "" : "[articles]\nfetch = false\n")
            + (settings.contains("[http]") ? "" : "[http]\nallow_private_addresses = true\n") + settings + "\n"
            + feeds.joined()
        return try Configuration.load(
            path: home.write("feedmill.toml", text), files: SystemFiles(), environment: environment
        ).get()
    }

    /// Starts the daemon, and lets it begin what it would begin at once.
    /// - Parameter resting: false where what it begins does not end before the test does something.
    func start(resting: Bool = true) async throws {
        var environment = MillEnvironment(
            clock: clock, random: { [random] in random.next() }, log: Logger(label: "test") { [diary] _ in diary },
            executable: Program.path)
        environment.resolve = { [lookUps, clock] host, _ in
            lookUps.withLock { $0.append((host, clock.elapsed)) }
            return host.hasSuffix(".invalid") ? [] : ["127.0.0.1"]
        }
        environment.surveyInterval = surveyInterval
        let mill = try await Mill(try configuration(), options: Mill.Options(), environment: environment)
        self.mill = mill
        run = Task { try? await mill.run() }
        if resting { await rest() }
    }

    /// Ends the daemon as a service manager does.
    func stop() async {
        mill?.stop()
        _ = await run?.value
        (mill, run) = (nil, nil)
    }

    func restart() async throws {
        await stop()
        try await start()
    }

    /// Has the daemon read its configuration again.
    func reload() async throws {
        let count = diary.count(of: "configuration read again")
        mill?.reload(try configuration())
        while diary.count(of: "configuration read again") == count { await pause() }
        await rest()
    }

    /// Lets time pass.
    func pass(_ seconds: Double) async {
        let end = clock.elapsed + seconds
        await rest()
        while let next = clock.nextWake, next <= end + 1e-5 {
            clock.advance(to: next)
            await rest()
        }
        clock.advance(to: end)
        await rest()
    }

    func pass(days: Double) async { await pass(days * 86_400) }
    func pass(hours: Double) async { await pass(hours * 3600) }

    /// The machine sleeps: time passes, and nobody notices.
    func sleep(_ seconds: Double) async {
        clock.advance(to: clock.elapsed + seconds)
        await rest()
    }

    /// Somebody sets the wall clock, and the daemon hears of it.
    func setClock(by seconds: Double) async {
        let count = diary.count(of: "the clock jumped")
        clock.set(by: seconds)
        while diary.count(of: "the clock jumped") == count { await pause() }
        await rest()
    }

    /// Time passes while a request is under way, so that only what does not wait for it goes on.
    func passWhileAsked(_ seconds: Double) async {
        let end = clock.elapsed + seconds
        while clock.elapsed < end {
            clock.advance(to: min(end, clock.nextWake ?? end))
            while await mill?.isWaiting(by: clock) == false { await pause() }
        }
    }

    func waitForVisits(_ count: Int) async {
        while web.visits.count < count { await pause() }
    }

    /// Waits until nothing is under way, and all that waits, waits for its time.
    func rest() async {
        // Far longer than anything takes: a daemon that finds no rest is a finding, not a test without end.
        let patience = ContinuousClock.now + .seconds(120)
        while let mill, await !mill.isResting(by: clock) {
            guard ContinuousClock.now < patience else {
                Issue.record("the daemon finds no rest: \(await mill.unrest)")
                return
            }
            await pause()
        }
    }

    /// Lets others do something.
    private func pause() async { try? await Task.sleep(for: .microseconds(100)) }

    /// What the ledger keeps of a feed.
    func state(_ id: String) async throws -> FeedState {
        let ledger = try SQLiteLedger.openForReading(directory: home.path + "/state")
        defer { Task { await ledger?.close() } }
        guard let row = try await ledger?.row(named: id) else { return FeedState() }
        return try await ledger?.state(of: row.key) ?? FeedState()
    }

    /// As `status --feed ID` prints it.
    func status(_ id: String) async throws -> FeedReport? {
        try await FeedReport.gather(id, try configuration(), now: clock.now())
    }

    func report() async throws -> StatusReport { await StatusReport.gather(try configuration(), now: clock.now()) }

    /// As the metrics' listener gives them.
    func metrics() async -> String { await mill?.metrics.withLock { MetricsText.prometheus.text($0) } ?? "" }

    func records() throws -> [JSONValue] { try Consumer(spool: home.path + "/spool").take() }
}

/// In seconds.
let hour = 3600.0
let day = 24 * hour

/// Numbers from 0 up to 1, the same in each run.
final class Dice: Sendable {
    private let state: Monitor<UInt64>

    init(seed: UInt64) { state = Monitor(seed) }

    func next() -> Double {
        state.withLock { state in
            state &+= 1
            return Double(Hash64.mix(state, 0x9E37_79B9_7F4A_7C15) >> 11) * 0x1p-53
        }
    }
}

/// Keeps all that is logged.
struct Diary: LogHandler {
    private let lines = Monitor([String]())
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: " ")
        lines.withLock { $0.append("\(event.level) \(event.message) \(fields)") }
    }

    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    func count(of text: String) -> Int { lines.withLock { $0.count { $0.contains(text) } } }
}

extension Mill {
    /// Nothing is under way, and the loop sleeps until something is due.
    fileprivate func isResting(by clock: TestClock) async -> Bool {
        guard isWaiting(by: clock), pollsInFlight.count + articlesInFlight.count == visitsWaiting else { return false }
        return await deliverer.isIdle && isWaiting(by: clock)
    }

    /// What keeps it from resting, for whoever looks for it.
    fileprivate var unrest: String {
        let times = [("woken", wakeAt), ("wanted", nextTime), ("due", due.nextDue), ("turn", turns.wakeTime)]
        return
            "now \(services.clock.now()), \(times), polls \(pollsInFlight.count), articles \(articlesInFlight.count), "
            + "visits \(visitsWaiting), turns \(turns.count), looking \(isLooking || isSurveying || isSweeping), "
            + "other times \(housekeepingDue) \(surveyDue) \(String(describing: noteDue)) \(String(describing: lookAgainAt))"
    }

    /// The loop sleeps until something is due, whatever was asked and has not been answered.
    fileprivate func isWaiting(by clock: TestClock) -> Bool {
        guard handOver.isEmpty, handOvers == 0, !isLooking, !isSurveying, !isSweeping, let wakeAt, let next = nextTime
        else { return false }
        return wakeAt > clock.now() && wakeAt <= next && clock.hasSleeper(until: wakeAt)
    }
}
