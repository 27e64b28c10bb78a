import ArgumentParser
import Ingest

extension FeedsCommand {
    struct Pause: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause", abstract: "Keeps feeds from being polled; nothing of them is forgotten.")

        @OptionGroup var option: ConfigurationOption
        @Argument(help: ArgumentHelp("Ids, or addresses.", valueName: "id"), completion: .feed) var ids: [String]

        func run() throws { try FeedsCommand.setPaused(true, ids, option) }
    }

    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume", abstract: "Has paused feeds polled again.")

        @OptionGroup var option: ConfigurationOption
        @Argument(help: ArgumentHelp("Ids, or addresses.", valueName: "id"), completion: .feed) var ids: [String]

        func run() throws { try FeedsCommand.setPaused(false, ids, option) }
    }

    private static func setPaused(_ paused: Bool, _ ids: [String], _ option: ConfigurationOption) throws {
        // All or none, where one is misspelt.
        try FeedEdit.make(option) { _, configuration in
            for id in ids { _ = try configuration.feed(named: id) }
        }
        var hasChanged = false
        for id in ids {
            let path = try FeedEdit.make(option) { files, _ in try files.setPaused(paused, id: id) }
            hasChanged = hasChanged || path != nil
            let word = paused ? "paused" : "resumed"
            Terminal.say(
                path.map { "\(word) \(id) in \($0)\n" } ?? "\(id) is \(paused ? "paused" : "polled") already\n")
        }
        if hasChanged { try FeedEdit.tellDaemon(option) }
    }
}
