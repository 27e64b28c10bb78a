import ArgumentParser
import Basics
import Feeds
import Glibc

struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Reads feeds from files and prints what is in them, a line of JSON for each.",
        discussion: "No network, no state. Exits 1 if a file held no feed; its line says why.")

    @Option(help: "The address that the files came from: what relative links are resolved against.") var url: String?
    @Option(help: ArgumentHelp("What HTTP said the files are.", valueName: "type")) var contentType: String?
    @Argument(help: "Files; - is standard input.", completion: .file()) var files: [String]

    func run() throws {
        var failed = false
        var writer = JSONWriter(capacity: 1 << 16)
        for file in files {
            writer.removeAll()
            do {
                let bytes = try Input.read(file)
                try FeedDocument(parsing: bytes, url: url, contentType: contentType).write(source: file, to: &writer)
                writer.newline()
                Terminal.say(writer)
            } catch let error as FeedError {
                failed = true
                writer.removeAll()
                error.write(source: file, to: &writer)
                writer.newline()
                Terminal.say(writer)
            } catch let error as InputError {
                failed = true
                writer.removeAll()
                writer.failure(of: file, error)
                writer.newline()
                Terminal.say(writer)
            }
        }
        if failed { throw ExitCode(1) }
    }
}
