import ArgumentParser
import Basics
import Ingest
import Spool

extension LedgerCommand {
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rebuild",
            abstract: "Makes a lost or damaged ledger anew, from what of it can still be read and from the records.",
            discussion: """
                The daemon must be stopped. Items whose records are found in the spool, or in a directory of --records, are not \
                delivered again. The old ledger is kept under another name beside the new one. Exits 1 where there is nothing to \
                make a ledger from.
                """)

        @OptionGroup var option: ConfigurationOption
        @Option(
            help: ArgumentHelp(
                "A directory where records are kept that were taken out of the spool; may be given several times.",
                valueName: "directory"), completion: .directory)
        var records: [String] = []
        @Option(
            help: ArgumentHelp(
                "Number the next record beyond this, where it is known from elsewhere.", valueName: "sequence"))
        var after: UInt64 = 0
        @Flag(help: "For a program: one JSON object.") var json = false

        func validate() throws {
            if after >= 1 << 53 { throw ValidationError("--after wants a number below \(UInt64(1) << 53)") }
        }

        func run() async throws {
            let configuration = try option.load()
            let folders = try records.map { path in
                guard let folder = RecordFolder(path: path) else {
                    throw ValidationError("--records: there is no directory \(path)")
                }
                return folder
            }
            let report = try await withProgress { progress in
                try await orFail {
                    var rebuilding = LedgerRebuilding(configuration, folders: folders, now: SystemClock().now())
                    return try rebuilding(beyond: after) { progress.show($0) }
                }
            }
            Terminal.say(report.text(Terminal.style), orJSON: json) { report.write(to: &$0) }
        }
    }
}
