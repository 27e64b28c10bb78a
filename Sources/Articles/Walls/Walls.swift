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
        let title = (view.declared.title + " " + article.title).lowercased()
        let isShort = article.wordCount < shortText
        if isShort {
            let text = String(decoding: view.page.text.prefix(4000), as: UTF8.self).lowercased()
            if isChallenge(view, title, text) { throw .challenge }
            if isConsent(title, text) { throw .consentWall }
            if isGone(title, article) { throw .gone }
        }
        if isPaywalled(view, article) { throw .paywalled }
        // A rule may say that a picture is the article.
        let isPicture = article.extractor == .siteRule && !article.contentHTML.isEmpty
        if article.contentText.isEmpty && !isPicture { throw .noArticle }
    }

    private static func isChallenge(_ view: PageView, _ title: String, _ text: String) -> Bool {
        let titles = [
            "just a moment", "attention required", "access denied", "are you a robot", "robot check", "security check",
            "verifying you are human", "please verify", "ddos-guard", "checking your browser",
            "pardon our interruption", "bot verification",
            "human verification", "one more step", "you have been blocked", "access to this page has been denied",
        ]
        if view.page.words < 400, titles.contains(where: { title.contains($0) }) { return true }
        let phrases = [
            "enable javascript and cookies to continue", "verify you are human", "checking your browser before",
            "unusual traffic from your",
            "complete the security check", "press & hold to confirm", "performance & security by cloudflare",
            "performing security verification",
            "to continue, please verify", "please complete the captcha",
        ]
        return view.page.words < 300 && phrases.contains { text.contains($0) }
    }

    private static func isConsent(_ title: String, _ text: String) -> Bool {
        let phrases = [
            "before you continue to", "weiter mit werbung", "mit werbung und cookies weiterlesen",
            "accept all cookies to continue",
            "we and our partners store and/or access information", "zustimmung erforderlich", "pur-abo",
            "continuer sans accepter",
            "your privacy choices", "wir benötigen ihre zustimmung", "consent to the use of cookies",
            "accetta e continua", "aceptar y continuar",
        ]
        let cookies = text.split(separator: " ").count {
            $0.hasPrefix("cookie") || $0.hasPrefix("consent") || $0.hasPrefix("einwillig")
        }
        return phrases.contains { text.contains($0) } && cookies >= 3
    }

    /// A page of an error that was served with status 200.
    private static func isGone(_ title: String, _ article: Article) -> Bool {
        let phrases = [
            "page not found", "404 not found", "error 404", "404 error", "seite nicht gefunden", "page introuvable",
            "página no encontrada",
            "pagina non trovata", "pagina niet gevonden", "nie znaleziono strony", "sidan kunde inte hittas", "404 -",
            "not found |", "страница не найдена",
            "página não encontrada",
        ]
        return article.wordCount < 80
            && (phrases.contains { title.contains($0) } || title.hasPrefix("404") || title.trimmed == "not found")
    }

    /// The publisher says that the article is not free, and the page shows only its beginning.
    private static func isPaywalled(_ view: PageView, _ article: Article) -> Bool {
        guard let node = view.declared.linkedData.article else { return false }
        let free = node["isAccessibleForFree"]
        let isClosed = free?.bool == false || free?.string?.lowercased() == "false"
        guard isClosed else { return false }
        if let words = node["wordCount"]?.integer ?? node["wordCount"]?.string.flatMap({ Int($0) }), words > 0 {
            return article.wordCount * 2 < words
        }
        return article.wordCount < 200
    }
}
