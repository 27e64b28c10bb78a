import ArgumentParser
import Ingest

extension FeedsCommand {
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Takes feeds out of the configuration's files.",
            discussion: "What is known of a feed is kept for [ledger] remember, in case that it comes back.")

        @OptionGroup var option: ConfigurationOption
        @Argument(help: ArgumentHelp("Ids, or addresses.", valueName: "id"), completion: .feed) var ids: [String]

        func run() throws {
            // All or none, where one is misspelt.
            try FeedEdit.make(option) { _, configuration in
                for id in ids { _ = try configuration.feed(named: id) }
            }
            for id in ids {
                let (path, remember) = try FeedEdit.make(option) { files, configuration in
                    (try files.remove(id: id), configuration.ledger.remember)
                }
                Terminal.say("removed \(id) from \(path); what is known of it is kept for \(Plain.span(remember))\n")
            }
            try FeedEdit.tellDaemon(option)
        }
    }
}
