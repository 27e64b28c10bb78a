import Basics
import Markup

/// A text that is being gathered: from an element's start to its end.
struct Capture {
    /// What the contents are taken for.
    enum Form {
        /// Decoded text; tags in it go.
        case plain
        /// Text that is HTML; tags in it are HTML too.
        case html
        /// Text that is text; tags in it are HTML, and make all of it HTML.
        case text
        /// Elements that are HTML; text between them is text.
        case xhtml
        case base64
    }

    var element: Element
    var depth: Int
    var form: Form
    var base: BaseURL?
    /// The whole text, while it is one piece of the document that needs no decoding.
    var whole: Range<Int>?
    var hasChildren = false
    /// How much had been gathered when the first element in it began.
    var lengthBeforeChildren: Int?
    /// Whether the `div` is open that wraps Atom's XHTML and is no part of it.
    var isInWrapper = false
    /// Depths of elements that are no links in HTML, but have an address (XLink), and so became links.
    var linkDepths: [Int] = []
    /// Attributes that will matter at the end: guid's isPermaLink, a category's term, and the like.
    var attributes: [(name: String, value: String)] = []

    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

extension FeedXMLReader {
    mutating func captureText() {
        guard let form = capture?.form else { return }
        let whole = capture?.whole
        var range = xml.text
        let room = limits.maximumTextLength - captured.count - (whole?.count ?? 0)
        if range.count > room {
            xml.note(.textLimit, at: range.lowerBound)
            range = range.lowerBound..<xml.characterBoundary(before: range.lowerBound + max(0, room))
            guard !range.isEmpty else { return }
        }
        let raw = UnsafeBufferPointer(rebasing: xml.bytes[range])
        let needsDecoding = !xml.isCDATA && raw.hasByte(0x26)
        if form == .xhtml {
            if needsDecoding || raw.hasByte(0x3C) || raw.hasByte(0x3E) || raw.hasByte(0x26) {
                var decoded = ByteBuffer(capacity: range.count)
                if xml.isCDATA { decoded.append(contentsOf: raw) } else { xml.append(range, into: &decoded) }
                for byte in decoded.bytes { appendEscaped(byte) }
            } else {
                captured.append(contentsOf: raw)
            }
            return
        }
        if captured.isEmpty, whole == nil, !needsDecoding {
            capture?.whole = range
            return
        }
        if let whole {
            captured.append(whole, of: xml.bytes)
            capture?.whole = nil
        }
        if needsDecoding { xml.append(range, into: &captured) } else { captured.append(contentsOf: raw) }
    }

    /// Puts what was one piece so far before what comes now.
    private mutating func flush(_ capture: inout Capture) {
        guard let whole = capture.whole else { return }
        captured.append(whole, of: xml.bytes)
        capture.whole = nil
    }

    mutating func captureStart() {
        guard var capture else { return }
        flush(&capture)
        capture.lengthBeforeChildren = capture.lengthBeforeChildren ?? captured.count
        defer { self.capture = capture }
        guard capture.form != .plain, capture.form != .base64, captured.count < limits.maximumTextLength else { return }
        let (local, _) = localName()
        let isWrapper =
            capture.form == .xhtml && !capture.hasChildren && xml.depth == capture.depth + 1 && local == "div"
        if capture.form == .text { makeMarkup(&capture) }
        capture.hasChildren = true
        if isWrapper {
            capture.base = context.base
            capture.isInWrapper = true
            return
        }
        let isLink = xml.attributes.contains { $0.name.namespace == Namespace.xlink && $0.name.local == hrefName }
        // What is no element of HTML's is not markup here; its text is.
        guard isLink || HTMLSanitizer.knows(xml.element.local) else { return }
        captured.append(0x3C)
        if isLink { capture.linkDepths.append(xml.depth) }
        captured.append(isLink ? "a" : local)
        for attribute in xml.attributes { append(attribute, capture) }
        captured.append(0x3E)
    }

    mutating func captureEnd() {
        guard var capture, capture.form != .plain, capture.form != .base64 else { return }
        if capture.isInWrapper, xml.depth == capture.depth {
            capture.isInWrapper = false
            self.capture = capture
            return
        }
        let (local, isVoid) = localName()
        guard !isVoid else { return }
        flush(&capture)
        let isLink = capture.linkDepths.last == xml.depth + 1
        if isLink { capture.linkDepths.removeLast() }
        self.capture = capture
        guard isLink || HTMLSanitizer.knows(xml.element.local) else { return }
        captured.append("</" as StaticString)
        captured.append(isLink ? "a" : local)
        captured.append(0x3E)
    }

    private mutating func makeMarkup(_ capture: inout Capture) {
        let text = [UInt8](captured)
        captured.removeAll()
        for byte in text { appendEscaped(byte) }
        capture.form = .xhtml
    }

    mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case 0x26: captured.append("&amp;" as StaticString)
        case 0x3C: captured.append("&lt;" as StaticString)
        case 0x3E: captured.append("&gt;" as StaticString)
        case 0x22: captured.append("&quot;" as StaticString)
        default: captured.append(byte)
        }
    }

    private mutating func append(_ attribute: XMLReader.Attribute, _ capture: Capture) {
        let name = xml.bytes[attribute.name.range]
        let isLink = attribute.name.namespace == Namespace.xlink && attribute.name.local == hrefName
        let isPlain =
            attribute.name.namespace == 0 && !name.contains(0x3A) && !name.contains(0x22)
            && !name.elementsEqual("xmlns".utf8)
        guard isPlain || isLink else { return }
        captured.append(0x20)
        if isLink { captured.append("href" as StaticString) } else { captured.append(contentsOf: name) }
        captured.append("=\"" as StaticString)
        var value = ByteBuffer(capacity: attribute.value.count)
        xml.append(attribute.value, into: &value)
        // A base of its own within the text is applied at once: the text has but one.
        if context.depth > capture.depth, let base = context.base, Self.urlAttributes.contains(attribute.name.local),
            let url = URLText.resolve(String(value), base: base.url)
        {
            value.removeAll()
            value.append(url)
        }
        for byte in value.bytes { appendEscaped(byte) }
        captured.append(0x22)
    }

    private static var urlAttributes: Set<ByteName> { urlAttributeNames }

    private func localName() -> (String, isVoid: Bool) {
        let range = xml.element.range
        var local = xml.bytes[range]
        if let colon = local.lastIndex(of: 0x3A) { local = local[(colon + 1)...] }
        let name = String(decoding: local, as: UTF8.self).asciiLowercased
        return (name, voidNames.contains(name))
    }
}

private let hrefName = ByteName("href")
private let urlAttributeNames: Set<ByteName> = Set(
    (["href", "src", "cite", "poster", "action", "background", "longdesc", "data", "usemap"] as [StaticString]).map {
        ByteName($0)
    })
private let voidNames: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
]
