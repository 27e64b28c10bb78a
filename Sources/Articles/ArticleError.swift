import Basics
import Markup

/// Why a page gives no article.
public indirect enum ArticleError: CodedError, Equatable {
    /// The bytes are no HTML page.
    case notHTML(String)
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    /// A bot check, a consent wall, a paywall stands where the article would.
    case challenge
    case consentWall
    case paywalled
    /// A page that says that there is no such page.
    case gone
    /// There is no text that could be one.
    case noArticle
    /// A site rule finds nothing, and forbids to look for the article without it.
    case ruleMissed([String])
    /// So it is on this page; but a site rule says at which address the article stands.
    case elsewhere(String, ArticleError)

    init(_ error: HTMLError) {
        switch error {
        case .empty: self = .noArticle
        case .tooLarge(let limit): self = .tooLarge(limit: limit)
        case .tooDeep(let limit): self = .tooDeep(limit: limit)
        case .outOfMemory: self = .tooLarge(limit: 0)
        }
    }

    /// `article.status` in records.md.
    public var status: String {
        switch self {
        case .notHTML: "not-html"
        case .tooLarge, .tooDeep: "too-large"
        case .challenge: "challenge"
        case .consentWall: "consent-wall"
        case .paywalled: "paywalled"
        case .gone: "gone"
        case .noArticle, .ruleMissed: "failed"
        case .elsewhere(_, let error): error.status
        }
    }

    public var code: String {
        switch self {
        case .notHTML: "not-html"
        case .tooLarge: "page-too-large"
        case .tooDeep: "page-too-deep"
        case .challenge: "challenge"
        case .consentWall: "consent-wall"
        case .paywalled: "paywalled"
        case .gone: "gone"
        case .noArticle: "no-article"
        case .ruleMissed: "site-rule-missed"
        case .elsewhere(_, let error): error.code
        }
    }

    public var message: String {
        switch self {
        case .notHTML(let what): "the page is \(what), not HTML"
        case .tooLarge(let limit): "the page has more than \(limit) bytes"
        case .tooDeep(let limit): "the page's elements are nested more than \(limit) deep"
        case .challenge: "a check for robots stands before the page"
        case .consentWall: "the page asks for consent before it shows the article"
        case .paywalled: "the article is for subscribers; the page shows its beginning at most"
        case .gone: "the page says that the article is not there"
        case .noArticle: "the page holds no text that could be an article"
        case .ruleMissed(let names):
            "the site rule \(names.joined(separator: ", ")) finds no body on the page, and says not to look for one without it"
        case .elsewhere(_, let error): error.message
        }
    }
}
