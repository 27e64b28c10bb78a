import Basics
import Markup

/// What stands on a product's page and says nothing of the product itself: what customers wrote of it, other products, how it is sent
/// and sent back.
struct ShopParts {
    /// Words of a heading or a tab's label.
    private static let labelWords = 6
    /// The share of the kept words that a part has at the most, in tenths: a page of reviews is one.
    private static let share = 6

    private let page: Page
    private let title: Int

    init(_ view: PageView) {
        page = view.page
        title = view.facts.shownTitle >= 0 ? view.page.range(view.facts.shownTitle).lowerBound : -1
    }

    func apply(to selection: inout Selection) {
        guard selection.type == .product else { return }
        let kept = selection.keptWords(of: page, in: page.blocks.indices)
        for part in named(selection) + headed() + labelled() where !part.contains(title) {
            guard 10 * selection.keptWords(of: page, in: part) <= ShopParts.share * kept else { continue }
            for index in part { selection.drop(index, .box) }
        }
    }
}

extension ShopParts {
    /// Elements whose class or id says what they are, where something of them is kept.
    private func named(_ selection: Selection) -> [Range<Int>] {
        var keptBefore = [0]
        for isKept in selection.kept { keptBefore.append(keptBefore[keptBefore.count - 1] + (isKept ? 1 : 0)) }
        return page.elements.filter { element in
            element.tag.isBlock && element.endBlock > element.firstBlock
                && keptBefore[Int(element.endBlock)] > keptBefore[Int(element.firstBlock)] && isNamed(element.node)
        }.map { Int($0.firstBlock)..<Int($0.endBlock) }
    }

    private func isNamed(_ node: HTMLNode) -> Bool {
        let names: [StaticString] = ["class", "id", "data-hook", "data-component", "data-section-type"]
        return names.contains { name in
            guard let value = node.attribute(name) else { return false }
            let words = ShopParts.words(of: value)
            return (words + zip(words, words.dropFirst()).map(+)).contains(where: ShopParts.names.contains)
        }
    }

    /// `productReviews`, `cross-sell__title`: in lower case, parted where a capital begins one.
    private static func words(of name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        func finish() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        for byte in name.utf8 {
            let isCapital = (0x41...0x5A).contains(byte)
            guard isCapital || (0x61...0x7A).contains(byte) else {
                finish()
                continue
            }
            if isCapital, word.count > 1 { finish() }
            word.append(byte | 0x20)
        }
        finish()
        return words
    }

    private static let names: Set<String> = [
        "review", "reviews", "testimonial", "testimonials", "yotpo", "stamped", "judgeme", "jdgm", "bazaarvoice",
        "okendo", "loox",
        "trustpilot", "powerreviews", "bewertung", "bewertungen", "rezensionen", "avis", "opiniones", "recensioni",
        "opinie", "beoordelingen",
        "related", "recommendation", "recommendations", "recommended", "upsell", "upsells", "crosssell", "crosssells",
        "crossselling",
        "similar", "similarities", "recentlyviewed",
    ]
}

extension ShopParts {
    /// The sections of headings that say what they are.
    private func headed() -> [Range<Int>] {
        page.headings.compactMap { heading in
            let own = page.range(heading)
            guard own.count == 1, isLabel(page.string(own.lowerBound)) else { return nil }
            return section(of: heading)
        }
    }

    /// From the heading to the next one of its rank, within the element that it opens, or else the one that it stands in.
    private func section(of heading: Int32) -> Range<Int> {
        let start = page.range(heading).lowerBound
        var place = page.elements[Int(heading)].parent
        while place >= 0, page.range(place) == page.range(heading) { place = page.elements[Int(place)].parent }
        let end = place >= 0 ? page.range(place).upperBound : start + 1
        let level = page.elements[Int(heading)].tag.headingLevel
        let next = page.headings.first { other in
            page.range(other).lowerBound > start && page.elements[Int(other)].tag.headingLevel <= level
        }
        return start..<min(end, next.map { page.range($0).lowerBound } ?? end)
    }

    /// The panels of tabs whose labels say what they are.
    private func labelled() -> [Range<Int>] {
        var targets: Set<String> = []
        for element in page.elements where element.endBlock - element.firstBlock == 1 {
            guard page.blocks[Int(element.firstBlock)].statistics.words <= ShopParts.labelWords else { continue }
            let names: [StaticString] = ["aria-controls", "href", "data-target", "data-bs-target"]
            let target = names.lazy.compactMap { element.node.attribute($0) }.first
            guard var target, element.node.attribute("aria-controls") != nil || target.hasPrefix("#"),
                isLabel(page.string(Int(element.firstBlock)))
            else { continue }
            if target.hasPrefix("#") { target.removeFirst() }
            if !target.isEmpty { targets.insert(target) }
        }
        guard !targets.isEmpty else { return [] }
        return page.elements.indices.filter { place in
            page.elements[place].node.attribute("id").map(targets.contains) ?? false
        }.map { page.range(Int32($0)) }
    }

    private func isLabel(_ text: String) -> Bool {
        guard text.utf8.count <= 80 else { return false }
        let words = PlainWords.of(text)
        guard (1...ShopParts.labelWords).contains(words.count) else { return false }
        let line = " " + words.joined(separator: " ") + " "
        return ShopParts.labels.contains { line.holds($0) }
    }

    /// Within blanks, of whole words.
    private static let labels: [StaticString] = [
        " reviews ", " ratings ", " testimonials ", " bewertungen ", " kundenbewertungen ", " rezensionen ",
        " kundenstimmen ", " avis ",
        " opiniones ", " reseñas ", " recensioni ", " opinie ", " opinia ", " отзывы ", " beoordelingen ",
        " recensioner ",
        " anmeldelser ", " avaliações ", " レビュー ", " 评价 ",
        " related products ", " you may also ", " you might also ", " customers also ", " frequently bought ",
        " similar products ",
        " similar items ", " recommended for you ", " recently viewed ", " more from ", " pairs well with ",
        " complete the look ",
        " ähnliche produkte ", " ähnliche artikel ", " das könnte ", " kunden kauften ", " kunden kaufen ",
        " passend dazu ", " vous aimerez ",
        " produits similaires ", " produits associés ", " productos relacionados ", " también te puede ",
        " prodotti correlati ",
        " potrebbero piacerti ", " produkty powiązane ", " podobne produkty ", " похожие товары ", " с этим товаром ",
        " 関連商品 ",
        " shipping ", " delivery ", " returns ", " versand ", " lieferung ", " rückgabe ", " livraison ", " retours ",
        " envío ",
        " envíos ", " devoluciones ", " spedizione ", " spedizioni ", " resi ", " dostawa ", " zwroty ", " доставка ",
        " возврат ", " 配送 ",
    ]
}
