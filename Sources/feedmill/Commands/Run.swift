import ArgumentParser
import Basics
import CSystem
import Glibc
import Ingest
import Logging
import ServiceLifecycle
import UnixSignals

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Polls the feeds: as a daemon in the foreground, or once.",
        discussion: """
            The daemon ends on SIGTERM or SIGINT within 10 s and loses nothing; SIGHUP makes it read its configuration again. \
            With --once it polls what is due, fetches the articles, spools the records, prints a summary that names the feeds that failed, and ends: with 75 if \
            nothing could be polled.
            """)

    @OptionGroup var option: ConfigurationOption
    @Flag(help: "Poll every feed that is due, then end.") var once = false
    @Flag(help: "With --once: poll every feed, due or not; requests stay conditional.") var all = false

    func validate() throws {
        if all && !once { throw ValidationError("--all goes with --once") }
    }

    func run() async throws {
        SmallMemory.keep()
        // Whoever read the log may go; the work goes on.
        signal(SIGPIPE, SIG_IGN)
        // While it reads its configuration and opens the ledger, nothing has begun that would have to be ended.
        fm_hear_early_signals()
        let configuration = try option.load(.sent)
        let clock = SystemClock()
        let choice = LogChoice(configuration.log, atLeast: once ? .warning : .trace)
        let log = Logger(label: "feedmill") { _ in
            let writer = LogWriter(choice, environment: Process.environment, clock: clock)
            return once ? LogOverProgress(base: writer) : writer
        }
        for remark in configuration.remarkSummary() {
            log.warning("\(remark)", metadata: ["code": "configuration-remark"])
        }
        var environment = MillEnvironment(
            clock: clock, log: log, notify: once ? nil : NotifySocket(environment: Process.environment))
        environment.taken = { choice.take($0.log) }
        environment.watchdogInterval = once ? nil : watchdogInterval(environment: Process.environment)
        guard once else {
            _ = try await work(configuration, environment)
            return
        }
        let summary = try await withProgress { [environment] progress in
            var environment = environment
            environment.progress = { progress.show("polling", Run.words($0)) }
            progress.show("opening the ledger")
            return try await work(configuration, environment)
        }
        try conclude(summary)
    }

    private static func words(_ summary: MillSummary) -> String {
        let articles = summary.articles.values.reduce(0, +)
        return "\(summary.polled) of \(summary.polled + summary.waiting) feeds, \(summary.new + summary.revised) items"
            + ", \(articles) articles, \(summary.delivered) delivered"
    }

    /// Runs the mill until it is done, or told to end.
    private func work(_ configuration: Configuration, _ environment: MillEnvironment) async throws -> MillSummary {
        try await orFail {
            try await serve(
                Mill(configuration, options: Mill.Options(once: once, all: all), environment: environment),
                configuration, environment)
        }
    }

    private func serve(
        _ mill: Mill, _ configuration: Configuration, _ environment: MillEnvironment
    ) async throws -> MillSummary {
        let service = MillService(mill: mill, path: option.path, log: environment.log)
        var group = ServiceGroupConfiguration(
            services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() })
        group.maximumGracefulShutdownDuration = .seconds(configuration.service.shutdownTimeout)
        let services = ServiceGroup(configuration: group)
        try await services.run()
        return service.summary.withLock { $0 }
    }

    private func conclude(_ summary: MillSummary) throws {
        Terminal.say(summary.text)
        if let obstacle = summary.obstacle {
            Terminal.complain(obstacle)
            throw ExitCode(EX_IOERR)
        }
        let isUndone = summary.failed > 0 || summary.postponed > 0 || summary.waiting > 0 || summary.failedLists > 0
        if summary.polled == summary.failed && isUndone {
            throw ExitCode(EX_TEMPFAIL)
        }
    }
}

/// The mill as a service of the process: runs until it is done or the process is told to end, and hears SIGHUP.
struct MillService: Service {
    let mill: Mill
    let path: String
    let log: Logger
    let summary = Monitor(MillSummary())

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await reloadOnHangup() }
                defer { group.cancelAll() }
                do {
                    let result = try await mill.run()
                    summary.withLock { $0 = result }
                } catch {
                    // What is in the way of a daemon that has been told to end does not matter any more.
                    guard Task.isShuttingDownGracefully else { throw error }
                }
            }
        } onGracefulShutdown: {
            mill.stop()
        }
    }

    private func reloadOnHangup() async {
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        // One that came while the daemon began may be of files that it had read already.
        if fm_has_hung_up() != 0 { reload() }
        for await _ in hangUps { reload() }
    }

    private func reload() {
        switch Configuration.load(path: path, files: SystemFiles(), environment: Process.environment) {
        case .success(let configuration): mill.reload(configuration)
        case .failure(let errors): mill.refuse(errors.errors.map(\.description))
        }
    }
}
