import ArgumentParser
import Basics
import Ingest

extension FeedsCommand {
    struct Forget: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget",
            abstract: "Forgets all that is known of feeds, so that what they hold is delivered again.",
            discussion: """
                The daemon must be stopped. The configuration stays as it is: a feed that is in it is polled as if it were new, and \
                its items come again under the same ids. Also for feeds that were removed, and whose history is still kept.
                """)

        @OptionGroup var option: ConfigurationOption
        @Argument(help: ArgumentHelp("Ids.", valueName: "id"), completion: .feed) var ids: [String]

        func run() async throws {
            let configuration = try option.loadSettings()
            let unknown = try await orFail { try await configuration.forget(feeds: ids) }
            guard unknown.isEmpty else {
                Terminal.complain("nothing is known of \(unknown.joined(separator: ", ")); nothing was forgotten")
                throw ExitCode(1)
            }
            for id in ids { Terminal.say("forgot \(id)\n") }
        }
    }
}
