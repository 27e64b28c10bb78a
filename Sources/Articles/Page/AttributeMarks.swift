import Markup

/// What an element's attributes say, read in one pass over them.
struct AttributeMarks {
    var signals: NameSignals
    /// Of the tag and the first words of the class.
    var signature: UInt32
    var hasProperty = false
    var hasRelation = false

    init(_ node: HTMLNode, _ tag: HTMLTag, _ context: inout ElementContext) {
        var found: UInt64 = 0
        var hash: UInt32 = 2_166_136_261 ^ UInt32(tag.index) &* 97
        var property = false
        var relation = false
        var marked = context
        node.forEachAttribute { name, value in
            guard let first = name.first else { return }
            switch first {
            case UInt8(ascii: "c") where name.count == 5:
                found |= NameSignals(words: value).rawValue
                for byte in value.prefix(64) where byte < 0x30 || byte > 0x39 {
                    hash = (hash ^ UInt32(byte)) &* 16_777_619
                }
            case UInt8(ascii: "i") where name.count == 2: found |= NameSignals(words: value).rawValue
            case UInt8(ascii: "i") where name.equals("itemprop"):
                property = true
                if value.equals("articleBody") || value.equals("text") { marked.mark(lane: .articleBody) }
            case UInt8(ascii: "i") where name.equals("itemtype"): marked.mark(lane: .itemscope)
            case UInt8(ascii: "h") where name.equals("hidden"): marked.mark(lane: .hidden)
            case UInt8(ascii: "a") where name.equals("aria-hidden") && value.equals("true"):
                marked.mark(lane: .ariaHidden)
            case UInt8(ascii: "s") where name.count == 5 && AttributeMarks.hides(value):
                marked.mark(lane: .hidden)
            case UInt8(ascii: "r") where name.equals("rel"): relation = true
            case UInt8(ascii: "r") where name.equals("role"): AttributeMarks.mark(role: value, &marked)
            case UInt8(ascii: "d") where name.equals("data-testid") || name.equals("data-component"):
                found |= NameSignals(words: value).rawValue
            default: break
            }
        }
        // Of an element that HTML does not know, the name itself is a hint: `<share-bar>`.
        if tag == .other {
            var name = node.name
            found |= name.withUTF8 { NameSignals(words: $0).rawValue }
        }
        if tag == .body || tag == .html { found = 0 }
        signals = NameSignals(rawValue: found)
        marked.mark(signals: signals)
        context = marked
        signature = hash
        hasProperty = property
        hasRelation = relation
    }

    private static func mark(role: UnsafeBufferPointer<UInt8>, _ context: inout ElementContext) {
        switch role.first {
        case UInt8(ascii: "m") where role.equals("main"): context.mark(lane: .main)
        case UInt8(ascii: "n") where role.equals("navigation"): context.mark(lane: .nav)
        case UInt8(ascii: "b") where role.equals("banner"): context.mark(lane: .header)
        case UInt8(ascii: "b") where role.equals("button"): context.mark(lane: .button)
        case UInt8(ascii: "c") where role.equals("contentinfo"): context.mark(lane: .footer)
        case UInt8(ascii: "c") where role.equals("complementary"): context.mark(lane: .aside)
        case UInt8(ascii: "d") where role.equals("dialog"): context.mark(lane: .dialog)
        case UInt8(ascii: "a") where role.equals("article"): context.mark(lane: .article)
        case UInt8(ascii: "a") where role.equals("alertdialog"): context.mark(lane: .dialog)
        case UInt8(ascii: "s") where role.equals("search"): context.mark(lane: .form)
        default: break
        }
    }

    /// `display: none` or `visibility: hidden` in a style attribute.
    static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
        var squeezed: [UInt8] = []
        guard style.count < 2048, style.contains(UInt8(ascii: "n")) else { return false }
        for byte in style where byte > 0x20 {
            squeezed.append(byte | (byte >= 0x41 && byte <= 0x5A ? 0x20 : 0))
        }
        return squeezed.containsWord("display:none") || squeezed.containsWord("visibility:hidden")
    }
}

extension Collection<UInt8> {
    /// Whether these are the bytes of an ASCII word.
    func equals(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        return elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}

extension [UInt8] {
    func containsWord(_ word: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard count >= wanted.count, let first = wanted.first else { return false }
        for index in 0...(count - wanted.count) where self[index] == first {
            if self[index..<(index + wanted.count)].elementsEqual(wanted) { return true }
        }
        return false
    }
}
