import Basics

/// One configured feed. Small, for there may be 200,000: what it shares with others stands behind one reference.
public struct FeedSettings: Sendable {
    public let id: String
    /// The address without user, password and fragment, as `WebURL` writes it.
    public let address: String
    public let tags: [String]
    public let paused: Bool
    /// Seconds between two polls, where the operator set them.
    public let interval: Double?
    /// Where the configuration names it.
    public let place: SourcePlace
    /// What holds for it: the sections of the configuration, with what the feed says otherwise.
    public let effective: EffectiveSettings
    private let details: Details?

    /// What few feeds have.
    final class Details: Sendable, Equatable {
        let title: String?
        let headers: [FeedHeader]
        let outline: [FeedOutlineAttribute]

        init?(_ draft: FeedDraft) {
            title = draft.title
            headers = draft.headers
            outline = draft.outline
            if title == nil, headers.isEmpty, outline.isEmpty { return nil }
        }

        static func == (a: Details, b: Details) -> Bool {
            a === b
                || a.title == b.title && a.headers == b.headers && a.outline == b.outline
        }
    }

    init(_ draft: FeedDraft, id: String, address: FeedAddress, effective: EffectiveSettings, place: SourcePlace) {
        self.id = id
        self.address = address.text
        tags = draft.tags
        paused = draft.paused
        interval = draft.interval
        self.effective = effective
        self.place = place
        details = Details(draft)
    }

    /// The address, parsed.
    public var url: WebURL {
        guard let url = WebURL(address) else { preconditionFailure("WebURL reads what WebURL wrote") }
        return url
    }
    /// The operator's name for it.
    public var title: String? { details?.title }
    /// For the feed's own origin alone; Authorization from the address among them.
    public var headers: [FeedHeader] { details?.headers ?? [] }
    /// What an OPML file said of it besides.
    public var outline: [FeedOutlineAttribute] { details?.outline ?? [] }
    public var http: HTTPSettings { effective.http }
    public var polling: PollingSettings { effective.polling }
    public var identity: IdentitySettings { effective.identity }
    public var articles: ArticleSettings { effective.articles }

    /// Whether it has a tag, or one in the folder that the tag is (`news` stands for `news/local` too).
    public func isTagged(_ tag: String) -> Bool { tags.contains { $0 == tag || $0.hasPrefix(tag + "/") } }

    /// Whether the other asks for the same polls and the same records; where it is written does not count.
    public func isEquivalent(to other: FeedSettings) -> Bool {
        id == other.id && address == other.address && tags == other.tags && paused == other.paused
            && interval == other.interval
            && details == other.details && effective == other.effective
    }
}

/// The settings of feeds that say the same things otherwise than the sections of the configuration.
public final class EffectiveSettings: Sendable, Equatable {
    public let http: HTTPSettings
    public let polling: PollingSettings
    public let identity: IdentitySettings
    public let articles: ArticleSettings
    /// Which proxy its requests go through.
    public let proxies: ProxyRules

    init(_ settings: Settings, environment: [String: String]) {
        http = settings.http
        polling = settings.polling
        identity = settings.identity
        articles = settings.articles
        proxies = ProxyRules(settings.http, environment: environment)
    }

    public static func == (a: EffectiveSettings, b: EffectiveSettings) -> Bool {
        a === b
            || a.http == b.http && a.polling == b.polling && a.identity == b.identity && a.articles == b.articles
                && a.proxies == b.proxies
    }
}
