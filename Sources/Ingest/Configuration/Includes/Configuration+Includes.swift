import Basics

extension Configuration {
    /// Where the copies of `remoteIncludes` lie.
    public func includeStore(files: any FileReader & FileWriter = SystemFiles()) -> IncludeStore {
        IncludeStore(stateDirectory: settings.stateDirectory, files: files)
    }

    /// The configuration with the feeds of the lists at `remoteIncludes` as they were last had, in place of what it has of
    /// them. Reads files.
    public func includingKept(files: any FileReader & FileWriter = SystemFiles()) -> Configuration {
        remoteIncludes.isEmpty ? self : adding(remote: keptLists(files)).configuration
    }

    /// Whether a feed comes from a list at an address: such a feed cannot be edited here.
    public func isListed(_ feed: FeedSettings) -> Bool { remoteIncludes.contains(feed.place.file) }

    /// What is to be said of the lists at addresses, a line each: those that cannot be had, and outlines that are left out.
    public func includeRemarks(
        at now: Timestamp, files: any FileReader & FileWriter = SystemFiles()
    ) -> [String] {
        guard !remoteIncludes.isEmpty else { return [] }
        let store = includeStore(files: files)
        let lists = remoteIncludes.compactMap { address in
            store.state(of: address).complaint(at: now).map { "include: \(address): \($0)" }
        }
        let outlines = adding(remote: keptLists(files)).errors.map { "\($0.description); left out" }
        return lists + outlines
    }

    private func keptLists(_ files: any FileReader & FileWriter) -> [(address: String, bytes: [UInt8])] {
        let store = includeStore(files: files)
        return remoteIncludes.compactMap { address in store.copy(of: address).map { (address, $0) } }
    }
}
