import Basics
import Markup

/// A feed that was read: its format, what it says of itself, its items, and what had to be repaired.
///
/// It is made from bytes alone, without network, disk or clock. Items' bodies are sanitised when they are asked for.
public struct FeedDocument: Sendable {
    public let format: FeedFormat
    /// What the bytes were decoded from, in lower case.
    public let encoding: String
    public let feed: Feed
    public let items: [Item]
    public let problems: [Problem]
    /// The document ends before its outermost element or value does: it was cut off on its way, or by whoever made it.
    public let endsEarly: Bool

    /// Reads a document that came from `url`, with the `Content-Type` that HTTP gave it.
    public init(
        parsing bytes: UnsafeRawBufferPointer, url: String? = nil, contentType: String? = nil,
        limits: FeedLimits = FeedLimits()
    ) throws(FeedError) {
        guard bytes.count <= limits.maximumBytes else { throw .tooLarge(limit: limits.maximumBytes) }
        let text = try DecodedText(bytes, contentType: contentType)
        let base = url.flatMap { BaseURL(document: $0) }
        encoding = text.encoding.name
        if text.looksLikeJSON {
            (format, feed, items, problems, endsEarly) = try FeedDocument.readJSON(text, base, limits)
        } else {
            (format, feed, items, problems, endsEarly) = try FeedDocument.readXML(text, base, limits)
        }
    }

    public init(
        parsing bytes: [UInt8], url: String? = nil, contentType: String? = nil, limits: FeedLimits = FeedLimits()
    ) throws(FeedError) {
        var result: Result<FeedDocument, FeedError> = .failure(.empty)
        bytes.withUnsafeBytes { buffer in
            do throws(FeedError) {
                result = .success(try FeedDocument(parsing: buffer, url: url, contentType: contentType, limits: limits))
            } catch {
                result = .failure(error)
            }
        }
        self = try result.get()
    }

    /// Writes the line that `feedmill parse` prints, without its end.
    public func write(source: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("source", source)
        writer.field("format", format.rawValue)
        writer.field("encoding", encoding)
        writer.key("feed")
        feed.write(to: &writer)
        writer.key("items")
        writer.beginArray()
        for item in items { item.write(to: &writer) }
        writer.endArray()
        writer.field("problems", each: problems) { $1.write(to: &$0) }
        writer.endObject()
    }
}

extension FeedDocument {
    private typealias Parts = (FeedFormat, Feed, [Item], [Problem], endsEarly: Bool)

    private static func readJSON(_ text: DecodedText, _ base: BaseURL?, _ limits: FeedLimits) throws(FeedError) -> Parts
    {
        var problems = text.problems
        var endsEarly = false
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: text.content, .strict)
        } catch {
            do throws(JSONError) {
                json = try JSONValue(parsing: text.content, .lenient)
            } catch {
                // A bracket in a message that stands before the feed is no JSON.
                if let parts = try? readXML(text, base, limits) { return parts }
                throw FeedError.malformedJSON(error.message, line: error.line)
            }
            problems.append(Problem(code: "malformed-json", line: error.line, message: "\(error.message); read over"))
            endsEarly = error.offset >= text.content.count || text.content.last { $0 > 0x20 } != 0x7D
        }
        let address = [json["home_page_url"], json["feed_url"]].compactMap { $0?.string }.first(
            where: URLText.isWebAddress)
        var reader = JSONFeedReader(base: base ?? address.flatMap { BaseURL(document: $0) }, limits: limits)
        guard let (format, feed, items) = reader.read(json) else {
            if let parts = try? readXML(text, base, limits) { return parts }
            throw .notAFeed(root: "")
        }
        return (
            format, feed, items,
            Array((problems + reader.problems).prefix(limits.maximumProblems)), endsEarly
        )
    }

    private static func readXML(_ text: DecodedText, _ base: BaseURL?, _ limits: FeedLimits) throws(FeedError) -> Parts
    {
        var result: Result<Parts, FeedError> = .failure(.empty)
        text.withContent { bytes in
            var reader = FeedXMLReader(bytes, base: base, limits: limits)
            reader.run()
            // Of a feed of which nobody said where it is, the home page is the nearest thing to a base.
            if base == nil, reader.hasRelativeAddress {
                var unused: [Problem] = []
                let home = FeedAssembly(facts: reader.feed, limits: limits).assemble(&unused).homePageURL
                if let home, URLText.isWebAddress(home), let nearest = BaseURL(document: home) {
                    reader = FeedXMLReader(bytes, base: nearest, limits: limits)
                    reader.run()
                }
            }
            guard let format = reader.format else {
                let root = reader.rootName
                result = .failure(
                    root.lowercased().hasSuffix("html") || text.looksLikeHTML
                        ? .webPage : root.isEmpty ? .notAFeed(root: "") : .notAFeed(root: String(root.prefix(40))))
                return
            }
            var problems = text.problems
            problems += ProblemLines.problems(reader.xml.flaws, in: bytes, startingAt: text.firstLine)
            problems += reader.problems
            let feed = FeedAssembly(facts: reader.feed, limits: limits).assemble(&problems)
            let items = HomePage.resolve(reader.items, feed.homePageURL)
            result = .success(
                (format, feed, items, Array(problems.prefix(limits.maximumProblems)), reader.xml.endsEarly))
        }
        return try result.get()
    }
}

/// What bodies have addresses in relative to, in a feed of which nobody said where it is.
private enum HomePage {
    static func resolve(_ items: [Item], _ homePage: String?) -> [Item] {
        guard let homePage, let url = WebURL(homePage), url.isHTTP else { return items }
        let base = BaseURL(url)
        return items.map { item in
            guard let content = item.content, content.base == nil else { return item }
            var item = item
            item.content = Body(source: content.source, isHTML: content.isHTML, base: base)
            return item
        }
    }
}
