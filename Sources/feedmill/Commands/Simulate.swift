import ArgumentParser
import Basics
import Glibc
import Ingest

struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Plays recorded publication times against the schedule: what its settings would cost and bring.",
        discussion: """
            TRACES has one feed a line: {"feed", "from", "until", "shows", "items"}, times in Unix seconds. Prints one JSON \
            object; no network and no clock are used.
            """)

    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("Whose [polling] settings hold; the defaults without.", valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var path: String?
    @Argument(help: "The traces; - is standard input.", completion: .file()) var traces: String

    func run() throws {
        let configuration = try path.map { path in
            var option = ConfigurationOption()
            option.path = path
            return try option.load()
        }
        do {
            var writer = JSONWriter()
            try simulate(try Input.read(traces), polling: configuration?.polling, to: &writer)
            writer.newline()
            Terminal.say(writer)
        } catch let error as InputError {
            Terminal.complain("\(error.message) [\(error.code)]")
            throw ExitCode(EX_IOERR)
        } catch let error as any CodedError {
            Terminal.complain("\(traces): \(error.message) [\(error.code)]")
            throw ExitCode(1)
        }
    }
}
