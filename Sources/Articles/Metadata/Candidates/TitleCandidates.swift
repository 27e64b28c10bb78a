import Basics
import Markup

/// The texts of a page that may be its title, each with what is known of it: headings and their parts, what the page declares, and
/// the pieces of that between its separators.
struct TitleCandidates {
    struct Candidate {
        var text: String
        var words: [UInt32]
        /// Of `Source`, a bit each.
        var sources: UInt32
        /// The first element that says it; -1 where only the head does.
        var element: Int32 = -1
        var piece = Piece()
    }

    /// Where a text stands among the pieces of the declared title that it was cut from.
    struct Piece {
        var count = 0
        var start = 0
        var end = 0
        /// Words before and behind it, and whether those are the site's name.
        var before = 0
        var behind = 0
        var beforeIsSite = false
        var behindIsSite = false
        /// The separator at which it was cut.
        var mark: UInt8 = 0
    }

    enum Source: Int {
        case h1, h2, h3, lower, openGraph, title, twitter, headline, otherMeta
        case openGraphPiece, titlePiece, headlinePiece, headingPart, marked, property
        static let count = 15
    }

    private let view: PageView
    private let site: SiteNames
    /// JSON-LD's.
    private let headline: String?
    private(set) var all: [Candidate] = []
    private var byText: [String: Int] = [:]

    private static let maximum = 120
    private static let longest = 60

    /// - Parameter given: a title that an operator's rule found.
    init(_ view: PageView, site: SiteNames, given: String? = nil) {
        self.view = view
        self.site = site
        headline = view.declared.linkedData.article.flatMap { LinkedData.text($0["headline"]) }
        headings()
        declared()
        if let given {
            add(given, .openGraph)
            pieces(of: given, .openGraphPiece)
        }
        markedBlocks()
    }

    private mutating func add(_ text: String, _ source: Source, element: Int32 = -1, piece: Piece? = nil) {
        let bit = UInt32(1) << UInt32(source.rawValue)
        if let known = byText[text] {
            all[known].sources |= bit
            if all[known].element < 0 { all[known].element = element }
            if all[known].piece.count == 0, let piece { all[known].piece = piece }
            return
        }
        guard all.count < TitleCandidates.maximum else { return }
        let words = WordKeys.of(text)
        guard !words.isEmpty, words.count <= TitleCandidates.longest else { return }
        byText[text] = all.count
        all.append(Candidate(text: text, words: words, sources: bit, element: element, piece: piece ?? Piece()))
    }
}

extension TitleCandidates {
    private mutating func headings() {
        for place in view.page.headings.prefix(40) {
            let element = view.page.elements[Int(place)]
            guard !view.page.range(place).isEmpty else { continue }
            let text = TitleCandidates.plain(HeadingText.of(element.node))
            let source: Source =
                switch element.tag.headingLevel {
                case 1: .h1
                case 2: .h2
                case 3: .h3
                default: .lower
                }
            add(text, source, element: place)
            guard element.tag.headingLevel <= 2 else { continue }
            var child = element.node.firstChild
            while let node = child {
                child = node.next
                let part = TitleCandidates.plain(node.text(limit: 500))
                if part != text, part.utf8.count >= 3 { add(part, .headingPart, element: place) }
            }
        }
    }

    private mutating func declared() {
        let meta = view.declared
        if let text = meta["og:title"] { add(text, .openGraph) }
        if !meta.title.isEmpty { add(meta.title, .title) }
        if let text = meta["twitter:title"] { add(text, .twitter) }
        if let text = headline { add(text, .headline) }
        for name in ["dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title", "title"] {
            if let text = meta[name] { add(text, .otherMeta) }
        }
        if let text = meta["og:title"] { pieces(of: text, .openGraphPiece) }
        pieces(of: meta.title, .titlePiece)
        if let text = headline { pieces(of: text, .headlinePiece) }
        for node in view.page.properties.prefix(200) where node.attribute("itemprop") == "headline" {
            add(
                TitleCandidates.plain(node.attribute("content") ?? node.text(limit: 500)), .property,
                element: view.page.element(of: node))
        }
    }

