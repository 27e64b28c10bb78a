import Articles
import Basics
import Glibc
import HTTP
import Ledger
import Logging
import Records
import Schedule
import Spool
import Workers

/// The whole line at work: gives each feed its turn, each owed record its article, and the spool what is ready.
///
/// One loop decides, in order, on events; tasks do, and tell the loop how it ended. All of them end with `run`.
public actor Mill {
    public struct Options: Sendable {
        /// End when nothing is due and nothing is owed that could be had now.
        public var once: Bool
        /// With `once`: poll every feed, due or not.
        public var all: Bool

        public init(once: Bool = false, all: Bool = false) {
            self.once = once
            self.all = all
        }
    }

    let options: Options
    let environment: MillEnvironment
    let services: Services
    let deliverer: Deliverer
    let spool: SpoolDirectory
    let robots: RobotsDesk
    let outage: OutageDesk
    let events: AsyncStream<MillEvent>
    let tell: AsyncStream<MillEvent>.Continuation

    var configuration: Configuration
    var rules: SiteRuleBook
    /// Those that were told to have missed, since they were read.
    var missedRules: Set<String> = []
    var feeds: [FeedKey: FeedSettings] = [:]
    var includes = IncludeDesk()
    /// A copy of a list has come that the feeds are not yet as.
    var listsAreNew = false
    var due = DueQueue<FeedKey>()
    var turns: HTTP.TurnQueue<MillJob>
    var localFeeds = Queue<FeedKey>()
    /// Feeds that are due and wait for their hosts' turn, or for a free place.
    var waiting: Set<FeedKey> = []
    var budget: Budget?
    var pollsInFlight: [FeedKey: Timestamp] = [:]
    var articlesInFlight: [OwedKey: Timestamp] = [:]
    let visits: VisitDesk
    /// Requests that were led to other hosts: whose turn they have now, if any. And how many wait for one.
    var visiting: [VisitDesk.Owner: Requester?] = [:]
    var visitsWaiting = 0
    /// Where feeds are asked that have moved for good.
    var moved: [FeedKey: WebURL] = [:]
    /// Since when our own network is down.
    var outageSince: Timestamp?
    /// Records that need no article, and the tasks that bring such to the spool.
    var handOver = Queue<OwedTicket>()
    var handOvers = 0
    var postponed = DueQueue<OwedKey>()
    var tickets: [OwedKey: OwedTicket] = [:]
    /// Revisions of one record, after the one that is on its way: they follow in order.
    var successors: [String: Queue<OwedTicket>] = [:]
    /// Records that are owed and not yet in the spool.
    var pending = 0
    /// Feeds whose part of the ledger could not be read or written when they were polled last.
    var damagedFeeds: Set<FeedKey> = []
    var pause: DaemonNote.Pause?
    /// The spool refused records, and has taken none since.
    var isDeliveryFailing = false
    /// Polls in a row that the ledger refused.
    var ledgerRefusals = 0
    var level: SpoolLevel
    var isLooking = false
    var lookAgainAt: Timestamp?
    var isStopping = false
    var wakeAt: Timestamp?
    /// The time that the alarm was set for which has just woken the loop.
    var wokenFor: Timestamp?
    /// Counts the alarms that were set: one that another has taken the place of says nothing any more.
    var alarm = 0
    var clockWatch: ClockWatch
    var configurationErrors: [String] = []
    /// A configuration that could not be taken because the ledger did not: it is tried again when polling goes on.
    var refusedByLedger: Configuration?
    var summary = MillSummary()
    var turnsChanged = false
    var housekeepingDue: Timestamp
    var rates: RateHistory
    /// When the note is written again; nil where there is no news.
    var noteDue: Timestamp?
    /// Until when the note says that the mill may sleep.
    var awakeBy: Timestamp
    /// What was found when the mill last looked round, for those who ask.
    var sighting: DaemonNote.SpoolSighting?
    /// What waits at most, once the mill has ended; nil while it works.
    var spoolBound: DaemonNote.SpoolBound?
    var surveyDue: Timestamp
    /// Something happened since the last look round, so that another is worth waking for.
    var hasNewsToSurvey = true
    var isSurveying = false
    var sweepDue: Timestamp
    var isSweeping = false
    let startedAt: Timestamp
    /// What others may read of the mill at any time.
    public let metrics = Monitor(Metrics())
    let metricsServer: MetricsServer?
    let noteFile: DaemonNoteFile

    /// Opens the ledger and the spool; throws where another feedmill has them, or they cannot be used.
    public init(_ configuration: Configuration, options: Options, environment: MillEnvironment) async throws {
        self.configuration = configuration
        self.options = options
        self.environment = environment
        let settings = configuration.settings
        let ledger = try SQLiteLedger.open(directory: settings.stateDirectory)
        spool = try SpoolDirectory(path: settings.spoolDirectory)
        let clock = environment.clock
        try await Mill.catchUp(ledger, with: try spool.highestSequence(), at: clock.now(), environment.log)
        (events, tell) = AsyncStream.makeStream()
        services = Services(
            ledger: ledger, commits: CommitQueue(ledger: ledger),
            http: HTTPClient(configuration.http.clientConfiguration(resolve: environment.resolve)),
            workers: WorkerPool(configuration.workerConfiguration(executable: environment.executable)),
            files: SerialThread(name: "files"), clock: clock, random: environment.random, log: environment.log)
        let tell = tell
        deliverer = Deliverer(
            ledger: ledger, spool: spool, clock: clock, settings: configuration.delivererSettings,
            report: { result in
                switch result {
                case .success(let delivery):
                    tell.yield(.delivered(keys: delivery.keys.count, bytes: delivery.bytes))
                case .failure(let error): tell.yield(.deliveryFailed(code: error.code, message: error.message))
                }
            })
        robots = RobotsDesk(http: services.http, clock: clock)
        outage = OutageDesk(clock: clock) { since in tell.yield(.outage(since: since)) }
        visits = VisitDesk(tell: tell)
        rules = SiteRuleBook(directory: configuration.articles.siteRules)
        turns = HTTP.TurnQueue(HostTurns(configuration.turnsSettings))
        let last = DaemonNote.read(from: settings.stateDirectory)
        let bound = last?.spoolBound.flatMap { $0.path == settings.spoolDirectory ? $0.bytes : nil }
        level = SpoolLevel(limit: settings.spool.maxSize, atMost: bound)
        budget = configuration.budget
        startedAt = clock.now()
        housekeepingDue = startedAt
        surveyDue = startedAt
        sweepDue = startedAt
        lookAgainAt = startedAt
        noteDue = startedAt
        awakeBy = startedAt
        noteFile = DaemonNoteFile(in: settings.stateDirectory)
        rates = last?.rates ?? RateHistory()
        sighting = last?.spool
        clockWatch = ClockWatch(now: startedAt, uptime: clock.uptime())
        let address = options.once ? nil : settings.metrics.listen
        metricsServer = try address.map { [metrics] in try MetricsServer($0, metrics: metrics) }
    }

    /// Takes a new configuration; feeds come and go, and those that stay keep their history.
    public nonisolated func reload(_ configuration: Configuration) { tell.yield(.reload(configuration)) }

    /// A new configuration had errors: the mill goes on as it was, and `status` shows them.
    public nonisolated func refuse(_ errors: [String]) { tell.yield(.refusedConfiguration(errors)) }

    /// Finishes or abandons what is in flight, and makes `run` return. Loses nothing.
    public nonisolated func stop() { tell.yield(.stop) }

    /// Works until stopped, or, with `once`, until there is nothing more to do.
    public func run() async throws -> MillSummary {
        try await begin()
        await withDiscardingTaskGroup { group in
            group.addTask { [services] in await services.commits.run() }
            group.addTask { [deliverer] in await deliverer.run() }
            await withDiscardingTaskGroup { group in
                await loop(&group)
                await deliverer.hurry()
                await abandon()
                group.cancelAll()
            }
            services.commits.finish()
            await deliverer.finish()
        }
        await end()
        return summary
    }
}

