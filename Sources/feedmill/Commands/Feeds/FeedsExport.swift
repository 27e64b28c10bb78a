import ArgumentParser
import Glibc
import Ingest

extension FeedsCommand {
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Writes the feeds as OPML.",
            discussion: """
                Tags become folders and categories; id, interval, pause and what an earlier OPML document said are attributes. \
                `feedmill feeds import` reads all of it again.
                """)

        @OptionGroup var option: ConfigurationOption
        @Option(
            name: .customLong("tag"),
            help: ArgumentHelp("Only feeds with this tag, or a tag below it. Repeatable.", valueName: "tag"))
        var tags: [String] = []
        @Option(help: "The document's title.") var title = "Feeds of feedmill"
        @Argument(help: "The file to write; absent, or -: standard output.") var file: String?

        func run() throws {
            let configuration = try option.load()
            let feeds = configuration.feeds.filter { feed in tags.isEmpty || tags.contains { feed.isTagged($0) } }
            let document = configuration.opml(title: title, feeds: feeds).write()
            if let file, file != "-" {
                do throws(FileWriteError) {
                    try SystemFiles().write(document, to: file)
                } catch {
                    Terminal.complain("\(error.message) [\(error.code)]")
                    throw ExitCode(EX_IOERR)
                }
                Terminal.say("\(Terminal.count(feeds.count, "feed")) written to \(file)\n")
            } else {
                Terminal.say(document)
            }
            let lossy = feeds.filter { configuration.saysMoreThanOPML($0) }
            if let first = lossy.first {
                Terminal.complain(
                    "OPML does not carry all headers and settings of \(Terminal.count(lossy.count, "feed")), \(first.id) the first; "
                        + "copy their TOML files to keep those")
            }
        }
    }
}
