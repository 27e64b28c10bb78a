import Basics

/// Why no tree could be made of a document.
public enum HTMLError: CodedError, Equatable {
    case empty
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case outOfMemory

    public var code: String {
        switch self {
        case .empty: "empty-document"
        case .tooLarge: "too-large"
        case .tooDeep: "too-deep"
        case .outOfMemory: "out-of-memory"
        }
    }

    public var message: String {
        switch self {
        case .empty: "the document has no content"
        case .tooLarge(let limit): "the document has more than \(limit) bytes"
        case .tooDeep(let limit): "the document's elements are nested more than \(limit) deep"
        case .outOfMemory: "there is not memory enough for the document's tree"
        }
    }
}

/// Bounds on a document; each is met by an `HTMLError`.
public struct HTMLLimits: Sendable {
    /// Bytes of the document as served, and once more as UTF-8.
    public var bytes: Int
    /// Elements open at once.
    public var depth: Int

    public init(bytes: Int = 24 << 20, depth: Int = 2000) {
        self.bytes = bytes
        self.depth = depth
    }
}
