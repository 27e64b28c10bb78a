import Basics

/// Why the configuration's feeds could not be changed; nothing was written.
public enum FeedFileError: CodedError, Equatable {
    /// The feed is configured already, at the place.
    case known(id: String, SourcePlace)
    case unknown(id: String, near: String?)
    /// The feed comes from the list at an address, which is not ours to change.
    case listed(id: String, address: String)
    /// `include` names no pattern of TOML files.
    case noDirectory
    case file(FileWriteError)
    case unreadable(FileReadError)
    /// Somebody else wrote the file meanwhile.
    case changed(path: String)
    /// The text is such that only a person can change it.
    case byHand(SourcePlace)
    /// The configuration would be broken.
    case invalid(ConfigurationErrors)

    public var code: String {
        switch self {
        case .known: "feed-twice"
        case .unknown: "unknown-feed"
        case .noDirectory: "no-feed-directory"
        case .listed: "feed-listed"
        case .file(let error): error.code
        case .unreadable(let error): error.code
        case .changed: "file-changed"
        case .byHand: "edit-by-hand"
        case .invalid: "configuration"
        }
    }

    public var message: String {
        switch self {
        case .known(let id, let place): "the feed is there already: it stands at \(place), called \(quoted(id))"
        case .unknown(let id, let near):
            "no feed is called \(quoted(id))"
                + (near.map { "; did you mean \(quoted($0))?" } ?? "; `feedmill feeds list` shows them")
        case .listed(let id, let address):
            "the feed \(quoted(id)) comes from the list at \(address), and goes when that list drops it; "
                + "`feedmill feeds pause \(id)` keeps it from being polled"
        case .noDirectory: "no file would be read; put \"feeds.d/*.toml\" into include"
        case .file(let error): error.message
        case .unreadable(let error): error.message
        case .changed(let path): "\(path) was changed by somebody else meanwhile; nothing was written; do it again"
        case .byHand(let place): "\(place) can only be changed by hand: other things stand among the feed's own"
        case .invalid(let errors): errors.message
        }
    }
}
