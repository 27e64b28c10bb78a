import ArgumentParser
import Ingest

/// For `make reference`: what is written about the program, made from what the program itself reads: the tree of commands, the
/// table of keys, and the pages of the codes.
struct Reference: ParsableCommand {
    enum Part: String, ExpressibleByArgument, CaseIterable {
        /// The commented configuration file, and its reference.
        case file, markdown
        case codes
        /// feedmill(1), feedmill.toml(5) and feedmill-codes(7).
        case man
        case tomlMan = "toml-man"
        case codesMan = "codes-man"
        case bash, zsh, fish
    }

    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Prints the configuration file, a reference, a manual page, or a shell's completions.",
        shouldDisplay: false)

    @Argument var part: Part

    func run() throws {
        switch part {
        case .file: Terminal.say(ConfigurationReference.file)
        case .markdown: Terminal.say(ConfigurationReference.markdown)
        case .codes: Terminal.say(CodeReference.markdown)
        case .man: Terminal.say(try CommandManual().text)
        case .tomlMan: Terminal.say(ConfigurationReference.manual)
        case .codesMan: Terminal.say(CodeReference.manual)
        case .bash:
            // Read by a shell, never run.
            let script = Root.completionScript(for: .bash)
            Terminal.say(script.drop { $0 != "\n" }.drop { $0 == "\n" } + "\n")
        case .zsh: Terminal.say(Root.completionScript(for: .zsh) + "\n")
        case .fish: Terminal.say(Root.completionScript(for: .fish) + "\n")
        }
    }
}
