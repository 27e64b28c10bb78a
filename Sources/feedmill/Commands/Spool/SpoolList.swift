import ArgumentParser
import Basics
import Ingest

struct SpoolList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the records that wait: sequence, id, revision, feed, title.")

    @OptionGroup var option: ConfigurationOption
    @Flag(help: "For a program: one JSON object a line.") var json = false
    @Flag(help: "Those that a consumer moved to cur/.") var consumed = false
    @Option(help: ArgumentHelp("So many of the latest alone.", valueName: "n")) var last: Int?

    func validate() throws {
        if let last, last < 1 { throw ValidationError("--last wants a number of at least 1") }
    }

    func run() throws {
        let records = SpoolRecords(try option.loadSettingsToLook())
        try spoolOrFail {
            try records.visit(consumed ? .cur : .new, last: last) { file, line in
                guard let record = try? JSONValue(parsing: line) else { return true }
                let summary = RecordSummary(record, file: file)
                if json {
                    var writer = JSONWriter()
                    summary.write(to: &writer)
                    writer.newline()
                    Terminal.say(writer)
                } else {
                    Terminal.say(summary.text + "\n")
                }
                return true
            }
        }
    }
}
