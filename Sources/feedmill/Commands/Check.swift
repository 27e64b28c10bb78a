import ArgumentParser
import Ingest

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads the configuration and everything it includes, and tells every mistake with its place.",
        discussion: "Exits 78 where there is one.")

    @OptionGroup var option: ConfigurationOption

    func run() throws {
        let configuration = try option.load()
        let remarks = configuration.remarks() + configuration.includeRemarks(at: SystemClock().now())
        for remark in remarks { Terminal.complain(remark) }
        Terminal.say("\(configuration.path): \(Plain.count(configuration.feeds.count, "feed")), no errors\n")
    }
}
