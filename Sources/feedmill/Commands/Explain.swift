import ArgumentParser
import Ingest

struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tells why a feed is next polled when it is, and the attempts behind it.")

    @OptionGroup var option: ConfigurationOption
    @Argument(help: "The feed's id.", completion: .feed) var id: String

    func run() async throws {
        let configuration = try await option.loadOrRecall()
        let id = try configuration.require(id).id
        let report = try await orFail { try await FeedReport.gather(id, configuration, now: SystemClock().now()) }
        if let report { Terminal.say(report.explanation) }
    }
}
