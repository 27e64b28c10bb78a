import Markup

/// How far above an element each kind of ancestor stands: 0 is the element itself, `none` is not at all.
///
/// One lane for each `NameSignal`, then one for each `Lane`; a child's are its parent's plus one.
struct ElementContext: Sendable {
    /// Kinds of ancestor that an element's tag or attributes tell.
    enum Lane: UInt8, CaseIterable, Sendable {
        case main = 36
        case article, section, aside, nav, header, footer, form, figure, table, cell, item, list, quote,
            pre, link
        case button, noscript, hidden, ariaHidden, details, dialog, definition, heading, template,
            articleBody, itemscope, paragraph
    }

    static let none: UInt8 = 15
    static let count = 64

    /// A byte for each lane, eight in a word: the plainest form is the fastest here.
    private var words: SIMD8<UInt64>

    static let root = ElementContext(words: SIMD8(repeating: 0x0F0F_0F0F_0F0F_0F0F))

    private init(words: SIMD8<UInt64>) {
        self.words = words
    }

    /// A child's, before its own marks: one more in each lane, but `none` stays `none`.
    var below: ElementContext {
        let ones = SIMD8<UInt64>(repeating: 0x0101_0101_0101_0101)
        let raised = words &+ ones
        return ElementContext(words: raised &- ((raised &>> 4) & ones))
    }

    /// The distance in a lane by its number.
    subscript(lane: Int) -> UInt8 { UInt8(truncatingIfNeeded: words[lane >> 3] >> UInt64((lane & 7) << 3)) }

    private mutating func clear(_ lane: Int) { words[lane >> 3] &= ~(0xFF << UInt64((lane & 7) << 3)) }

    mutating func mark(lane: Lane) { clear(Int(lane.rawValue)) }

    mutating func mark(signals: NameSignals) {
        var bits = signals.rawValue
        while bits != 0 {
            clear(bits.trailingZeroBitCount)
            bits &= bits - 1
        }
    }

    func distance(_ lane: Lane) -> UInt8 { self[Int(lane.rawValue)] }
    func isIn(_ lane: Lane) -> Bool { distance(lane) < ElementContext.none }
    /// To the nearest element that hints so.
    func hint(_ signal: NameSignal) -> UInt8 { self[Int(signal.rawValue)] }

    /// What an element's tag says of it.
    mutating func mark(tag: HTMLTag) {
        switch tag {
        case .main: mark(lane: .main)
        case .article: mark(lane: .article)
        case .section: mark(lane: .section)
        case .aside: mark(lane: .aside)
        case .nav: mark(lane: .nav)
        case .header: mark(lane: .header)
        case .footer: mark(lane: .footer)
        case .form: mark(lane: .form)
        case .figure, .figcaption: mark(lane: .figure)
        case .table: mark(lane: .table)
        case .td, .th: mark(lane: .cell)
        case .li: mark(lane: .item)
        case .ul, .ol, .menu: mark(lane: .list)
        case .blockquote: mark(lane: .quote)
        case .pre: mark(lane: .pre)
        case .a: mark(lane: .link)
        case .button: mark(lane: .button)
        case .noscript: mark(lane: .noscript)
        case .details: mark(lane: .details)
        case .dialog: mark(lane: .dialog)
        case .dl: mark(lane: .definition)
        case .h1, .h2, .h3, .h4, .h5, .h6: mark(lane: .heading)
        case .p: mark(lane: .paragraph)
        case .template: mark(lane: .template)
        default: break
        }
    }
}
