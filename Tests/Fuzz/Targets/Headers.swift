import Basics
import Feeds
import Markup

@testable import HTTP

extension FuzzTarget {
    /// Any lines as the header of an answer: everything that is read of one.
    static let headers = FuzzTarget(name: "Headers") { bytes in
        var headers = HTTPHeaders()
        for line in bytes.split(separator: 0x0A) { headers.append(line: line) }
        let now = Timestamp(seconds: 1_800_000_000)
        let freshness = Freshness(headers, now: now)
        try require((0...86_400).contains(freshness.wait()), "fresh for \(freshness.wait()) s")
        let pause = RetryAfter.seconds(in: headers, now: now)
        try require((0...RetryAfter.longest).contains(pause ?? 0), "Retry-After of \(pause ?? 0) s")
        for name in ["Date", "Expires", "Last-Modified"] as [StaticString] {
            guard let time = headers[name].flatMap({ HTTPDate.parse($0, now: now) }) else { continue }
            try require(HTTPDate.parse(HTTPDate.format(time), now: now) == time, "\(time) does not read as itself")
        }
        try requireValidators(headers)
        _ = RobotsDirectives(headers).texts
        let page = "https://example.org/a/"
        let found = FeedDiscovery(
            in: Array("<p>".utf8), url: page, contentType: headers["Content-Type"], linkFields: headers.all("Link"))
        for candidate in found.candidates {
            try require(WebURL(candidate.url)?.isHTTP == true, "a feed is said to be at \(candidate.url)")
        }
        _ = try? FeedDocument(
            parsing: Array("<rss><channel><title>\u{e9}</title></channel></rss>".utf8), url: page,
            contentType: headers["Content-Type"])
        for field in headers.fields {
            try require(!field.name.contains("\n") && !field.value.contains("\n"), "two lines in one")
        }
    }

    /// What a server gave is given back byte for byte, also after it lay in the ledger; nothing of it makes a second line.
    private static func requireValidators(_ headers: HTTPHeaders) throws {
        let url = WebURL("https://example.org/feed")!
        var store = ValidatorStore()
        store.received(
            Validators(etag: headers.opaque("ETag"), lastModified: headers.opaque("Last-Modified")), status: 200,
            from: url)
        let kept = ValidatorStore(json: try JSONValue(parsing: store.json.encoded))
        try require(kept == store, "the ledger changes validators")
        for text in [kept.validators(for: url)?.etag, kept.validators(for: url)?.lastModified].compactMap({ $0 }) {
            try require(
                !text.unicodeScalars.contains { $0.value == 0x0A || $0.value == 0x0D || $0.value == 0 },
                "a validator of two lines")
        }
    }
}
