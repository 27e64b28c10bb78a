import ArgumentParser
import Basics
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
            With --once it polls what is due, fetches the articles, spools the records, prints a summary and ends: with 75 if \
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
        // Until the mill listens for it, a hang-up must not end the process.
        signal(SIGHUP, SIG_IGN)
        let configuration = try option.load()
        let clock = SystemClock()
        let level = Logger.Level(rawValue: configuration.log.level.rawValue) ?? .info
        let form = LogWriter.Form(rawValue: configuration.log.format.rawValue) ?? .text
        let log = Logger(label: "feedmill") { _ in
            let writer = LogWriter(
                level: once ? max(level, .warning) : level, form: form, environment: Process.environment, clock: clock)
            return once ? LogOverProgress(base: writer) : writer
        }
        for remark in configuration.remarkSummary() {
            log.warning("\(remark)", metadata: ["code": "configuration-remark"])
        }
        var environment = MillEnvironment(
            clock: clock, log: log, notify: once ? nil : NotifySocket(environment: Process.environment))
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
        if summary.polled == summary.failed && (summary.failed > 0 || summary.postponed > 0) {
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
                let result = try await mill.run()
                summary.withLock { $0 = result }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            mill.stop()
        }
    }

    private func reloadOnHangup() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            switch Configuration.load(path: path, files: SystemFiles(), environment: Process.environment) {
            case .success(let configuration): mill.reload(configuration)
            case .failure(let errors): mill.refuse(errors.errors.map(\.description))
            }
        }
    }
}
