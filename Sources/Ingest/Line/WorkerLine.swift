import Articles
import Basics
import Feeds
import Markup
import Records
import Schedule
import Workers

/// What a worker does with each document: the same functions that `parse` and `extract` call without a fence.
public enum WorkerLine {
    enum Task: UInt8 {
        case feed = 1
        case page = 2
        case search = 3
        case list = 4
    }

    /// The life of a worker process; never returns.
    public static func serve(memory: Int) -> Never {
        WorkerProcess.serve(memory: memory, prepare: prepare, handle: handle)
    }

    /// Opens whatever needs a file, before the fence closes.
    public static func prepare() {
        TextEncoding.prepare()
        // Whatever the libraries set up when they are first used is set up now.
        _ = try? FeedDocument(parsing: Array("<rss><channel><item/></channel></rss>".utf8), url: nil, contentType: nil)
        _ = try? ArticleExtractor(rules: nil).extract(
            Array("<p>.</p>".utf8), url: nil, contentType: "text/html", hints: ArticleHints())
    }

    /// A request that cannot be read gets an empty reply: only a feedmill of another version sends such.
    public static func handle(_ request: [UInt8]) -> [UInt8] {
        var reader = ByteReader(request)
        do throws(ByteReadingError) {
            switch Task(rawValue: try reader.read(UInt8.self)) {
            case .feed: return parse(try FeedTask.Request(&reader)).bytes
            case .page: return extract(try PageTask.Request(&reader)).bytes
            case .search: return search(try SearchTask.Request(&reader)).bytes
            case .list: return try ListTask.Request(&reader).reply.bytes
            case nil: return []
            }
        } catch {
            return []
        }
    }
}

extension WorkerLine {
    private static func parse(_ request: FeedTask.Request) -> FeedTask.Reply {
        var limits = FeedLimits()
        limits.maximumItems = request.maximumItems
        limits.maximumTextLength = request.maximumText
        limits.xml.maximumDepth = request.maximumDepth
        do throws(FeedError) {
            let document = try FeedDocument(
                parsing: request.document, url: request.url, contentType: request.contentType, limits: limits)
            var writer = JSONWriter(capacity: 16 << 10)
            let items = document.items.map { item(of: $0, request, &writer) }
            return .feed(facts(of: document), items)
        } catch {
            return .failed(FeedTask.Failure(code: error.code, message: error.message))
        }
    }

    private static func item(of item: Item, _ request: FeedTask.Request, _ writer: inout JSONWriter) -> FeedTask.Item {
        let digest = ItemEvidence.digest(of: item)
        if request.known.contains(digest) {
            return FeedTask.Item(evidence: ItemEvidence(knownDigest: digest), url: nil, json: [])
        }
        writer.removeAll()
        item.write(to: &writer)
        return FeedTask.Item(
            evidence: ItemEvidence(item, parameters: request.parameters), url: item.url ?? item.externalURL,
            json: writer.bytes)
    }

    static func facts(of document: FeedDocument) -> FeedTask.Facts {
        let polling = document.feed.polling
        return FeedTask.Facts(
            format: document.format.rawValue, title: document.feed.title, homePageURL: document.feed.homePageURL,
            wishes: FeedWishes(
                ttl: Double(polling.ttlMinutes ?? 0) * 60, updatePeriod: Double(polling.updatePeriodSeconds ?? 0),
                skipHours: polling.skipHours.reduce(0) { (0..<24).contains($1) ? $0 | 1 << UInt32($1) : $0 },
                skipDays: polling.skipDays.reduce(0) { bits, day in
                    weekdays.firstIndex(of: day).map { bits | 1 << UInt8($0) } ?? bits
                }
            ), endsEarly: document.endsEarly)
    }

    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}

extension WorkerLine {
    private static func search(_ request: SearchTask.Request) -> SearchTask.Reply {
        let found = FeedDiscovery(
            in: request.document, url: request.url, contentType: request.contentType, linkFields: request.linkFields)
        return SearchTask.Reply(candidates: found.candidates, guesses: found.guesses)
    }

    private static func extract(_ request: PageTask.Request) -> PageTask.Reply {
        let item = (try? JSONValue(parsing: request.item)) ?? .null
        let hints = hints(from: item)
        guard !request.pages.isEmpty else { return carried(by: item, hints) }
        var parts: [Article] = []
        do throws(ArticleError) {
            for page in request.pages {
                let rules = page.rules.isEmpty ? nil : SiteRules(SiteRuleSet(files: page.rules))
                parts.append(
                    try ArticleExtractor(rules: rules).extract(
                        page.document, url: WebURL(page.url), contentType: page.contentType, hints: hints))
            }
        } catch {
            // A further part that holds nothing ends the article; the first one is the article.
            guard !parts.isEmpty else {
                return .failed(failure(error))
            }
        }
        var article = Article.join(parts) ?? parts[0]
        article.settleAddress(request.parameters)
        return .article(extracted(article, robotsTags: request.pages[0].robotsTags))
    }

    private static func failure(_ error: ArticleError) -> PageTask.Failure {
        if case .elsewhere(let address, let error) = error {
            var failure = failure(error)
            failure.singlePageURL = address
            return failure
        }
        var failure = PageTask.Failure(status: error.status, code: error.code, message: error.message, members: [])
        if case .ruleMissed(let names) = error { failure.missedRules = names }
        return failure
    }

    private static func carried(by item: JSONValue, _ hints: ArticleHints) -> PageTask.Reply {
        let html = item["content_html"]?.string
        guard let body = html ?? item["content_text"]?.string,
            let article = Article(
                feedContent: body, isHTML: html != nil, url: item["url"]?.string.flatMap { WebURL($0) }, hints: hints)
        else {
            return .failed(
                PageTask.Failure(status: "no-link", code: "no-link", message: "the item leads nowhere", members: []))
        }
        return .article(extracted(article, robotsTags: []))
    }

    private static func extracted(_ article: Article, robotsTags: [String]) -> PageTask.Extracted {
        var writer = JSONWriter(capacity: article.contentHTML.utf8.count * 3 + 1024)
        if !article.rights.isEmpty || !robotsTags.isEmpty {
            writer.key("rights")
            article.rights.write(to: &writer, headerRobots: robotsTags)
        }
        article.write(to: &writer)
        article.writeRuleNotes(to: &writer)
        return PageTask.Extracted(
            members: writer.bytes, cluster: ClusterFingerprint(articleText: article.contentText),
            canonicalURL: article.canonicalURL, nextPageURL: article.nextPageURL, singlePageURL: article.singlePageURL,
            missedRules: article.missedRules)
    }

    /// What the feed says of the article.
    private static func hints(from item: JSONValue) -> ArticleHints {
        ArticleHints(
            title: item["title"]?.string, summary: item["summary"]?.string,
            authors: item["authors"]?.array.compactMap { $0["name"]?.string } ?? [],
            datePublished: item["date_published"]?.string.flatMap { Timestamp(rfc3339: $0) },
            html: item["content_html"]?.string)
    }
}
