import Basics

/// The last copies of the OPML documents at addresses of `include`, in `includes` under the state directory: what a start
/// without network goes by. Asks no network; `IncludeFetch` does.
public struct IncludeStore: Sendable {
    private let directory: String
    private let files: any FileReader & FileWriter

    /// - Parameter stateDirectory: as the configuration has it.
    public init(stateDirectory: String, files: any FileReader & FileWriter = SystemFiles()) {
        directory = stateDirectory + "/includes"
        self.files = files
    }

    /// What is known of an address; of one that is new, nothing but the address.
    public func state(of address: String) -> IncludeState {
        guard let bytes = try? files.read(path(address, "json"), limit: 1 << 20),
            let json = try? JSONValue(parsing: bytes), var state = IncludeState(json), state.address == address
        else { return IncludeState(address: address) }
        if state.hasCopy, copy(of: address) == nil { state.forgetCopy() }
        return state
    }

    /// The document as it last came; nil where there is none.
    public func copy(of address: String) -> [UInt8]? {
        try? files.read(path(address, "opml"), limit: ConfigurationLimits().fileSize)
    }

    /// Keeps the state, and before it the copy where there is a new one: after a crash between the two an old state stands
    /// beside a new copy, and the list is asked for once more than was needed.
    func keep(_ state: IncludeState, copy: [UInt8]? = nil) throws(FileWriteError) {
        if let copy { try files.write(copy, to: path(state.address, "opml")) }
        try files.write(state.encoded, to: path(state.address, "json"))
    }

    /// Removes what was kept of addresses that are not configured any more.
    func prune(keeping addresses: [String]) {
        let kept = Set(addresses.flatMap { [path($0, "json"), path($0, "opml")] })
        for path in files.glob(directory + "/*.json") + files.glob(directory + "/*.opml") where !kept.contains(path) {
            try? files.remove(path)
        }
    }

    private func path(_ address: String, _ ending: String) -> String {
        "\(directory)/\(FeedID.derived(fromText: address)).\(ending)"
    }
}
