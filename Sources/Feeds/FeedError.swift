import Basics

/// Why a document is no feed.
public enum FeedError: CodedError, Hashable {
    case empty
    case tooLarge(limit: Int)
    /// A web page, with what its head may name instead (see `FeedDiscovery`).
    case webPage
    case notAFeed(root: String)
    case malformedJSON(String, line: Int)
    case notText

    public var code: String {
        switch self {
        case .empty: "empty"
        case .tooLarge: "too-large"
        case .webPage: "html-page"
        case .notAFeed: "not-a-feed"
        case .malformedJSON: "malformed-json"
        case .notText: "not-text"
        }
    }

    public var message: String {
        switch self {
        case .empty: "the document is empty"
        case .tooLarge(let limit): "more than \(limit) bytes; raise the bound to take it"
        case .webPage: "a web page, not a feed; look for the feed that it names"
        case .notAFeed(let root):
            root.isEmpty ? "nothing in it is a feed" : "the document is a <\(root)>, which is no feed"
        case .malformedJSON(let reason, _): "JSON that cannot be read: \(reason)"
        case .notText: "the document is not text"
        }
    }

    /// Where it was noticed, counted from 1.
    public var line: Int? {
        guard case .malformedJSON(_, let line) = self else { return nil }
        return line
    }

    /// Writes the line that `feedmill parse` prints for a file that holds no feed.
    public func write(source: String, to writer: inout JSONWriter) {
        writer.failure(of: source, self, line: line)
    }
}
