import ArgumentParser
import Basics
import Glibc
import Ingest

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Tells how the daemon, its feeds and its spool do.",
        discussion:
            "Works while the daemon is down. Exits 0 if all is well, 1 if some feeds fail, 2 if the daemon is down or stuck, or the ledger or the spool cannot be read."
    )

    @OptionGroup var option: ConfigurationOption
    @Flag(help: "For a program: one JSON object; its keys are documented in docs/operating.md.") var json = false
    @Option(name: .customLong("feed"), help: ArgumentHelp("One feed in full.", valueName: "id"), completion: .feed)
    var feed: String?
    @Flag(help: "Redraw every two seconds, until interrupted; with --json, a line each time.") var watch = false

    func validate() throws {
        if watch && feed != nil { throw ValidationError("--watch goes without --feed") }
    }

    func run() async throws {
        if let feed { return try await show(feed, try await option.loadOrRecall()) }
        let configuration = try option.loadSettingsToLook()
        if watch {
            return try await LiveScreen().run { text(of: await self.report(configuration)) }
        }
        let report = await self.report(configuration)
        Terminal.say(text(of: report))
        if report.health != .healthy { throw ExitCode(report.health.rawValue) }
    }

    private func report(_ configuration: Configuration) async -> StatusReport {
        await StatusReport.gather(configuration, now: SystemClock().now())
    }

    private func text(of report: StatusReport) -> String {
        guard json else { return report.text(Terminal.style) }
        var writer = JSONWriter()
        report.write(to: &writer)
        writer.newline()
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func show(_ name: String, _ configuration: Configuration) async throws {
        let id = try configuration.require(name).id
        let found = try await orFail(with: StatusReport.Health.stuck.rawValue) {
            try await FeedReport.gather(id, configuration, now: SystemClock().now())
        }
        guard let report = found else { return }
        Terminal.say(report.text, orJSON: json) { report.write(to: &$0) }
        if report.fails { throw ExitCode(1) }
    }
}

/// Runs `body`; what it could not read or write ends the process with `status`, and what there is not, or is already, with 1.
func orFail<Result>(with status: Int32 = EX_IOERR, _ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as any CodedError {
        Terminal.complain("\(error.message) [\(error.code)]")
        throw ExitCode(["ledger-file-exists", "ledger-nothing-to-rebuild"].contains(error.code) ? 1 : status)
    }
}
