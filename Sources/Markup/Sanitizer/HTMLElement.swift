/// What the sanitiser and the text renderer know of an element.
struct HTMLElement: Sendable {
    /// How it is treated.
    enum Treatment: UInt8, Sendable {
        /// It stays, with those of its attributes that are allowed.
        case keep
        /// The tags go, what is between them stays.
        case unwrap
        /// The tags and everything between them go; without an end tag, everything up to the end goes.
        case removeRest
        /// As `removeRest`, but without an end tag only the tag goes.
        case remove
        /// The tags go, what is between them is text whatever it looks like.
        case textOnly
    }

    /// The groups of attributes that it may bear.
    struct Groups: OptionSet, Sendable {
        let rawValue: UInt32
        static let everywhere = Groups(rawValue: 1 << 0)
        static let link = Groups(rawValue: 1 << 1)
        static let image = Groups(rawValue: 1 << 2)
        static let media = Groups(rawValue: 1 << 3)
        static let frame = Groups(rawValue: 1 << 4)
        static let cell = Groups(rawValue: 1 << 5)
        static let list = Groups(rawValue: 1 << 6)
        static let quote = Groups(rawValue: 1 << 7)
        static let time = Groups(rawValue: 1 << 8)
        static let gauge = Groups(rawValue: 1 << 9)
        static let table = Groups(rawValue: 1 << 10)
        static let font = Groups(rawValue: 1 << 11)
        static let details = Groups(rawValue: 1 << 12)
        static let code = Groups(rawValue: 1 << 13)
        static let block = Groups(rawValue: 1 << 14)
        static let source = Groups(rawValue: 1 << 15)
    }

    /// Below 128: an index into the counts of open elements.
    var id: UInt8
    var name: StaticString
    var treatment: Treatment
    var groups: Groups
    /// It has no end tag.
    var isVoid: Bool
    /// It stands on lines of its own, and ends an open `p`.
    var isBlock: Bool
    /// Whether this is one of the parts of a table, which are nothing outside one.
    var isTablePart: Bool

    static let table = ByteNameTable(all.map { (ByteName($0.name), $0) })

    static func id(_ name: StaticString) -> UInt8 { table[ByteName(name)]!.id }

    private static let all: [HTMLElement] = {
        var all: [HTMLElement] = []
        func add(
            _ names: [StaticString], _ treatment: Treatment = .keep, _ groups: Groups = [], void: Bool = false,
            block: Bool = false, tablePart: Bool = false
        ) {
            for name in names {
                all.append(
                    HTMLElement(
                        id: UInt8(min(all.count, 255)), name: name, treatment: treatment,
                        groups: groups.union(.everywhere),
                        isVoid: void, isBlock: block, isTablePart: tablePart))
            }
        }
        add(["a"], .keep, .link)
        add(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "center"], .keep, .block, block: true)
        add(["b", "i", "em", "strong", "u", "s", "strike", "sub", "sup", "small", "big", "tt", "mark"])
        add(["abbr", "acronym", "cite", "dfn", "kbd", "samp", "var", "bdi", "bdo", "ruby", "rb", "rp", "rt", "rtc"])
        add(["span"])
        add(["code"], .keep, .code)
        add(["pre"], .keep, .code, block: true)
        add(["font"], .keep, .font)
        add(["q", "del", "ins"], .keep, .quote)
        add(["blockquote"], .keep, .quote, block: true)
        add(["br"], .keep, [], void: true)
        add(["wbr"], .keep, [], void: true)
        add(["hr"], .keep, [.block], void: true, block: true)
        add(["ul", "ol", "menu", "dir", "li"], .keep, .list, block: true)
        add(
            [
                "dl", "dt", "dd", "figure", "figcaption", "section", "article", "aside", "header", "footer", "nav",
                "main",
            ], block: true)
        add(["address", "hgroup", "summary"], block: true)
        add(["details"], .keep, .details, block: true)
        add(["img"], .keep, [.image], void: true)
        add(["picture"])
        add(["source", "track"], .keep, [.source], void: true)
        add(["audio", "video"], .keep, [.media])
        add(["iframe"], .keep, [.frame])
        add(["table"], .keep, [.table], block: true)
        add(
            ["caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"], .keep, [.cell], block: true,
            tablePart: true)
        add(["col"], .keep, [.cell], void: true, tablePart: true)
        add(["time", "data"], .keep, .time)
        add(["meter", "progress"], .keep, .gauge)
        precondition(all.count < 128)
        add(["script", "style", "template", "applet"], .removeRest)
        add(["noembed", "noframes"], .remove)
        add(["title", "xmp", "plaintext", "textarea"], .textOnly)
        add(
            [
                "html", "head", "body", "form", "fieldset", "legend", "optgroup", "option", "dialog", "search",
                "frameset", "isindex", "listing",
            ],
            .unwrap, block: true)
        add(
            [
                "base", "basefont", "bgsound", "blink", "button", "embed", "frame", "ilayer", "input", "keygen",
                "label", "layer",
                "link", "map", "area", "marquee", "meta", "multicol", "nobr", "noscript", "object", "output", "param",
                "select",
                "slot", "spacer", "svg", "math", "canvas", "datalist", "image", "command", "o:p", "st1:place",
            ], .unwrap)
        return all
    }()
}

