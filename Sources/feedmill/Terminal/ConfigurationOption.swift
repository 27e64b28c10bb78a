import ArgumentParser
import Glibc
import Ingest

/// `--config FILE`, and reading what it names.
struct ConfigurationOption: ParsableArguments {
    @Option(
        name: .customLong("config"), help: ArgumentHelp("The configuration.", valueName: "file"),
        completion: .file(extensions: ["toml"]))
    var path = "/etc/feedmill/feedmill.toml"

    /// Without the feeds: at once, however many there are.
    func loadSettings() throws -> Configuration {
        switch Configuration.loadSettings(path: path, files: SystemFiles(), environment: Process.environment) {
        case .success(let configuration): return configuration
        case .failure(let errors):
            Terminal.complain(errors.description)
            throw ExitCode(EX_CONFIG)
        }
    }

    /// The configuration with the lists at addresses as they were last had. Ends the process with 78, all mistakes told,
    /// where the configuration has some.
    func load() throws -> Configuration { try ConfigurationOption.load(path) }

    static func load(_ path: String) throws -> Configuration {
        switch Configuration.load(path: path, files: SystemFiles(), environment: Process.environment) {
        case .success(let configuration): return configuration.includingKept()
        case .failure(let errors):
            Terminal.complain(errors.description)
            throw ExitCode(EX_CONFIG)
        }
    }
}
