import Basics
import Markup

/// The JSON-LD of a page (JSON-LD 1.1 as schema.org uses it): its nodes, found wherever they are nested, with references by `@id`
/// followed.
struct LinkedData {
    static let articleTypes: Set<String> = [
        "Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
        "ScholarlyArticle", "TechArticle", "LiveBlogPosting", "Report", "AdvertiserContentArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle", "Review", "Recipe", "SocialMediaPosting", "DiscussionForumPosting", "SatiricalArticle",
    ]

    private(set) var nodes: [JSONValue] = []
    /// Places in `nodes` of what customers wrote of a product: no part of what the page says of itself.
    private var reviews: Set<Int> = []
    private var types: Set<String> = []
    private var byID: [String: JSONValue] = [:]

    /// Bytes of a script that are read, and nodes that are kept.
    static let maximumBytes = 1 << 20
    static let maximumNodes = 400

    init(_ scripts: [HTMLNode]) {
        for script in scripts {
            guard let type = script.attribute("type"), type.asciiLowercased.holds("ld+json") else { continue }
            let text = script.rawText
            guard text.utf8.count <= LinkedData.maximumBytes, let value = LinkedData.parse(text) else { continue }
            collect(value, depth: 0, isReview: false)
        }
    }

    func has(_ wanted: Set<String>) -> Bool { !types.isDisjoint(with: wanted) }

    /// The nodes of these types, in the order of the page.
    func nodes(of wanted: Set<String>) -> [JSONValue] {
        nodes.filter { node in LinkedData.types(of: node).contains { wanted.contains($0) } }
    }

    /// As `nodes(of:)`, but none that customers wrote.
    func own(of wanted: Set<String>) -> [JSONValue] {
        nodes.enumerated().filter { place, node in
            !reviews.contains(place) && LinkedData.types(of: node).contains { wanted.contains($0) }
        }
        .map(\.element)
    }

    /// The node that describes the article itself.
    var article: JSONValue? {
        let found = own(of: LinkedData.articleTypes)
        return found.first { $0["headline"] != nil || $0["articleBody"] != nil } ?? found.first
    }

    var articleBody: String? {
        guard let body = article.flatMap({ LinkedData.text($0["articleBody"]) }), body.utf8.count > 200 else {
            return nil
        }
        return body
    }

    /// A value, or the node that it refers to by `@id`.
    func resolve(_ value: JSONValue) -> JSONValue {
        guard case .object(let members) = value, members.count == 1, let id = value["@id"]?.string else { return value }
        return byID[id] ?? value
    }

    /// Plain text of a string value, its markup gone.
    static func text(_ value: JSONValue?) -> String? {
        guard var text = value?.string ?? value?[0]?.string else { return nil }
        if text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) { text = HTMLText.plain(text) }
        return text.cleaned.collapsed.nonEmpty
    }

    static func types(of node: JSONValue) -> [String] {
        guard let type = node["@type"] else { return [] }
        let names = type.string.map { [$0] } ?? type.array.compactMap(\.string)
        return names.map { String($0.split(separator: "/").last ?? Substring($0)) }
    }

    private mutating func collect(_ value: JSONValue, depth: Int, isReview: Bool) {
        guard depth < 12, nodes.count < LinkedData.maximumNodes else { return }
        switch value {
        case .array(let members): for member in members { collect(member, depth: depth + 1, isReview: isReview) }
        case .object(let members):
            let named = LinkedData.types(of: value)
            if !named.isEmpty {
                if isReview { reviews.insert(nodes.count) }
                nodes.append(value)
                types.formUnion(named)
            }
            if let id = value["@id"]?.string, members.count > 1, byID[id] == nil { byID[id] = value }
            for member in members {
                switch member.value {
                case .object: collect(member.value, depth: depth + 1, isReview: isReview)
                case .array:
                    let areReviews = isReview || member.key == "review" || member.key == "reviews"
                    collect(member.value, depth: depth + 1, isReview: areReviews)
                default: break
                }
            }
        default: break
        }
    }

    /// JSON as pages write it.
    static func parse(_ text: String) -> JSONValue? { try? JSONValue(parsing: text, .lenient, depth: 60) }
}
