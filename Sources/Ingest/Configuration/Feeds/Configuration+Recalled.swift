import Ledger

extension Configuration {
    /// The configuration with the feeds that the ledger knows: those of the one that the daemon took last. It tells of each
    /// its id, its address, and whether it is paused. For those who look while the configuration has a mistake.
    /// - Returns: nil where there is no ledger.
    public func recallingFeeds() async throws(LedgerError) -> Configuration? {
        guard let ledger = try SQLiteLedger.openForReading(directory: settings.stateDirectory) else { return nil }
        let rows = try await ledger.states()
        await ledger.close()
        var feeds: [FeedSettings] = []
        var index = FeedIndex()
        for (row, state) in rows {
            guard let address = FeedAddress(row.url, in: "/") else { continue }
            var draft = FeedDraft()
            draft.paused = state.condition == .paused
            index.insert(row.name, at: feeds.count)
            feeds.append(
                FeedSettings(
                    draft, id: row.name, address: address, effective: effective, place: SourcePlace(file: path)))
        }
        return Configuration(
            path: path, settings: settings, feeds: feeds, remoteIncludes: remoteIncludes, files: files,
            includePatterns: includePatterns, effective: effective, index: index)
    }
}
