import ArgumentParser
import Ingest

/// Every command says its name: to make it of the type's costs each start a search through all conformances of the program.
struct Root: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedmill",
        abstract: "Polls feeds, and leaves one durable record for each new or changed item in a spool directory.",
        discussion: ExitStatus.sentence,
        version: Feedmill.version,
        subcommands: [
            Run.self, Status.self, Check.self, FeedsCommand.self, Explain.self, Simulate.self, Parse.self, Extract.self,
            Discover.self,
            SpoolCommand.self, LedgerCommand.self, Reference.self,
        ])
}
