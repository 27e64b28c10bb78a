import Basics
import Markup

/// Text that a page carries as data: `articleBody` and a product's `description` in JSON-LD, the state of a script's application.
enum StructuredText {
    /// A body in data must have so many words, and so many times those of the text found in the markup.
    private static let leastWords = 60
    private static let factor = 1.6

    /// - Parameter found: words of the text in the markup.
    /// - Returns: the text of the data, where the markup has far less; nil where the markup is enough.
    static func better(than found: Int, _ view: PageView) -> HTMLFragment? {
        var candidates: [String] = []
        if let body = view.declared.linkedData.article?["articleBody"]?.string { candidates.append(body) }
        if found < leastWords {
            if let description = product(view) { candidates.append(description) }
            candidates += ScriptText.longTexts(view.page.scripts)
        }
        for text in candidates {
            let words = Article.words(in: text)
            guard words >= leastWords, Double(words) > Double(found) * factor, let made = self.fragment(text) else {
                continue
            }
            return made
        }
        return nil
    }

    private static func product(_ view: PageView) -> String? {
        guard let node = view.declared.linkedData.nodes(of: ["Product", "ProductGroup"]).first else { return nil }
        return node["description"]?.string
    }

    /// Plain text or markup as a fragment: its own tree, all of it kept.
    private static func fragment(_ text: String) -> HTMLFragment? {
        guard text.contains("</") || text.contains("<p>") || text.contains("<br") else {
            var builder = HTMLFragmentBuilder()
            for line in text.split(whereSeparator: \.isNewline) {
                builder.breakBlock()
                builder.text(Array(String(line).cleaned.utf8))
            }
            return builder.finish()
        }
        guard let document = try? HTMLDocument(parsing: text) else { return nil }
        return document.withRoot { root in
            let page = PageScanner.scan(root)
            return ContentWriter.write(page, keeping: [Bool](repeating: true, count: page.blocks.count), base: nil)
        }
    }
}
