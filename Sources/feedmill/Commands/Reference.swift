import ArgumentParser
import Ingest

/// For `make reference`: the commented configuration file and the reference, from the table of keys; the table of codes that
/// docs/operating.md holds.
struct Reference: ParsableCommand {
    enum Part: String, ExpressibleByArgument, CaseIterable {
        case file, markdown, codes
    }

    static let configuration = CommandConfiguration(
        abstract: "Prints the commented configuration file, its reference, or the table of codes.", shouldDisplay: false
    )

    @Argument var part: Part

    func run() {
        switch part {
        case .file: Terminal.say(ConfigurationReference.file)
        case .markdown: Terminal.say(ConfigurationReference.markdown)
        case .codes: Terminal.say(Advice.markdown)
        }
    }
}
