import ArgumentParser
import Basics
import Glibc
import Ingest
import Ledger

extension FeedsCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the feeds, with how each does.",
            discussion: """
                On a terminal a table as wide as that; else a line a feed, parted by tabs: id, state, address, title, tags. \
                For a program --json is better: its keys are documented in docs/feeds-command.md.
                """)

        @OptionGroup var option: ConfigurationOption
        @Flag(help: "One JSON object a line.") var json = false
        @Option(
            name: .customLong("state"),
            help: ArgumentHelp(
                "Only feeds in this state: \(FeedCondition.allCases.map(\.rawValue).joined(separator: ", ")). Repeatable.",
                valueName: "state"))
        var states: [FeedCondition] = []
        @Option(
            name: .customLong("tag"),
            help: ArgumentHelp("Only feeds with this tag, or a tag below it. Repeatable.", valueName: "tag"))
        var tags: [String] = []
        @Option(
            help: ArgumentHelp(
                "In the order of \(FeedListing.Order.allCases.map(\.rawValue).joined(separator: ", ")).",
                valueName: "key"))
        var sort = FeedListing.Order.file
        @Flag(help: "The other way round.") var reverse = false

        func run() async throws {
            let configuration = try await option.loadOrRecall()
            let listing = try await orFail { try await FeedListing.gather(configuration) }
                .filtered(states: states, tags: tags).sorted(by: sort, reversed: reverse)
            if json {
                var writer = JSONWriter()
                for entry in listing.entries {
                    entry.write(to: &writer)
                    writer.newline()
                }
                Terminal.say(writer)
            } else if let style = Screen.style(STDOUT_FILENO) {
                Terminal.say(FeedTable.text(listing, style, now: SystemClock().now()))
            } else {
                Terminal.say(FeedTable.lines(listing))
            }
            guard listing.entries.isEmpty else { return }
            Terminal.complain(
                configuration.feeds.isEmpty
                    ? "no feed is configured; `feedmill feeds add URL` adds one"
                    : "none of the \(configuration.feeds.count) feeds is so")
        }
    }
}

extension FeedCondition: ExpressibleByArgument {}
extension FeedListing.Order: ExpressibleByArgument {}
