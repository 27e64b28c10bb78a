import Basics
import Feeds
import HTTP

extension FeedTrial {
    /// The article of the first item that leads to one.
    func article(of document: FeedDocument) async -> TrialReport.ArticleFound? {
        guard feed.articles.fetch else { return nil }
        for item in document.items {
            guard let url = (item.url ?? item.externalURL).flatMap({ WebURL($0) }), url.isHTTP else { continue }
            return await article(of: item, at: url)
        }
        return nil
    }

    private func article(of item: Item, at url: WebURL) async -> TrialReport.ArticleFound {
        var found = TrialReport.ArticleFound(url: url.withoutCredentials.description, status: "failed")
        if feed.articles.robotsTxt {
            progress("asking for robots.txt of \(url.host ?? "")")
            let robots = RobotsDesk(http: visitor.http, clock: clock)
            if case .ask(let address) = await robots.decision(for: url) {
                let answer = await robots.ask(address, settings: feed.http, proxies: feed.effective.proxies)
                if let obstacle = answer.obstacle {
                    found.failure = (obstacle.code, obstacle.message)
                    return found
                }
            }
            switch await robots.decision(for: url) {
            case .allowed: break
            case .refused:
                found.status = "robots-disallowed"
                found.failure = ("robots-disallowed", "robots.txt of the site does not allow it")
                return found
            case .ask, .wait:
                found.failure = ("robots-unreachable", "robots.txt of the site cannot be had")
                return found
            }
        }
        progress("fetching an article from \(url.host ?? "")")
        var request = HTTPRequest(url: url, purpose: .page)
        let rules = SiteRuleBook(directory: feed.articles.siteRules)
        request.apply(feed.http, bodySize: feed.http.maxPageSize, proxies: feed.effective.proxies)
        request.siteFields = rules.requestFields
        switch await visitor.http.send(request) {
        case .failure(let error): found.failure = (error.code, error.message)
        case .success(let response) where response.status != 200:
            found.failure = ("http-\(response.status)", "the server answered \(response.status)")
        case .success(let response): await extract(response, item, rules, &found)
        }
        return found
    }

    private func extract(
        _ response: HTTPResponse, _ item: Item, _ rules: SiteRuleBook, _ found: inout TrialReport.ArticleFound
    ) async {
        var writer = JSONWriter()
        item.write(to: &writer)
        let page = PageTask.Page(
            url: response.url.description, contentType: response.headers["Content-Type"], robotsTags: [],
            rules: rules.rules(for: response.url)?.files ?? [], document: response.body)
        switch await visitor.reader.article(PageTask.Request(pages: [page], item: writer.bytes)) {
        case .failure(let error): found.failure = (error.code, error.message)
        case .success(.failed(let failure)):
            found.status = failure.status
            found.failure = (failure.code, failure.message)
        case .success(.article(let extracted)):
            let article = (try? JSONValue(parsing: Array("{".utf8) + extracted.members + Array("}".utf8))) ?? .null
            found.status = "ok"
            found.title = article["title"]?.string ?? ""
            found.words = article["word_count"]?.integer ?? 0
            found.confidence = article["confidence"]?.number
            found.excerpt = article["excerpt"]?.string ?? ""
        }
    }
}
