import Basics
import Markup

/// Boxes that stand in a text and are none of it: forms to subscribe, links to other stories, calls for money, labels of advertisements,
/// and in documentation a page's own table of contents.
struct Boxes {
    /// Words of a box, of a form with its text, and of a paragraph that belongs to no form.
    private static let boxWords = 60
    private static let formWords = 80
    private static let aroundWords = 45
    private static let paragraphWords = 30
    /// Words that must be kept outside of a box, and how many times its own.
    private static let textWords = 100
    private static let textShare = 3
    /// Words of a paragraph beside a line that leads elsewhere.
    private static let neighbourWords = 12
    /// Nodes of a form that are looked at, blocks of a box, and elements around a form.
    private static let nearNodes = 60
    private static let boxBlocks = 60
    private static let reach = 8

    private let page: Page
    private let firstParagraph: Int
    private let host: String?

    init(_ view: PageView) {
        page = view.page
        firstParagraph = view.facts.firstParagraph
        host = view.host
    }

    func apply(to selection: inout Selection) {
        guard [.article, .documentation, .forum].contains(selection.type) else { return }
        let kept = selection.keptWords(of: page, in: page.blocks.indices)
        for (place, element) in page.elements.enumerated() where element.endBlock > element.firstBlock {
            let isContents = selection.type == .documentation && element.signals.contains(.toc) && isContents(element)
            guard let box = isContents ? Int32(place) : box(Int32(place), element) else { continue }
            let blocks = page.range(box)
            let words = selection.keptWords(of: page, in: blocks)
            guard kept - words >= max(Boxes.textWords, words * Boxes.textShare) else { continue }
            for index in blocks { selection.drop(index, .box) }
        }
        for index in page.blocks.indices
        where selection.kept[index] && (Boxes.isLabel(page.string(index)) || isAside(index, selection)) {
            selection.drop(index, .box)
        }
    }

    /// Behind a paragraph and within the text, a word or two with a colon and a link to another story of the site.
    private func isAside(_ index: Int, _ selection: Selection) -> Bool {
        let block = page.blocks[index]
        guard block.links == 1, (6...25).contains(block.statistics.words), page.linkDensity(index..<index + 1) >= 0.6,
            let host, isParagraph(index - 1, selection), index + 1 < page.blocks.count, selection.kept[index + 1]
        else { return false }
        guard let parts = page.string(index).parted(by: ":"), PlainWords.of(parts.before).count <= 2,
            parts.behind.utf8.count <= Int(block.linkBytes) + 2
        else { return false }
        let holder = page.elements[Int(block.holder)]
        guard holder.tag == .p || holder.tag == .div, let link = holder.node.first(.a)?.attribute("href") else {
            return false
        }
        return !link.hasPrefix("#") && (!link.hasPrefix("http") || WebURL(link)?.host?.hasSuffix(host) ?? false)
    }

    private func isParagraph(_ index: Int, _ selection: Selection) -> Bool {
        page.blocks.indices.contains(index) && selection.kept[index]
            && page.blocks[index].statistics.words >= Boxes.neighbourWords
    }

    /// The box that an element is or belongs to.
    private func box(_ place: Int32, _ element: PageElement) -> Int32? {
        if element.tag == .form { return form(place) }
        guard element.tag.isBlock, element.tag == .div || element.repetition < 3,
            Int(element.firstBlock) > firstParagraph
        else { return nil }
        let signals = element.signals
        guard signals.contains(.newsletter) || signals.contains(.related) || signals.contains(.advertisement) else {
            return nil
        }
        let blocks = page.range(place)
        guard page.words(blocks) <= Boxes.boxWords, blocks.count <= Boxes.boxBlocks else { return nil }
        let links = page.linkDensity(blocks)
        let isBox =
            signals.contains(.newsletter) && isSubscription(element.node) || signals.contains(.related) && links >= 0.5
            || signals.contains(.advertisement) && links >= 0.8
        return isBox ? place : nil
    }

    /// Links to the parts of the page itself, and nothing else.
    private func isContents(_ element: PageElement) -> Bool {
        let blocks = Int(element.firstBlock)..<Int(element.endBlock)
        guard element.tag.isBlock, blocks.count > 1, page.linkDensity(blocks) >= 0.7 else { return false }
        var (own, others) = (0, 0)
        var node = element.node.successor(within: element.node)
        while let current = node, own + others < Boxes.nearNodes {
            if current.tag == .a, let target = current.attribute("href") {
                if target.hasPrefix("#") { own += 1 } else { others += 1 }
            }
            node = current.successor(within: element.node)
        }
        return own > 1 && own > 4 * others
    }

    /// A form that asks for an address, with the words around it that ask too.
    private func form(_ place: Int32) -> Int32? {
        guard page.words(page.range(place)) <= Boxes.formWords, page.range(place).count <= Boxes.boxBlocks,
            asksForAddress(page.elements[Int(place)].node)
        else {
            return nil
        }
        var box = place
        for _ in 0..<Boxes.reach {
            let parent = page.elements[Int(box)].parent
            guard parent >= 0 else { return box }
            let element = page.elements[Int(parent)]
            let blocks = page.range(parent)
            guard element.tag != .article, element.tag != .main, element.tag != .body,
                page.words(blocks) <= Boxes.aroundWords, blocks.count <= Boxes.boxBlocks,
                !blocks.contains(where: { page.blocks[$0].statistics.words > Boxes.paragraphWords })
            else { return box }
            box = parent
        }
        return box
    }

    private func asksForAddress(_ form: HTMLNode) -> Bool {
        var node = form.successor(within: form)
        for _ in 0..<Boxes.nearNodes {
            guard let current = node else { return false }
            if current.tag == .input {
                let names: [StaticString] = ["type", "name", "id", "placeholder"]
                if names.contains(where: { current.attribute($0)?.asciiLowercased.holds("mail") ?? false }) {
                    return true
                }
            }
            node = current.successor(within: form)
        }
        return false
    }

    /// Of the elements whose name speaks of readers' accounts: a box that asks for a subscription or a gift, not a part of a text that is
    /// behind a wall.
    private func isSubscription(_ node: HTMLNode) -> Bool {
        let names: [StaticString] = ["class", "id", "data-component", "data-testid"]
        return names.contains { name in
            guard let words = node.attribute(name)?.asciiLowercased else { return false }
            return Boxes.subscriptionNames.contains { words.holds($0) } && !words.holds("paywall")
        }
    }

    private static let subscriptionNames: [StaticString] = [
        "newsletter", "subscribe", "subscription", "signup", "sign-up", "donat", "optin", "opt-in", "mailing",
    ]

    private static func isLabel(_ text: String) -> Bool {
        text.utf8.count <= 60 && labels.contains(PlainWords.of(text).joined(separator: " "))
    }

    /// What stands over an advertisement.
    private static let labels: Set<String> = [
        "advertisement", "advertising", "sponsored", "sponsored content", "advertisement continue reading below",
        "story continues below advertisement", "article continues below advertisement", "continue reading below",
        "article continues after advertisement", "anzeige", "werbung", "publicité", "publicidad", "publicidade",
        "pubblicità", "advertentie", "annons", "annonse", "annonce", "reklame", "reklama", "реклама", "reklam",
        "διαφήμιση", "hirdetés", "mainos", "广告", "廣告", "広告", "광고", "إعلان",
    ]
}