/// What a mill is given by the process it runs in.
public struct MillEnvironment: Sendable {
    public var clock: any Clock
    /// From 0 up to 1.
    public var random: @Sendable () -> Double
    public var log: Logger
    public var notify: NotifySocket?
    /// Seconds between two signs of life; nil where nobody watches.
    public var watchdogInterval: Double?
    /// What workers are started from.
    public var executable: String
    public var processID = getpid()
    /// Addresses for a host, in place of what the system's name service says; nil leaves it to that.
    public var resolve: (@Sendable (_ host: String, _ port: UInt16) -> [String]?)?
    /// Seconds between two looks at the feeds and the spool, for `status` and the metrics; and between two notes, at the longest.
    public var surveyInterval = DaemonNote.interval
    /// Told each configuration that a reload has taken.
    public var taken: (@Sendable (Configuration) -> Void)?
    /// Shown on a terminal while `run --once` works.
    public var progress: (@Sendable (MillSummary) -> Void)?

    public init(
        clock: any Clock = SystemClock(), random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        log: Logger,
        notify: NotifySocket? = nil, watchdogInterval: Double? = nil, executable: String = "/proc/self/exe",
        progress: (@Sendable (MillSummary) -> Void)? = nil
    ) {
        self.clock = clock
        self.random = random
        self.log = log
        self.notify = notify
        self.watchdogInterval = watchdogInterval
        self.executable = executable
        self.progress = progress
    }
}

/// What waits for its host's turn.
enum MillJob: Sendable {
    case feed(FeedKey)
    case article(OwedTicket)
    /// A list at an address of `include`.
    case include(String)
    /// A request that a redirect leads here.
    case visit(VisitDesk.Visit)
}
