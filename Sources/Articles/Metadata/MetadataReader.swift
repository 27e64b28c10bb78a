import Basics
import Markup

/// Fills an article's keys from a page, the content apart.
struct MetadataReader {
    let view: PageView
    let url: WebURL?
    let base: WebURL?
    let hints: ArticleHints

    var finder: MetadataFinder {
        MetadataFinder(
            view: view, url: url, base: base, site: SiteNames(siteName: siteName(), url: url),
            monthFirst: ["en-us", "en", ""].contains((declaredLanguage() ?? "").lowercased()))
    }

    /// The keys that selection needs: the title, and the site's name that is cut off it.
    func fillTitle(_ article: inout Article) {
        article.siteName = siteName()
        article.title = finder.title(hint: hints.title)
        if article.title.isEmpty { article.title = hints.title ?? "" }
    }

    /// - Parameter text: the article's text, by which the declared language is checked.
    func fill(_ article: inout Article, text: String) {
        article.url = url?.withoutCredentials.description
        article.addressClaims = addressClaims()
        article.canonicalURL = article.addressClaims.first
        article.language = language(text)
        let authors = finder.authors(isProduct: article.pageType == .product)
        article.authors = authors.isEmpty ? hints.authors.map { Person(name: $0) } : authors
        article.byline = article.authors.map(\.name).joined(separator: ", ")
        article.datePublished = finder.published(isProduct: article.pageType == .product) ?? hints.datePublished
        article.dateModified = finder.modified()
        if article.dateModified == article.datePublished { article.dateModified = nil }
        article.image = image()
        article.tags = tags()
        article.excerpt = excerpt(text)
        article.rights = rights()
        article.nextPageURL = NextPage.find(view, url: url, base: base)
    }

    private func addressClaims() -> [String] {
        let link = view.page.links.first { ($0.attribute("rel") ?? "").asciiLowercased == "canonical" }
        return [link?.attribute("href"), view.declared["og:url"]].compactMap { claim in
            guard let url = claim.flatMap({ WebURL($0.trimmed, base: base) }), url.isHTTP else { return nil }
            return url.withoutCredentials.description
        }
    }

    private func siteName() -> String {
        if let name = view.declared["og:site_name", "application-name", "al:ios:app_name"] { return name }
        let data = view.declared.linkedData
        if let publisher = data.article?["publisher"].map(data.resolve), let name = LinkedData.text(publisher["name"]) {
            return name
        }
        if let site = data.nodes(of: ["WebSite", "NewsMediaOrganization"]).first,
            let name = LinkedData.text(site["name"])
        {
            return name
        }
        return ""
    }

    private func declaredLanguage() -> String? {
        let declared =
            view.page.root.attribute("lang") ?? view.page.root.attribute("xml:lang") ?? view.declared[
                "content-language", "og:locale", "dc.language"]
            ?? view.declared.linkedData.article.flatMap { LinkedData.text($0["inLanguage"]) }
        guard let declared = declared?.trimmed.split(separator: ",").first.map(String.init), !declared.isEmpty else {
            return nil
        }
        let tag = declared.split(separator: "_").joined(separator: "-")
        let isTag =
            tag.utf8.count <= 35 && tag.split(separator: "-").allSatisfy { (1...8).contains($0.utf8.count) }
            && tag.utf8.allSatisfy { $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
        return isTag ? tag : nil
    }

    /// The declared language, unless the text is plainly in another.
    private func language(_ text: String) -> String {
        let declared = declaredLanguage()
        guard let found = LanguageDetector.detect(text) else { return declared ?? "" }
        guard let declared else { return found }
        let primary = declared.split(separator: "-").first.map { $0.lowercased() } ?? ""
        let kin: [Set<String>] = [
            ["da", "nb", "no", "nn"], ["cs", "sk"], ["hr", "sr", "bs", "sl"],
            ["ru", "bg", "uk", "be", "mk", "sr", "kk"], ["ar", "fa", "ur", "ku"], ["es", "ca", "gl"], ["id", "ms"],
            ["hi", "mr", "ne"], ["zh", "yue"],
        ]
        if primary == found || kin.contains(where: { $0.contains(primary) && $0.contains(found) }) { return declared }
        return found
    }

    private func image() -> String? {
        let data = view.declared.linkedData
        let named = view.declared[
            "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "thumbnail"]
        let node = data.article?["image"].map(data.resolve)
        let linked = node?.string ?? node?["url"]?.string ?? node?[0]?.string ?? node?[0]?["url"]?.string
        guard let address = named ?? linked, let found = WebURL(address.trimmed, base: base), found.isHTTP else {
            return nil
        }
        return found.withoutCredentials.description
    }

    private func tags() -> [String] {
        var found = view.declared.meta["article:tag"] ?? []
        if found.isEmpty, let keywords = view.declared.linkedData.article?["keywords"] {
            found =
                keywords.string.map { $0.split(separator: ",").map(String.init) } ?? keywords.array.compactMap(\.string)
        }
        if found.isEmpty {
            found = (view.declared["news_keywords", "keywords", "parsely-tags", "sailthru.tags"] ?? "").split(
                separator: ","
            ).map(String.init)
        }
        if found.isEmpty {
            found = view.page.relations.filter {
                ($0.attribute("rel") ?? "").asciiLowercased.split(separator: " ").contains("tag")
            }
            .map { $0.text(limit: 80) }
        }
        var seen: Set<String> = []
        return found.map { $0.cleaned.collapsed }.filter {
            !$0.isEmpty && $0.utf8.count <= 100 && seen.insert($0.lowercased()).inserted
        }.prefix(40)
            .map { $0 }
    }

    /// What the page says of itself in a sentence, else the beginning of the text.
    private func excerpt(_ text: String) -> String {
        if let description = view.declared.description, PlainWords.of(description).count > 3 {
            return description.cleaned.collapsed
        }
        let first = text.split(separator: "\n").first { $0.utf8.count > 40 }.map(String.init) ?? ""
        guard first.count > 300 else { return first }
        let cut = first.prefix(300)
        return String(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)]) + "…"
    }

    private func rights() -> ArticleRights {
        var rights = ArticleRights()
        let directives = (view.declared.meta["robots"] ?? []) + (view.declared.meta["googlebot"] ?? [])
        for directive in directives.flatMap({ $0.asciiLowercased.split(separator: ",") }).map({ String($0).trimmed })
        where !directive.isEmpty && !rights.robots.contains(directive) {
            rights.robots.append(directive)
        }
        rights.tdmReservation = view.declared["tdm-reservation"].map { $0 == "1" }
        rights.tdmPolicy = view.declared["tdm-policy"].flatMap { WebURL($0, base: base)?.description }
        let link = (view.page.links + view.page.relations).first { node in
            (node.attribute("rel") ?? "").asciiLowercased.split(separator: " ").contains("license")
        }
        let data = view.declared.linkedData.article
        rights.license =
            link?.attribute("href").flatMap { WebURL($0.trimmed, base: base)?.description }
            ?? LinkedData.text(data?["license"]) ?? view.declared["dc.rights", "dcterms.license", "copyright", "rights"]
        return rights
    }
}
