import ArgumentParser
import Ingest

extension LedgerCommand {
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup", abstract: "Writes a copy of the ledger, as it is at one moment, to a file.",
            discussion: """
                The daemon may run meanwhile. The file appears whole and durable, or not at all. Exits 1 where it is there already, \
                or there is no ledger.
                """)

        @OptionGroup var option: ConfigurationOption
        @Flag(help: "Replace the file where it is there already.") var force = false
        @Argument(help: "Where to.", completion: .file()) var file: String

        func run() async throws {
            let configuration = try option.loadSettings()
            let size = try await orFail { try configuration.backUpLedger(to: file, overwriting: force) }
            guard let size else {
                Terminal.complain("there is no ledger in \(configuration.settings.stateDirectory) yet")
                throw ExitCode(1)
            }
            Terminal.say("\(file): \(Plain.size(size))\n")
        }
    }
}
