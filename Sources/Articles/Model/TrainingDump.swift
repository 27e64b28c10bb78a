import Basics
import Markup

/// What `train.py` learns from: the blocks of a page with their features, as the extractor itself computes them.
@_spi(Training)
public enum TrainingDump {
    /// Members of a JSON object: `page` (the page's bytes), `rows` (one string for each block), both in hexadecimal, and `text`.
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
        let lines = document.withRoot { root in PageView(root, url: url, hints: ArticleHints()).dump(scores) }
        guard let lines else { throw .noArticle }
        writer.field("page", lines.page)
        writer.field("rows", lines.rows)
        writer.field("text", each: lines.text) { writer, text in writer.value(text) }
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
