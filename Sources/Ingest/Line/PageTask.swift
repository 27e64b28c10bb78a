import Articles
import Basics
import Records

/// A page, or the parts of one article, on their way through a worker: bytes in; the finished article and a few facts out.
enum PageTask {
    struct Page: Equatable, Sendable {
        var url: String
        var contentType: String?
        /// X-Robots-Tag, as the server sent it.
        var robotsTags: [String]
        /// The site rules for its host; empty where there are none.
        var rules: [SiteRuleSet.File] = []
        var document: [UInt8]
    }

    struct Request: Equatable, Sendable {
        /// The first page of the article and those that follow it. None: the article is what the feed itself carries.
        var pages: [Page]
        /// The item as `parse` prints it: what the feed says of the article.
        var item: [UInt8]
        var parameters = TrackingParameters()
    }

    struct Extracted: Equatable, Sendable {
        /// Members of the article's object, as `extract` prints them, without braces.
        var members: [UInt8]
        var cluster: ClusterFingerprint?
        /// The page's own address, by `CanonicalURL.ofPage`.
        var canonicalURL: String?
        /// Where the article goes on, and where it stands whole.
        var nextPageURL: String?
        var singlePageURL: String?
        /// Files of site rules that name a body and did not find it.
        var missedRules: [String] = []
    }

    struct Failure: Equatable, Sendable {
        /// `article.status` of the record.
        var status: String
        var code: String
        var message: String
        /// Members of the article's object that hold though there is no text (`rights`), without braces.
        var members: [UInt8]
        var missedRules: [String] = []
        /// Where the article stands all the same.
        var singlePageURL: String?
    }

    enum Reply: Equatable, Sendable {
        case article(Extracted)
        case failed(Failure)
    }
}

extension PageTask.Request {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: pages.reduce(item.count + 4096) { $0 + $1.document.count })
        writer.write(WorkerLine.Task.page.rawValue)
        writer.write(UInt32(pages.count))
        for page in pages {
            writer.write(page.url)
            writer.write(page.contentType)
            writer.write(page.robotsTags)
            writer.write(page.rules.map(\.name))
            writer.write(page.rules.map(\.text))
            writer.write(page.document)
        }
        writer.write(item)
        writer.write(parameters)
        return writer.bytes
    }

    /// Of what `bytes` gives, after the first byte.
    init(_ reader: inout ByteReader) throws(ByteReadingError) {
        pages = []
        for _ in 0..<(try reader.read(UInt32.self)) {
            pages.append(
                PageTask.Page(
                    url: try reader.readString(), contentType: try reader.readOptionalString(),
                    robotsTags: try reader.readStrings(),
                    rules: zip(try reader.readStrings(), try reader.readStrings()).map {
                        SiteRuleSet.File(name: $0, text: $1)
                    }, document: try reader.readBytes()))
        }
        item = try reader.readBytes()
        parameters = try reader.readParameters()
    }
}

extension PageTask.Reply {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 4096)
        switch self {
        case .failed(let failure):
            writer.write(false)
            writer.write(failure.status)
            writer.write(failure.code)
            writer.write(failure.message)
            writer.write(failure.members)
            writer.write(failure.missedRules)
            writer.write(failure.singlePageURL)
        case .article(let article):
            writer.write(true)
            writer.write(article.members)
            writer.write(article.cluster?.encoded ?? [])
            writer.write(article.canonicalURL)
            writer.write(article.nextPageURL)
            writer.write(article.singlePageURL)
            writer.write(article.missedRules)
        }
        return writer.bytes
    }

    /// The worker may have been taken over by what it parsed: anything but a whole reply is an error, never a trap.
    init(bytes: [UInt8]) throws(ByteReadingError) {
        var reader = ByteReader(bytes)
        if try reader.read(Bool.self) {
            self = .article(
                PageTask.Extracted(
                    members: try reader.readBytes(), cluster: ClusterFingerprint(decoding: try reader.readBytes()[...]),
                    canonicalURL: try reader.readOptionalString().flatMap(ReplyCheck.address),
                    nextPageURL: try reader.readOptionalString().flatMap(ReplyCheck.address),
                    singlePageURL: try reader.readOptionalString().flatMap(ReplyCheck.address),
                    missedRules: try reader.readStrings()))
        } else {
            self = .failed(
                PageTask.Failure(
                    status: try reader.readString(), code: try ReplyCheck.code(try reader.readString()),
                    message: ReplyCheck.line(try reader.readString()), members: try reader.readBytes(),
                    missedRules: try reader.readStrings(),
                    singlePageURL: try reader.readOptionalString().flatMap(ReplyCheck.address)))
        }
        guard reader.isAtEnd, isSound else { throw ByteReadingError() }
    }

    private var isSound: Bool {
        switch self {
        case .article(let article): !article.members.isEmpty && ReplyCheck.article.acceptsMembers(article.members)
        case .failed(let failure):
            ReplyCheck.statuses.contains(failure.status) && ReplyCheck.article.acceptsMembers(failure.members)
        }
    }
}