    /// Short blocks that a class calls a title, near the first paragraph.
    private mutating func markedBlocks() {
        var found = 0
        let page = view.page
        for index in page.blocks.indices.prefix(view.facts.firstParagraph + 3) where found < 12 {
            let block = page.blocks[index]
            let context = page.elements[Int(block.element)].context
            guard context.hint(.title) <= 1, !context.isIn(.heading), (2...40).contains(block.statistics.words) else {
                continue
            }
            found += 1
            add(TitleCandidates.plain(page.string(index)), .marked, element: block.element)
        }
    }

    /// On one line, without places where a word may be broken and the sign of a link to the heading itself.
    private static func plain(_ source: String) -> String {
        var text = source.cleaned
        text.unicodeScalars.removeAll { $0 == "\u{AD}" || $0 == "\u{200B}" }
        text = text.collapsed
        while let last = text.unicodeScalars.last, "¶#§🔗".unicodeScalars.contains(last) {
            text.unicodeScalars.removeLast()
            text = text.trimmed
        }
        return text
    }
}

extension TitleCandidates {
    private static let separators: [UInt32: UInt8] = [
        0x7C: 1, 0x2D: 2, 0x2013: 3, 0x2014: 4, 0x3A: 5, 0xB7: 6, 0x2022: 7, 0xBB: 8, 0xAB: 8, 0x2F: 9, 0x203A: 8,
        0x2039: 8, 0x3E: 8, 0x7E: 10, 0xFF5C: 1, 0x5F: 11, 0x2044: 9, 0x22C5: 6, 0x2605: 12,
    ]
    private static let mostPieces = 6

    /// Every run of pieces of a text that is parted by marks with white space beside them.
    private mutating func pieces(of text: String, _ source: Source) {
        let scalars = Array(text.unicodeScalars)
        var cuts: [(end: Int, start: Int, mark: UInt8)] = []
        for index in scalars.indices.dropFirst() {
            guard let mark = TitleCandidates.separators[scalars[index].value], index + 1 < scalars.count,
                scalars[index + 1].isSpace || mark == 1,
                scalars[index - 1].isSpace || mark == 5 || mark == 1 || mark == 12
            else { continue }
            if let last = cuts.last, index - last.start < 1 { continue }
            cuts.append((index, index + 1, mark))
        }
        guard !cuts.isEmpty, cuts.count < TitleCandidates.mostPieces else { return }
        let starts = [0] + cuts.map(\.start)
        let ends = cuts.map(\.end) + [scalars.count]
        func string(_ first: Int, _ last: Int) -> String {
            guard starts[first] < ends[last] else { return "" }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[starts[first]..<ends[last]])
            return String(view).trimmed
        }
        for first in starts.indices {
            for last in first..<starts.count where !(first == 0 && last == starts.count - 1) {
                let part = string(first, last)
                guard !part.isEmpty else { continue }
                var piece = Piece(count: starts.count, start: first, end: starts.count - 1 - last)
                if first > 0 {
                    let dropped = string(0, first - 1)
                    piece.before = WordKeys.of(dropped).count
                    piece.beforeIsSite = site.isSite(dropped)
                    piece.mark = cuts[first - 1].mark
                }
                if last < starts.count - 1 {
                    let dropped = string(last + 1, starts.count - 1)
                    piece.behind = WordKeys.of(dropped).count
                    piece.behindIsSite = site.isSite(dropped)
                    piece.mark = cuts[last].mark
                }
                add(part, source, piece: piece)
            }
        }
    }
}

