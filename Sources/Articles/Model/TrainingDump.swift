import Basics
import Markup

/// What `train.py` learns from: the blocks of a page with their features, as the extractor itself computes them.
@_spi(Training)
public enum TrainingDump {
    /// Members of a JSON object: `page` (the page's bytes), `rows` (one string for each block), both in hexadecimal, and `text`; then
    /// `titles`, `authors` and `dates`, a list of `[value, row]` each.
    /// With `scores`, the first model's (0 ... 255 for each block), `rows` are those of the second model alone.
    public static func write(
        _ bytes: [UInt8], url: WebURL?, contentType: String?, scores: [UInt8]?, to writer: inout JSONWriter
    ) throws(ArticleError) {
        let document: HTMLDocument
        do {
            document = try HTMLDocument(parsing: bytes, contentType: contentType)
        } catch {
            throw ArticleError(error)
        }
        let made: Void? = document.withRoot { root in
            ComposedTree.compose(root)
            let view = PageView(root, url: url, hints: ArticleHints())
            let lines = view.dump(scores)
            writer.field("page", lines.page)
            writer.field("rows", lines.rows)
            writer.field("text", each: lines.text) { writer, text in writer.value(text) }
            if scores == nil { candidates(view, url, &writer) }
        }
        guard made != nil else { throw .noArticle }
    }

    private static func candidates(_ view: PageView, _ url: WebURL?, _ writer: inout JSONWriter) {
        let base = view.page.baseNode?.attribute("href").flatMap { WebURL($0.trimmed, base: url) } ?? url
        let finder = MetadataReader(view: view, url: url, base: base, hints: ArticleHints()).finder
        let titles = TitleCandidates(view, site: finder.site)
        write("titles", titles.all.map(\.text), titles.rows(), &writer) { writer, text in writer.value(text) }
        let authors = AuthorCandidates(view, site: finder.site, base: base)
        write("authors", authors.all.map { $0.people.map(\.name) }, authors.rows(), &writer) { writer, names in
            writer.value(.array(names.map { .string($0) }))
        }
        let dates = DateCandidates(view, url: url, monthFirst: finder.monthFirst)
        write("dates", dates.all.map(\.found.time), dates.rows(), &writer) { writer, time in writer.value("\(time)") }
    }

    /// An array of `[value, row]`.
    private static func write<Value>(
        _ name: StaticString, _ values: [Value], _ rows: [[UInt8]], _ writer: inout JSONWriter,
        value: (inout JSONWriter, Value) -> Void
    ) {
        writer.key(name)
        writer.beginArray()
        for (item, row) in zip(values, rows) {
            writer.beginArray()
            value(&writer, item)
            writer.value(hexadecimal(row))
            writer.endArray()
        }
        writer.endArray()
    }
}

extension PageView {
    fileprivate func dump(_ scores: [UInt8]?) -> (page: String, rows: [String], text: [String]) {
        if let scores {
            let rows = ScoreFeatures(page, facts, scores.map { Float($0) / 255 }).rows()
            return (hexadecimal(facts.features), rows.map { hexadecimal($0) }, [])
        }
        let rows = features.rows()
        return (hexadecimal(facts.features), rows.map { hexadecimal($0) }, page.blocks.indices.map { page.string($0) })
    }
}
