import ArgumentParser
import Ingest

extension CompletionKind {
    /// The ids of the feeds in the configuration that the command line names; no more than a person can look through.
    static let feed = CompletionKind.custom { words, _, prefix in
        var option = ConfigurationOption()
        if let place = words.firstIndex(of: "--config"), place + 1 < words.count { option.path = words[place + 1] }
        let result = Configuration.load(path: option.path, files: SystemFiles(), environment: Process.environment)
        guard case .success(let configuration) = result else { return [] }
        return Array(configuration.feeds.lazy.map(\.id).filter { $0.hasPrefix(prefix) }.prefix(1000))
    }
}