extension TitleCandidates {
    /// A row for each candidate, in their order.
    func rows() -> [[UInt8]] {
        let meta = view.declared
        let references = [meta["og:title"], meta.title, headline, meta["twitter:title"]].map { WordKeys.of($0 ?? "") }
        let firstHeadings = [1, 2].map { level -> [UInt32] in
            all.first { $0.element >= 0 && view.page.elements[Int($0.element)].tag.headingLevel == level }?.words ?? []
        }
        var places: [Int32: Int] = [:]
        for (order, place) in view.page.headings.enumerated() { places[place] = order }
        var levels = [Int](repeating: 0, count: 8)
        for place in view.page.headings where !view.page.range(place).isEmpty {
            levels[view.page.elements[Int(place)].tag.headingLevel] += 1
        }
        return all.map { candidate in
            var row: [UInt8] = []
            row.reserveCapacity(128)
            for source in 0..<Source.count {
                row.append(FeatureScale.flag(candidate.sources >> UInt32(source) & 1 == 1))
            }
            for reference in references + firstHeadings {
                row.append(WordRelation(candidate.words, reference).rawValue)
                let shared = WordKeys.shared(candidate.words, reference)
                row.append(FeatureScale.share(shared, of: candidate.words.count))
                row.append(FeatureScale.share(shared, of: max(1, reference.count)))
            }
            row.append(alikeSources(candidate))
            let inAddress = WordKeys.shared(candidate.words, site.pathWords)
            row.append(FeatureScale.share(inAddress, of: candidate.words.count))
            row.append(FeatureScale.share(inAddress, of: max(1, site.pathWords.count)))
            text(candidate, &row)
            piece(candidate.piece, &row)
            row.append(FeatureScale.flag(site.isSite(candidate.text)))
            row.append(FeatureScale.share(WordKeys.shared(candidate.words, site.words), of: candidate.words.count))
            row.append(FeatureScale.share(WordKeys.shared(candidate.words, site.hostWords), of: candidate.words.count))
            row.append(UInt8(min(levels[1], 20)))
            row.append(UInt8(min(levels[2], 40)))
            heading(candidate.element, places, &row)
            return row + view.facts.features
        }
    }

    /// How many other candidates say the same words.
    private func alikeSources(_ candidate: Candidate) -> UInt8 {
        var bits = candidate.sources
        for other in all where other.words == candidate.words { bits |= other.sources }
        return UInt8(bits.nonzeroBitCount)
    }

    private func text(_ candidate: Candidate, _ row: inout [UInt8]) {
        let statistics = candidate.text.utf8.withContiguousStorageIfAvailable { TextStatistics($0) } ?? TextStatistics()
        row.append(FeatureScale.count(candidate.words.count))
        row.append(FeatureScale.count(candidate.text.utf8.count))
        row.append(FeatureScale.share(Int(statistics.capitals), of: max(1, Int(statistics.letters))))
        row.append(FeatureScale.share(Int(statistics.capitalised), of: max(1, Int(statistics.words))))
        row.append(FeatureScale.share(Int(statistics.digits), of: candidate.text.utf8.count))
        row.append(statistics.ending.rawValue)
        row.append(FeatureScale.flag(statistics.hasColon))
        row.append(FeatureScale.count(statistics.separators))
        row.append(FeatureScale.flag(statistics.startsWithCapital) | FeatureScale.flag(statistics.startsWithDigit) << 1)
    }

    private func piece(_ piece: Piece, _ row: inout [UInt8]) {
        row.append(UInt8(piece.count))
        row.append(UInt8(piece.start))
        row.append(UInt8(piece.end))
        row.append(FeatureScale.count(piece.before))
        row.append(FeatureScale.count(piece.behind))
        row.append(FeatureScale.flag(piece.beforeIsSite) | FeatureScale.flag(piece.behindIsSite) << 1)
        row.append(piece.mark)
    }

    private func heading(_ element: Int32, _ places: [Int32: Int], _ row: inout [UInt8]) {
        guard element >= 0, element < view.page.elements.count else {
            row += [0, 0, 0, 0]
            row += BlockPlace.nowhere
            return
        }
        let known = view.page.elements[Int(element)]
        let range = view.page.range(element)
        row.append(UInt8(known.tag.headingLevel))
        row.append(places[element].map { UInt8(min($0, 100)) + 1 } ?? 0)
        row.append(FeatureScale.count(range.count))
        row.append(element == view.facts.titleElement ? 2 : element == view.facts.shownTitle ? 1 : 0)
        row += BlockPlace.features(view, element: element, block: range.lowerBound)
    }
}
