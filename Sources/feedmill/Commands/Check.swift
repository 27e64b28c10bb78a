import ArgumentParser
import Ingest

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads the configuration and everything it includes, and tells every mistake with its place.",
        discussion: """
            Exits 78 where there is one. A secret that this user may not read, and the daemon needs, is told and is no mistake: \
            ${CREDENTIAL} outside the unit, and @FILE of another user's.
            """)

    @OptionGroup var option: ConfigurationOption

    func run() throws {
        let configuration = try option.load()
        let remarks =
            option.withheldSecrets(configuration) + configuration.remarks()
            + configuration.includeRemarks(at: SystemClock().now())
        for remark in remarks { Terminal.complain(remark) }
        Terminal.say("\(configuration.path): \(Plain.count(configuration.feeds.count, "feed")), no errors\n")
    }
}
