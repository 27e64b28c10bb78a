import ArgumentParser
import Basics
import Ingest

extension LedgerCommand {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Looks through the whole ledger, and tells what is wrong with it, where, and what helps.",
            discussion: "It changes nothing. Exits 0 if the ledger is sound, 1 if not, 74 if it could not be looked at."
        )

        @OptionGroup var option: ConfigurationOption
        @Flag(help: "For a program: one JSON object; its keys are documented in docs/operating.md.") var json = false

        func run() async throws {
            let configuration = try option.loadSettings()
            let check = try await orFail { try LedgerCheck.gather(configuration) }
            Terminal.say(check.text(Terminal.style), orJSON: json) { check.write(to: &$0) }
            if !check.isSound { throw ExitCode(1) }
        }
    }
}
