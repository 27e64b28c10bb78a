import Basics

/// A link in a page: a `link` element of its head, or an `a` of its body.
public struct HTMLLink: Sendable {
    /// True for `link`.
    public var isElement: Bool
    /// In lower case.
    public var rel: String
    /// As written, references decoded.
    public var href: String
    public var type: String
    /// The `title` attribute, or else the text of the link.
    public var title: String
}

/// The links of a page, in their order, found by tokenizing alone.
public enum HTMLLinks {
    /// `base` is the page's `<base href>`, as written. No more than `maximum` links are given.
    public static func scan(
        _ html: UnsafeBufferPointer<UInt8>, maximum: Int = 5000
    ) -> (links: [HTMLLink], base: String?) {
        var tokenizer = HTMLTokenizer(html)
        var links: [HTMLLink] = []
        var base: String?
        var text: [UInt8] = []
        var isOpen = false
        func close() {
            if isOpen, links[links.count - 1].title.isEmpty { links[links.count - 1].title = HTMLText.plain(text) }
            isOpen = false
        }
        loop: while links.count < maximum {
            switch tokenizer.next() {
            case .text where isOpen && text.count < 400: text += html[tokenizer.textStart..<tokenizer.textEnd]
            case .text: break
            case .startTag:
                let name = tokenizer.name
                if name == script || name == style {
                    _ = tokenizer.skipRawText(name, length: name == script ? 6 : 5)
                } else if name == baseName {
                    base = base ?? value("href", tokenizer)
                } else if name == link || name == anchor, let href = value("href", tokenizer) {
                    close()
                    isOpen = name == anchor
                    text.removeAll(keepingCapacity: true)
                    links.append(
                        HTMLLink(
                            isElement: name == link, rel: (value("rel", tokenizer) ?? "").asciiLowercased, href: href,
                            type: (value("type", tokenizer) ?? "").asciiLowercased,
                            title: value("title", tokenizer) ?? ""))
                }
            case .endTag:
                if tokenizer.name == anchor { close() }
            case .end: break loop
            }
        }
        close()
        return (links, base)
    }

    private static func value(_ name: StaticString, _ tokenizer: HTMLTokenizer) -> String? {
        let wanted = ByteName(name)
        guard let attribute = tokenizer.attributes.first(where: { $0.name == wanted }) else { return nil }
        let raw = UnsafeBufferPointer(rebasing: tokenizer.bytes[attribute.valueStart..<attribute.valueEnd])
        var decoded: [UInt8] = []
        CharacterReferences.decode(raw, in: .attribute, into: &decoded)
        return String(decoding: decoded, as: UTF8.self).cleaned.trimmed.nonEmpty
    }

    private static let link = ByteName("link")
    private static let anchor = ByteName("a")
    private static let baseName = ByteName("base")
    private static let script = ByteName("script")
    private static let style = ByteName("style")
}
