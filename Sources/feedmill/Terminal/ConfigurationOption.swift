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

    /// The same for commands that only look: mistakes are told, and defaults stand in their place. Ends the process with 78 where
    /// it is not known where state and spool are.
    func loadSettingsToLook() throws -> Configuration {
        let (files, environment) = (SystemFiles(), Process.environment)
        switch Configuration.loadSettings(path: path, files: files, environment: environment) {
        case .success(let configuration): return configuration
        case .failure(let errors): Terminal.complain(errors.description)
        }
        guard
            let configuration = Configuration.loadSettingsDespiteMistakes(
                path: path, files: files, environment: environment)
        else { throw ExitCode(EX_CONFIG) }
        return configuration
    }

    /// The configuration with the lists at addresses as they were last had. Ends the process with 78, all mistakes told,
    /// where the configuration has some.
    func load(_ secrets: SecretUse = .withheld) throws -> Configuration {
        try ConfigurationOption.load(path, secrets)
    }

    static func load(_ path: String, _ secrets: SecretUse = .withheld) throws -> Configuration {
        switch read(path, secrets) {
        case .success(let configuration): return configuration.includingKept()
        case .failure(let errors):
            Terminal.complain(errors.description)
            throw ExitCode(EX_CONFIG)
        }
    }

    /// For commands that only look: where the configuration has mistakes they are told, and the feeds are those that the
    /// daemon took last. Ends the process with 78 where there are none, either.
    func loadOrRecall() async throws -> Configuration {
        let errors: ConfigurationErrors
        switch ConfigurationOption.read(path, .withheld) {
        case .success(let configuration): return configuration.includingKept()
        case .failure(let found): errors = found
        }
        Terminal.complain(errors.description)
        guard
            let configuration = Configuration.loadSettingsDespiteMistakes(
                path: path, files: SystemFiles(), environment: Process.environment),
            let recalled = try await orFail({ try await configuration.recallingFeeds() })
        else { throw ExitCode(EX_CONFIG) }
        Terminal.complain("the configuration has mistakes; what follows is of the feeds that the daemon took last")
        return recalled
    }

    /// For commands that send requests: of a feed, or of none. Ends the process with 78 where a secret that these need cannot
    /// be read.
    static func requireSecrets(_ path: String, of feed: FeedSettings? = nil, in configuration: Configuration) throws {
        if configuration.withholdsSecret(of: feed) { _ = try load(path, .sent) }
    }

    /// The secrets that this process may not read, a line each with its place.
    func withheldSecrets(_ configuration: Configuration) -> [String] {
        guard configuration.withholdsSecrets, case .failure(let errors) = ConfigurationOption.read(path, .sent) else {
            return []
        }
        return errors.errors.filter { $0.code == "secret" }.map { "\($0.place): \($0.wrong); the daemon needs it" }
    }

    private static func read(_ path: String, _ secrets: SecretUse) -> Result<Configuration, ConfigurationErrors> {
        Configuration.load(path: path, files: SystemFiles(), environment: Process.environment, secrets: secrets)
    }
}
