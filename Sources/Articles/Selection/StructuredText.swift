import Basics
import Markup

/// Text that a page carries as data: `articleBody` and a product's `description` in JSON-LD, `articleBody` in a `meta`, the state of a
/// script's application.
enum StructuredText {
    /// A body in data must have so many words, and so many times those of the text found in the markup.
    private static let leastWords = 60
    private static let factor = 1.6
    /// With more words in the markup, no script is looked at.
    private static let fewWords = 200

    /// - Parameter article: what was found in the markup.
    /// - Returns: the text of the data, where the markup has far less; nil where the markup is enough.
    static func better(than article: Article, _ view: PageView, base: WebURL?) -> HTMLFragment? {
        let found = article.wordCount
        for text in candidates(article, view) {
            guard Double(Article.words(in: text)) > Double(found) * factor, let made = fragment(text, base) else {
                continue
            }
            let words = Article.words(in: made.plainText)
            if words >= leastWords, Double(words) > Double(found) * factor { return made }
        }
        return nil
    }

    private static func candidates(_ article: Article, _ view: PageView) -> [String] {
        var found: [String] = []
        if let body = view.declared.linkedData.article?["articleBody"] {
            if let text = body.string { found.append(text) }
            let parts = body.array.compactMap(\.string)
            if !parts.isEmpty { found.append(parts.joined(separator: "\n")) }
        }
        if let body = view.declared["articlebody"] { found.append(body) }
        if article.wordCount < leastWords {
            if let description = product(view) { found.append(description) }
            found += ScriptText.longTexts(view.page.scripts)
        } else if article.wordCount < fewWords {
            // The markup has a beginning: the data must have it too.
            let start = article.contentText.split(separator: "\n").first { $0.utf8.count > 60 }?.prefix(50) ?? ""
            if !start.isEmpty { found += ScriptText.longTexts(view.page.scripts).filter { $0.contains(start) } }
        }
        return found
    }

    private static func product(_ view: PageView) -> String? {
        guard let node = view.declared.linkedData.nodes(of: ["Product", "ProductGroup"]).first else { return nil }
        return node["description"]?.string
    }

    /// Plain text or markup as a fragment: its own tree, all of it kept.
    private static func fragment(_ text: String, _ base: WebURL?) -> HTMLFragment? {
        // Markup that was written as text.
        let text = !RichText.isMarkup(text) && text.holds("&lt;") ? HTMLText.plain(text) : text
        guard RichText.isMarkup(text) else {
            var builder = HTMLFragmentBuilder()
            for line in text.split(whereSeparator: \.isNewline) {
                builder.breakBlock()
                let line = line.contains("&") ? HTMLText.plain(String(line)) : String(line)
                builder.text(Array(line.cleaned.utf8))
            }
            return builder.finish()
        }
        guard let document = try? HTMLDocument(parsing: text) else { return nil }
        return document.withRoot { root in
            let page = PageScanner.scan(root)
            return ContentWriter.write(page, keeping: [Bool](repeating: true, count: page.blocks.count), base: base)
        }
    }
}
