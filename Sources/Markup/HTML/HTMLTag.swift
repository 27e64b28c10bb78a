/// The elements that parsing, extraction and rendering tell apart; all others are `other`.
// swift-format-ignore: AlwaysUseLowerCamelCase
public enum HTMLTag: String, CaseIterable, Sendable {
    case a, abbr, acronym, address
    case amp_img = "amp-img"
    case applet, area, article, aside, audio, b, base, basefont, bdi, bdo
    case big, blockquote, body, br, button, canvas, caption, center, cite, code, col, colgroup, data,
        datalist, dd, del
    case details, dfn, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption, figure, font,
        footer, form, frame
    case frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, image, img,
        input, ins, kbd, label
    case legend, li, link, listing, main, map, mark, math, menu, meta, meter, nav, nobr, noembed,
        noframes, noscript
    case object, ol, optgroup, option, output, p, param, picture, plaintext, pre, progress, q, rb, rp,
        rt, rtc, ruby, s
    case samp, script, search, section, select, slot, small, source, span, strike, strong, style, sub,
        summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt, u, ul,
        `var`, video, wbr, xmp
    case other

    /// By a name in lower case that ends with NUL, as libxml2 keeps it.
    init(name: UnsafePointer<UInt8>) {
        self = HTMLTag.names.find(name)
    }

    /// By a name in lower case.
    public init(_ name: String) {
        self = HTMLTag(rawValue: name) ?? .other
    }

    /// Begins and ends a line of its own (HTML Living Standard, 15.3, `display: block` and its kin).
    public var isBlock: Bool { traits & HTMLTag.block != 0 }
    /// Has no content and no end tag.
    public var isVoid: Bool { traits & HTMLTag.void != 0 }
    /// Its content is no text for a reader: scripts, styles, controls, drawings.
    public var isSilent: Bool { traits & HTMLTag.silent != 0 }
    public var isHeading: Bool { headingLevel > 0 }

    /// 1 ... 6 for `h1` to `h6`, else 0.
    public var headingLevel: Int {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: 0
        }
    }

    /// Place in `allCases`: a small number for tables.
    @inline(__always)
    public var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    private var traits: UInt8 { HTMLTag.traitTable[index] }

    private static let block: UInt8 = 1
    private static let void: UInt8 = 2
    private static let silent: UInt8 = 4

    private static let traitTable: [UInt8] = allCases.map { tag in
        switch tag {
        case .address, .article, .aside, .blockquote, .body, .caption, .center, .dd, .details, .dialog,
            .dir, .div, .dl,
            .dt, .fieldset, .figcaption, .figure, .footer, .form, .frameset, .h1, .h2, .h3, .h4, .h5, .h6,
            .header,
            .hgroup, .html, .legend, .li, .listing, .main, .menu, .nav, .noframes, .ol, .optgroup,
            .option, .p,
            .plaintext, .pre, .search, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead, .tr,
            .ul, .xmp:
            block
        case .hr: block | void
        case .area, .base, .basefont, .br, .col, .embed, .frame, .image, .img, .input, .link, .meta,
            .param, .source,
            .track, .wbr:
            void
        case .applet, .audio, .canvas, .datalist, .iframe, .math, .noembed, .object, .script,
            .select, .style,
            .svg, .textarea, .title, .video:
            silent
        case .rp: silent
        default: 0
        }
    }

    private static let names = NameTable()

    /// Open addressing over the names' FNV-1a hashes.
    private struct NameTable {
        private var slots = [(hash: UInt32, tag: HTMLTag)](repeating: (0, .other), count: 512)

        init() {
            for tag in HTMLTag.allCases where tag != .other {
                let hash = tag.rawValue.withCString {
                    NameTable.hash(UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self))
                }
                var slot = Int(hash & 511)
                while slots[slot].hash != 0 { slot = (slot + 1) & 511 }
                slots[slot] = (hash, tag)
            }
        }

        func find(_ name: UnsafePointer<UInt8>) -> HTMLTag {
            let hash = NameTable.hash(name)
            var slot = Int(hash & 511)
            while slots[slot].hash != 0 {
                if slots[slot].hash == hash { return slots[slot].tag }
                slot = (slot + 1) & 511
            }
            return .other
        }

        private static func hash(_ name: UnsafePointer<UInt8>) -> UInt32 {
            var hash: UInt32 = 2_166_136_261
            var byte = name
            while byte.pointee != 0 {
                hash = (hash ^ UInt32(byte.pointee)) &* 16_777_619
                byte += 1
            }
            return hash | 1
        }
    }
}
