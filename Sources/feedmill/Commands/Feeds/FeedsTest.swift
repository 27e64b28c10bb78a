import ArgumentParser
import Basics
import Glibc
import Ingest

extension FeedsCommand {
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Polls a feed as the daemon would, and tells what came; writes nothing.",
            discussion: """
                Tells what was asked and answered, what is in the feed and what had to be repaired, what its items are recognised \
                by, one article, and when the feed would next be polled and why. Knows nothing of earlier polls. Exits 1 where \
                there is no feed.
                """)

        @OptionGroup var option: ConfigurationOption
        @Flag(help: "One JSON object; its keys are documented in docs/feeds-command.md.") var json = false
        @Argument(
            help: ArgumentHelp("An address, or the id of a configured feed.", valueName: "url|id"), completion: .feed)
        var feed: String

        func run() async throws {
            let configuration = try option.load()
            let settings = try settings(configuration)
            try ConfigurationOption.requireSecrets(option.path, of: settings, in: configuration)
            let visitor = Visitor(configuration)
            let report = try await withProgress { progress in
                let report = await FeedTrial(settings, visitor: visitor) { progress.show($0) }()
                await visitor.leave()
                return report
            }
            Terminal.say(Labelled.text(report.lines, Screen.style(STDOUT_FILENO)), orJSON: json) {
                report.write(to: &$0)
            }
            if report.document == nil { throw ExitCode(1) }
        }

        private func settings(_ configuration: Configuration) throws -> FeedSettings {
            if let known = configuration.feed(id: feed) { return known }
            // A word without a dot or a slash is an id that is misspelt, not an address.
            if !feed.contains(":"), !feed.contains("/"), !feed.contains(".") {
                return try configuration.require(feed)
            }
            guard let settings = configuration.feed(at: FeedsCommand.address(from: feed)) else {
                Terminal.complain("\(feed) is neither an http, https or file address nor the id of a feed")
                throw ExitCode(EX_USAGE)
            }
            return settings
        }
    }
}
