import ArgumentParser
import Ingest

/// For `make reference`: the commented configuration file and the reference, from the table of keys.
struct Reference: ParsableCommand {
    enum Part: String, ExpressibleByArgument, CaseIterable {
        case file, markdown
    }

    static let configuration = CommandConfiguration(
        abstract: "Prints the commented configuration file, or its reference.", shouldDisplay: false)

    @Argument var part: Part

    func run() {
        switch part {
        case .file: Terminal.say(ConfigurationReference.file)
        case .markdown: Terminal.say(ConfigurationReference.markdown)
        }
    }
}
