import Basics
import Markup

/// Finds the next part of an article that the site shows on several pages.
enum NextPage {
    /// Words of a link to the next page, in lower case.
    private static let words: Set<String> = [
        "next", "next page", "weiter", "nächste seite", "suivant", "page suivante", "siguiente", "página siguiente",
        "successiva",
        "avanti", "próxima", "volgende", "następna", "nästa", "næste", "neste", "следующая", "下一页", "次へ", "次のページ", "다음",
        "›", "»", ">", "→", "next ›", "next »", "next →", "next page »",
    ]

    /// The address of the next page: on this host, with the same path but for a page's number.
    static func find(_ view: PageView, url: WebURL?, base: WebURL?) -> String? {
        guard let url else { return nil }
        for node in view.page.links + view.page.relations
        where (node.attribute("rel") ?? "").asciiLowercased.split(separator: " ").contains("next") {
            if let found = checked(node.attribute("href"), url, base) { return found }
        }
        for element in view.page.elements where element.tag == .a && element.context.hint(.pagination) < 5 {
            let text = element.node.text(limit: 60).lowercased()
            guard words.contains(text), let found = checked(element.node.attribute("href"), url, base) else { continue }
            return found
        }
        return nil
    }

    /// Parts of one article share an address but for a number; the next article of a blog does not.
    private static func checked(_ reference: String?, _ url: WebURL, _ base: WebURL?) -> String? {
        guard let reference, let found = WebURL(reference.trimmed, base: base), found.isHTTP, found.host == url.host
        else { return nil }
        let (here, there) = (stem(url), stem(found))
        guard found.withoutFragment != url.withoutFragment, here.path == there.path, there.page > 1,
            there.page == max(1, here.page) &+ 1
        else {
            return nil
        }
        return found.withoutFragment.withoutCredentials.description
    }

    /// A path without its page number, and the number: `/story/2`, `/story/page/2/`, `/story-2.html`, `?page=2`.
    private static func stem(_ url: WebURL) -> (path: String, page: Int) {
        var parts = url.path.split(separator: "/").map(String.init)
        var page = 0
        for pair in (url.query ?? "").split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1)
            if sides.count == 2,
                ["page", "p", "seite", "pg", "pagina", "paged", "page_no"].contains(String(sides[0]).asciiLowercased),
                let number = Int(sides[1])
            {
                page = number
            }
        }
        if page == 0, let last = parts.last {
            if let number = Int(last), number < 100 {
                page = number
                parts.removeLast()
                if let word = parts.last, ["page", "seite", "p", "pagina"].contains(word) { parts.removeLast() }
            } else {
                let name = last.split(separator: ".").first.map(String.init) ?? last
                let pieces = name.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == "," })
                if pieces.count > 1, let number = Int(pieces[pieces.count - 1].drop { !$0.isNumber }), number < 100 {
                    page = number
                    parts[parts.count - 1] = pieces.dropLast().joined(separator: "-")
                } else {
                    parts[parts.count - 1] = name.split(whereSeparator: { $0 == "-" || $0 == "_" || $0 == "," }).joined(
                        separator: "-")
                }
            }
        }
        return (parts.joined(separator: "/"), page)
    }
}
