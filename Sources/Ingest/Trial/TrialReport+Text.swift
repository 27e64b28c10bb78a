import Basics
import Feeds
import Glibc

extension TrialReport {
    /// What `feeds test` prints for a person: a label and a value a line; lines may be longer than a terminal is wide.
    public var lines: [(label: String, text: String)] {
        var lines: [(String, String)] = [("feed", feed.id + (isConfigured ? "" : ", not configured"))]
        if let exchange { lines += exchangeLines(exchange) } else { lines.append(("file", feed.address)) }
        if let failure { lines.append(("error", "\(failure.message) [\(failure.code)]")) }
        if let document { lines += documentLines(document) }
        if let article { lines += articleLines(article) }
        if let due {
            let time = due.at.map { "\(Plain.relative($0, to: at)), on \(TrialReport.local($0))" } ?? "never"
            lines += [("next poll", time), ("because", due.reason.description)]
        }
        return lines.map { ($0.0, $0.1.cleaned.collapsed) }
    }

    /// Day, minute and zone as the clock on the wall has them.
    private static func local(_ time: Timestamp) -> String {
        var (seconds, parts) = (time_t(time.seconds), tm())
        localtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 64)
        let length = strftime(&text, text.count, "%Y-%m-%d %H:%M %Z", &parts)
        return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func exchangeLines(_ exchange: Exchange) -> [(String, String)] {
        var lines = [("request", "GET \(feed.address)")]
        lines += exchange.requestHeaders.map { ("", "\($0.name): \($0.value)") }
        lines += exchange.hops.map { ("redirect", "\($0.status) to \($0.to.withoutCredentials)") }
        guard let status = exchange.status else { return lines }
        let time = "\(Int((exchange.seconds * 1000).rounded())) ms"
        lines.append(
            (
                "answer",
                "\(status), \(Plain.size(exchange.bytes)), on the wire \(Plain.size(exchange.wireBytes)) with headers, in \(time)"
            ))
        lines += exchange.responseHeaders.map { ("", "\($0.name): \($0.value)") }
        if let status = exchange.conditionalStatus {
            lines.append(
                (
                    "asked again",
                    status == 304
                        ? "304: an unchanged feed costs next to nothing"
                        : "\(status) in spite of its own validators: each poll may cost the whole document"
                ))
        } else if status == 200 {
            lines.append(("validators", "none: each poll costs the whole document"))
        }
        if let target = exchange.permanentURL {
            lines.append(("moved", "for good, to \(target); put that address into the configuration"))
        }
        return lines
    }

    private func documentLines(_ document: FeedDocument) -> [(String, String)] {
        var lines = [("format", "\(document.format.rawValue), \(document.encoding)")]
        if let title = document.feed.title { lines.append(("title", title)) }
        if let page = document.feed.homePageURL { lines.append(("site", page)) }
        if let hub = document.feed.hubs.first { lines.append(("hub", hub.url)) }
        if document.problems.isEmpty { lines.append(("problems", "none")) }
        for (place, problem) in document.problems.prefix(10).enumerated() {
            let line = problem.line.map { "line \($0): " } ?? ""
            lines.append((place == 0 ? "problems" : "", "\(line)\(problem.message) [\(problem.code)]"))
        }
        if document.problems.count > 10 {
            lines.append(("", "and \(document.problems.count - 10) more; `feedmill parse` tells all"))
        }
        let again = repeated > 0 ? ", \(repeated) of them repeated" : ""
        lines.append(("items", "\(document.items.count)\(again)"))
        for item in document.items.prefix(5) {
            let date = item.datePublished.map { Plain.relative($0, to: at) } ?? "no date"
            lines.append(("", "\(item.title ?? item.url ?? item.id ?? "without a name") (\(date))"))
        }
        if document.items.count > 5 { lines.append(("", "and \(document.items.count - 5) more")) }
        if let identity { lines.append(("identity", identity)) }
        return lines
    }

    private func articleLines(_ article: ArticleFound) -> [(String, String)] {
        var lines = [("article", article.url)]
        if let failure = article.failure {
            lines.append(("", "\(article.status): \(failure.message) [\(failure.code)]"))
        } else {
            let confidence = article.confidence.map { ", confidence \(($0 * 100).rounded() / 100)" } ?? ""
            lines.append(("", "\(article.status): \(article.title), \(article.words) words\(confidence)"))
        }
        if let excerpt = article.excerpt.nonEmpty {
            lines.append(("", excerpt.count > 160 ? excerpt.prefix(160) + "…" : excerpt))
        }
        return lines
    }
}
