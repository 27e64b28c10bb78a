import ArgumentParser
import Ingest

struct Root: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedmill",
        abstract: "Polls feeds, and leaves one durable record for each new or changed item in a spool directory.",
        discussion: """
            Exit codes: 0 well, 1 some of what was asked for could not be had, 2 the daemon is down or stuck (status), \
            64 bad usage, 74 input or output failed, 75 nothing could be polled, 78 the configuration has errors.
            """,
        version: Feedmill.version,
        subcommands: [
            Run.self, Status.self, Check.self, FeedsCommand.self, Explain.self, Simulate.self, Parse.self, Extract.self,
            Discover.self,
            SpoolCommand.self, Reference.self,
        ])
}
