import ArgumentParser
import Basics
import Ingest

struct SpoolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spool", abstract: "What waits in the spool.", subcommands: [List.self, Show.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the records that wait: sequence, id, revision, feed, title.")

        @OptionGroup var option: ConfigurationOption

        func run() throws {
            let waiting = try WaitingRecords(option.load())
            try waiting.visit { line in
                guard let record = try? JSONValue(parsing: line) else { return true }
                Terminal.say(WaitingRecords.summary(of: record) + "\n")
                return true
            }
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints one record that waits, or that a consumer moved to cur/.")

        @OptionGroup var option: ConfigurationOption
        @Argument(help: "The record's id or sequence.") var id: String

        func run() throws {
            let waiting = try WaitingRecords(option.load())
            var found = false
            try waiting.visit { line in
                guard let record = try? JSONValue(parsing: line),
                    record["id"]?.string == id || record["sequence"]?.integer.map(String.init) == id
                else { return true }
                Terminal.say(Array(line) + [0x0A])
                found = true
                return true
            }
            if !found {
                Terminal.complain("no record with the id or sequence \(id) waits in the spool")
                throw ExitCode(1)
            }
        }
    }
}
