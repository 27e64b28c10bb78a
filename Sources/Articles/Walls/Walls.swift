import Basics

/// Tells pages that stand before an article, or in its place, from articles.
enum Walls {
    /// Articles with fewer words may be a wall's own text.
    private static let shortText = 120

    /// Refuses what is no HTML by its declared type or its first bytes.
    static func checkKind(_ bytes: [UInt8], _ contentType: String?) throws(ArticleError) {
        let type = (contentType ?? "").asciiLowercased.split(separator: ";").first.map { String($0).trimmed } ?? ""
        for kind in [
            "image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/json", "text/css",
        ]
        where type.hasPrefix(kind) {
            throw .notHTML(type)
        }
        let magic: [([UInt8], String)] = [
            (Array("%PDF-".utf8), "a PDF document"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
            ([0xFF, 0xD8, 0xFF], "a JPEG image"),
            (Array("GIF8".utf8), "a GIF image"), ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive"),
            ([0x1F, 0x8B, 0x08], "gzip data"),
        ]
        for (start, name) in magic where bytes.starts(with: start) { throw .notHTML(name) }
    }

    static func check(_ view: PageView, _ article: Article) throws(ArticleError) {
        if article.wordCount < shortText {
            let signs = WallSigns(view, article)
            if signs.isChallenge { throw .challenge }
            if signs.isConsent { throw .consentWall }
            if signs.isGone { throw .gone }
            if signs.isExcuse { throw .noArticle }
        }
        if Paywall.stands(before: article, view) { throw .paywalled }
        // A rule may say that a picture is the article.
        let isPicture = article.extractor == .siteRule && !article.contentHTML.isEmpty
        if article.contentText.isEmpty && !isPicture { throw .noArticle }
    }
}
