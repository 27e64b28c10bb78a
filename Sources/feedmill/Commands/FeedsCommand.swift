import ArgumentParser
import Basics
import Ingest

struct FeedsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds", abstract: "The configuration's feeds.", subcommands: [List.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the feeds: id, state, address.")

    @OptionGroup var option: ConfigurationOption
    @Flag(help: "For a program: one JSON object a line.") var json = false
    @Option(help: ArgumentHelp("Only feeds with this tag, or a tag below it.", valueName: "tag"))
    var tag: String?

    func run() async throws {
      let configuration = try option.load()
      let feeds = tag.map { configuration.feeds(tagged: $0) } ?? configuration.feeds
      let conditions = try await orFail { try await FeedReport.conditions(configuration) }
      var writer = JSONWriter()
      for feed in feeds {
        let condition = feed.paused ? "paused" : conditions[feed.id]?.rawValue ?? "never-polled"
        if json {
          writer.removeAll()
          writer.beginObject()
          writer.field("id", feed.id)
          writer.field("url", feed.address)
          writer.field("condition", condition)
          writer.field("tags", feed.tags)
          writer.endObject()
          writer.newline()
          Terminal.say(writer.bytes)
        } else {
          Terminal.say("\(feed.id)\t\(condition)\t\(feed.address)\n")
        }
      }
    }
  }
}
