import Ledger

extension Configuration {
    /// Copies the ledger to a file, while the daemon may run.
    /// - Returns: the size of the copy in bytes; nil where there is no ledger.
    public func backUpLedger(to file: String, overwriting: Bool) throws(LedgerError) -> Int? {
        try SQLiteLedger.backUp(directory: settings.stateDirectory, to: file, overwriting: overwriting)
    }

    /// Forgets all that the ledger knows of feeds, by their ids. Throws where a daemon works with it.
    /// - Returns: the ids of which it knows nothing; where there is one, no feed is forgotten.
    public func forget(feeds ids: [String]) async throws(LedgerError) -> [String] {
        guard try SQLiteLedger.openForReading(directory: settings.stateDirectory) != nil else { return ids }
        let ledger = try SQLiteLedger.open(directory: settings.stateDirectory)
        let unknown = try await ledger.forget(feeds: ids)
        await ledger.close()
        return unknown
    }
}
