import ArgumentParser
import Ingest

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells why a feed is next polled when it is, and the attempts behind it.")

    @OptionGroup var option: ConfigurationOption
    @Argument(help: "The feed's id.", completion: .feed) var id: String

    func run() async throws {
        let configuration = try option.load()
        guard
            let report = try await orFail({ try await FeedReport.gather(id, configuration, now: SystemClock().now()) })
        else {
            Terminal.complain("no feed is called \(id); `feedmill feeds list` names them")
            throw ExitCode(1)
        }
        Terminal.say(report.explanation)
    }
}
