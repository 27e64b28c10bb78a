import Basics
import Markup

/// Tells the beginning of an article that is for subscribers from the article.
enum Paywall {
    /// With so many words an article that is not free is all there, unless the publisher counts more.
    private static let wholeText = 200
    /// With fewer, a line that asks for a subscription says that there is more.
    private static let shortText = 150

    static func stands(before article: Article, _ view: PageView) -> Bool {
        if isClosed(view) {
            let node = view.declared.linkedData.article
            if let words = node?["wordCount"]?.integer ?? node?["wordCount"]?.string.flatMap({ Int($0) }), words > 0 {
                return article.wordCount * 2 < words
            }
            return article.wordCount < wholeText
        }
        return article.wordCount < shortText && article.extractor == .heuristic
            && (asksForSubscription(view) || hasWall(view, behind: article.contentText))
    }

    /// The publisher says that the article, or a part of it, is not free.
    private static func isClosed(_ view: PageView) -> Bool {
        for node in view.declared.linkedData.nodes(of: LinkedData.articleTypes) {
            if let free = truth(node["isAccessibleForFree"]) {
                if !free { return true }
                continue
            }
            let parts = node["hasPart"].map { $0.array.isEmpty ? [$0] : $0.array } ?? []
            if parts.contains(where: { truth($0["isAccessibleForFree"]) == false }) { return true }
        }
        if let free = view.declared["isaccessibleforfree"] { return truth(.string(free)) == false }
        return view.declared["article:content_tier"]?.asciiLowercased == "locked"
    }

    private static func truth(_ value: JSONValue?) -> Bool? {
        if let truth = value?.bool { return truth }
        switch value?.string?.asciiLowercased.split(separator: "/").last {
        case "true": return true
        case "false": return false
        default: return nil
        }
    }

    private static func asksForSubscription(_ view: PageView) -> Bool {
        view.page.blocks.indices.contains { index in
            let block = view.page.blocks[index]
            guard block.statistics.words <= 40, !view.page.elements[Int(block.element)].context.isIn(.nav) else {
                return false
            }
            let text = view.page.string(index).lowercased()
            return phrases.contains { text.holds($0) }
        }
    }

    /// A box that is called a wall, stands right behind the text, and asks for an account.
    private static func hasWall(_ view: PageView, behind text: String) -> Bool {
        view.page.elements.contains { element in
            guard element.endBlock > element.firstBlock,
                !element.context.isIn(.hidden), !element.context.isIn(.template), !element.context.isIn(.nav),
                !element.context.isIn(.header),
                let name = element.node.attribute("class")?.asciiLowercased,
                wallNames.contains(where: { name.holds($0) })
            else { return false }
            let blocks = Int(element.firstBlock)..<Int(element.endBlock)
            guard (3...80).contains(view.page.words(blocks)), blocks.count <= 80, blocks.lowerBound > 0,
                text.contains(view.page.string(blocks.lowerBound - 1))
            else { return false }
            let request = blocks.map { view.page.string($0).lowercased() }.joined(separator: " ")
            return asks.contains { request.holds($0) }
        }
    }

    private static let wallNames: [StaticString] = ["paywall", "pay-wall", "paid-wall", "regwall", "subscription-wall"]
    private static let asks: [StaticString] = [
        "subscri", "sign in", "log in", "member", "abonn", "anmelden", "registr", "suscri", "suscrí", "assin", "abbon",
        "会員", "購読", "登録", "订阅", "구독", "подпис", "prenumer", "inscri",
    ]

    private static let phrases: [StaticString] = [
        "subscribe to continue reading", "subscribe to read", "article is for subscribers", "story is for subscribers",
        "exclusive to subscribers", "to continue reading this article", "to read the full story",
        "to read the full article",
        "continue reading your article with", "weiterlesen mit abo", "jetzt weiterlesen mit", "lesen sie weiter mit",
        "dieser artikel ist für abonnent", "pour lire la suite", "réservé aux abonnés", "per continuare a leggere",
        "contenuto riservato agli abbonati", "contenido exclusivo para suscriptores", "para seguir leyendo",
        "exclusivo para assinantes", "lees verder met", "alleen voor abonnees", "fortsätt läsa med", "læs videre med",
        "abonner og les", "czytaj dalej w", "dla abonentów", "доступно только подписчикам", "только для подписчиков",
        "有料会員限定", "この記事は会員限定", "この記事は有料会員記事", "有料会員になると続き", "post is for paid subscribers",
        "story is for members", "story is for subscribers", "article is for members", "to keep reading, subscribe",
        "subscribe to keep reading", "become a member to read this", "la suite de cet article est réservée",
        "solo para suscriptores", "jetzt abonnieren und weiterlesen", "订阅后可阅读全文", "유료 회원 전용",
    ]
}
