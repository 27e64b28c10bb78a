import ArgumentParser
import Ingest

extension CompletionKind {
    /// The ids of the feeds in the configuration that the command line names; no more than a person can look through.
    static let feed = CompletionKind.custom { words, _, prefix in
        let named = words.firstIndex(of: "--config").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
        let joined = words.first { $0.hasPrefix("--config=") }?.dropFirst("--config=".count)
        let result = Configuration.load(
            path: named ?? joined.map(String.init) ?? ConfigurationOption().path, files: SystemFiles(),
            environment: Process.environment, secrets: .withheld)
        guard case .success(let configuration) = result else { return [] }
        return Array(configuration.feeds.lazy.map(\.id).filter { $0.hasPrefix(prefix) }.prefix(1000))
    }
}
