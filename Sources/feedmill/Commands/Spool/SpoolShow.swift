import ArgumentParser
import Ingest

struct SpoolShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "Prints a record as it lies in the spool, one line of JSON: one that waits, or that a consumer moved to cur/.",
        discussion: "By an id it prints each revision that is there. Exits 1 where there is none.")

    @OptionGroup var option: ConfigurationOption
    @Argument(help: "The record's id or sequence.") var id: String

    func run() throws {
        let records = SpoolRecords(try option.loadSettingsToLook())
        let found = try spoolOrFail { try records.find(id) }
        for line in found { Terminal.say(line + [0x0A]) }
        guard !found.isEmpty else {
            Terminal.complain(
                "no record with the id or sequence \(id) is in the spool; `feedmill spool list` names them")
            throw ExitCode(1)
        }
    }
}
