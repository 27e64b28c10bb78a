import Basics
import Markup

/// An item's body as its feed carried it. It is sanitised when it is asked for, not before: most items of a poll are known
/// already, and nobody asks for theirs.
public struct Body: Sendable {
    /// In UTF-8, after the feed's own escaping is undone.
    public var source: [UInt8]
    /// False where the source is plain text.
    public var isHTML: Bool
    let base: BaseURL?

    init(source: [UInt8], isHTML: Bool, base: BaseURL?) {
        self.source = source
        self.isHTML = isHTML
        self.base = base
    }

    /// The sanitised markup; nil for plain text, and where nothing is left.
    public var html: String? {
        isHTML ? String(sanitised()).nonEmpty : nil
    }

    /// The text, where the source is plain text.
    public var text: String? {
        isHTML ? nil : String(decoding: source, as: UTF8.self).cleaned.trimmed.nonEmpty
    }

    /// As plain text, whatever the source is.
    public var plain: String? {
        isHTML ? HTMLText.plain(source).nonEmpty : text
    }

    func sanitised() -> ByteBuffer {
        var output = ByteBuffer()
        source.withUnsafeBufferPointer { HTMLSanitizer(base: base?.url).clean($0, into: &output) }
        return output
    }
}

/// The base of relative URLs, shared by all that stands under it.
final class BaseURL: Sendable {
    let url: WebURL

    init(_ url: WebURL) {
        self.url = url
    }

    /// A document's address, without credentials. A long query is no part of it: what is relative needs none.
    convenience init?(document address: String) {
        guard var url = WebURL(address)?.withoutCredentials else { return nil }
        if url.description.utf8.count > 1024 { (url.query, url.fragment) = (nil, nil) }
        guard url.description.utf8.count <= 4096 else { return nil }
        self.init(url)
    }
}
