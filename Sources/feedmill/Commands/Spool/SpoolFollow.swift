import ArgumentParser
import Basics
import Ingest
import Spool

struct SpoolFollow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow", abstract: "Prints records as they come, one line of JSON each, until interrupted.",
        discussion: """
            It only looks: consumers go on taking files. A record that a consumer takes away before it could be read is told on \
            standard error. It asks the kernel to be told of new files; nothing is polled.
            """)

    @OptionGroup var option: ConfigurationOption
    @Option(
        help: ArgumentHelp(
            "Begin with this sequence, as far as it is still in new/ or cur/; else with what comes from now on.",
            valueName: "sequence"))
    var from: UInt64?
    @Option(help: ArgumentHelp("End after so many records.", valueName: "n")) var count: Int?

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count wants a number of at least 1") }
    }

    func run() throws {
        let path = try option.loadSettings().settings.spoolDirectory
        try spoolOrFail {
            let follower = try SpoolFollower(path: path, from: from)
            var left = count ?? .max
            while left > 0 {
                switch try follower.next() {
                case .records(let lines):
                    for line in lines.prefix(left) { Terminal.say(line + [0x0A]) }
                    left -= min(left, lines.count)
                case .missed(let sequence):
                    Terminal.complain("record \(sequence) was taken before it could be read")
                }
            }
        }
    }
}
