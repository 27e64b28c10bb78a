import ArgumentParser
import Basics
import Glibc
import Ingest

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells how the daemon, its feeds and its spool do.",
        discussion:
            "Works while the daemon is down. Exits 0 if all is well, 1 if some feeds fail, 2 if the daemon is down or stuck."
    )

    @OptionGroup var option: ConfigurationOption
    @Flag(help: "For a program: one JSON object; its keys are documented in docs/operating.md.") var json = false
    @Option(name: .customLong("feed"), help: ArgumentHelp("One feed in full.", valueName: "id"), completion: .feed)
    var feed: String?
    @Flag(help: "Redraw every two seconds, until interrupted.") var watch = false

    func run() async throws {
        let configuration = try option.load()
        if let feed { return try await show(feed, configuration) }
        while true {
            let report = try await orFail { try await StatusReport.gather(configuration, now: SystemClock().now()) }
            if watch { Terminal.say("\u{1B}[H\u{1B}[J") }
            if json {
                var writer = JSONWriter()
                report.write(to: &writer)
                writer.newline()
                Terminal.say(writer.bytes)
            } else {
                Terminal.say(report.text)
            }
            guard watch else {
                if report.health != .healthy { throw ExitCode(report.health.rawValue) }
                return
            }
            try await Task.sleep(for: .seconds(2))
        }
    }

    private func show(_ name: String, _ configuration: Configuration) async throws {
        guard
            let report = try await orFail({ try await FeedReport.gather(name, configuration, now: SystemClock().now()) }
            )
        else {
            Terminal.complain("no feed is called \(name); `feedmill feeds list` names them")
            throw ExitCode(1)
        }
        if json {
            var writer = JSONWriter()
            report.write(to: &writer)
            writer.newline()
            Terminal.say(writer.bytes)
        } else {
            Terminal.say(report.text)
        }
        if report.fails { throw ExitCode(1) }
    }
}

/// Runs `body`; what it could not read or write ends the process with 74.
func orFail<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as any CodedError {
        Terminal.complain("\(error.message) [\(error.code)]")
        throw ExitCode(EX_IOERR)
    }
}