/// What the sanitiser knows of an attribute.
struct HTMLAttribute: Sendable {
    enum Kind: UInt8, Sendable {
        case text, flag, number, link, source, sourceSet, style, token
    }

    var name: StaticString
    var kind: Kind
    var groups: HTMLElement.Groups

    static let table = ByteNameTable(all.map { (ByteName($0.name), $0) })

    private static let all: [HTMLAttribute] = [
        HTMLAttribute(name: "href", kind: .link, groups: .link),
        HTMLAttribute(name: "src", kind: .source, groups: [.image, .media, .source, .frame]),
        HTMLAttribute(name: "srcset", kind: .sourceSet, groups: [.image, .source]),
        HTMLAttribute(name: "poster", kind: .source, groups: .media),
        HTMLAttribute(name: "cite", kind: .link, groups: .quote),
        HTMLAttribute(name: "style", kind: .style, groups: .everywhere),
        HTMLAttribute(name: "title", kind: .text, groups: .everywhere),
        HTMLAttribute(name: "alt", kind: .text, groups: .image),
        HTMLAttribute(name: "dir", kind: .token, groups: .everywhere),
        HTMLAttribute(name: "lang", kind: .token, groups: .everywhere),
        HTMLAttribute(name: "class", kind: .text, groups: .code),
        HTMLAttribute(name: "width", kind: .number, groups: [.image, .media, .frame, .cell, .table]),
        HTMLAttribute(name: "height", kind: .number, groups: [.image, .media, .frame, .cell, .table]),
        HTMLAttribute(name: "sizes", kind: .text, groups: [.image, .source]),
        HTMLAttribute(name: "media", kind: .text, groups: .source),
        HTMLAttribute(name: "type", kind: .text, groups: [.source, .link, .list]),
        HTMLAttribute(name: "kind", kind: .token, groups: .source),
        HTMLAttribute(name: "srclang", kind: .token, groups: .source),
        HTMLAttribute(name: "label", kind: .text, groups: .source),
        HTMLAttribute(name: "hreflang", kind: .token, groups: .link),
        HTMLAttribute(name: "rel", kind: .text, groups: .link),
        HTMLAttribute(name: "align", kind: .token, groups: [.image, .cell, .table, .block]),
        HTMLAttribute(name: "valign", kind: .token, groups: .cell),
        HTMLAttribute(name: "colspan", kind: .number, groups: .cell),
        HTMLAttribute(name: "rowspan", kind: .number, groups: .cell),
        HTMLAttribute(name: "span", kind: .number, groups: .cell),
        HTMLAttribute(name: "scope", kind: .token, groups: .cell),
        HTMLAttribute(name: "abbr", kind: .text, groups: .cell),
        HTMLAttribute(name: "border", kind: .number, groups: .table),
        HTMLAttribute(name: "cellpadding", kind: .number, groups: .table),
        HTMLAttribute(name: "cellspacing", kind: .number, groups: .table),
        HTMLAttribute(name: "start", kind: .number, groups: .list),
        HTMLAttribute(name: "value", kind: .text, groups: [.list, .gauge, .time]),
        HTMLAttribute(name: "reversed", kind: .flag, groups: .list),
        HTMLAttribute(name: "datetime", kind: .text, groups: [.time, .quote]),
        HTMLAttribute(name: "min", kind: .number, groups: .gauge),
        HTMLAttribute(name: "max", kind: .number, groups: .gauge),
        HTMLAttribute(name: "controls", kind: .flag, groups: .media),
        HTMLAttribute(name: "loop", kind: .flag, groups: .media),
        HTMLAttribute(name: "muted", kind: .flag, groups: .media),
        HTMLAttribute(name: "allowfullscreen", kind: .flag, groups: .frame),
        HTMLAttribute(name: "open", kind: .flag, groups: .details),
        HTMLAttribute(name: "color", kind: .token, groups: .font),
        HTMLAttribute(name: "face", kind: .text, groups: .font),
        HTMLAttribute(name: "size", kind: .number, groups: .font),
        // Where pages keep the picture that a script would load; they give the `src` that is not there.
        HTMLAttribute(name: "data-src", kind: .source, groups: .image),
        HTMLAttribute(name: "data-original", kind: .source, groups: .image),
        HTMLAttribute(name: "data-lazy-src", kind: .source, groups: .image),
    ]
}
