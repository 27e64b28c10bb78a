import Basics
import Markup

/// What a page declares of itself in its head: `meta`, `link`, JSON-LD. Read once; the finders of metadata and the model use it.
struct DeclaredPage {
    /// `meta` by name, property or itemprop in lower case; the first value of each, and all in order.
    private(set) var meta: [String: [String]] = [:]
    let linkedData: LinkedData
    /// The `title` element.
    let title: String

    init(_ page: Page, readsLinkedData: Bool) {
        for node in page.metas {
            guard let content = node.attribute("content")?.cleaned.collapsed, !content.isEmpty else { continue }
            for name: StaticString in ["name", "property", "itemprop", "http-equiv"] {
                guard let key = node.attribute(name)?.trimmed.asciiLowercased, !key.isEmpty else { continue }
                meta[key, default: []].append(content)
            }
        }
        linkedData = LinkedData(readsLinkedData ? page.scripts : [])
        title = page.titleNode?.text(limit: 1000).cleaned.collapsed ?? ""
    }

    subscript(_ names: String...) -> String? {
        for name in names { if let value = meta[name]?.first { return value } }
        return nil
    }

    /// The text of the article, where JSON-LD has it.
    var articleBody: String? { linkedData.articleBody }

    var description: String? { self["description", "og:description", "twitter:description", "dc.description"] }

    /// Bytes for the model: kinds that JSON-LD and OpenGraph name.
    var features: [UInt8] {
        let kind = self["og:type"]?.asciiLowercased ?? ""
        let openGraph: UInt8 =
            kind == "article"
            ? 1 : kind.hasPrefix("product") ? 2 : kind == "website" ? 3 : kind == "profile" ? 4 : kind.isEmpty ? 0 : 5
        return [
            openGraph,
            FeatureScale.flag(linkedData.has(LinkedData.articleTypes)),
            FeatureScale.flag(linkedData.has(["Product", "ProductGroup"])),
            FeatureScale.flag(linkedData.has(["DiscussionForumPosting", "QAPage", "Question"])),
            FeatureScale.flag(linkedData.has(["CollectionPage", "ItemList", "OfferCatalog"])),
            FeatureScale.flag(linkedData.has(["TechArticle", "APIReference"])),
            FeatureScale.flag(linkedData.has(["Service", "SoftwareApplication", "LocalBusiness", "FAQPage"])),
            FeatureScale.flag(meta["article:published_time"] != nil),
            FeatureScale.flag(meta["author"] != nil),
            FeatureScale.count((description ?? "").utf8.count),
            FeatureScale.count((articleBody ?? "").utf8.count),
        ]
    }
}
