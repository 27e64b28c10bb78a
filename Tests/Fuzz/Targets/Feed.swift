import Basics
import Feeds
import Markup
import MarkupChecks

extension FuzzTarget {
    /// Any bytes as a feed, written as a record. The last byte chooses the Content-Type besides.
    static let feed = FuzzTarget(name: "Feed") { bytes in
        guard let last = bytes.last else { return }
        var writer = JSONWriter()
        do {
            let document = try FeedDocument(
                parsing: bytes, url: "https://example.org/a/feed",
                contentType: contentTypes[Int(last) % contentTypes.count])
            document.write(source: "-", to: &writer)
            for item in document.items.prefix(4) {
                if let html = item.contentHTML { try requireClean(html) }
            }
        } catch let error as FeedError {
            error.write(source: "-", to: &writer)
        }
        try requireJSON(writer.finish())
    }

    private static let contentTypes: [String?] =
        [nil, "application/xml", "application/feed+json", "text/xml; charset=utf-8"]
        + ["iso-8859-1", "gbk", "utf-16", "utf-7", "iso-2022-jp", "shift_jis", "big5", "windows-1252"].map {
            "application/rss+xml; charset=\($0)"
        }

    /// Nothing of it runs, and what was cleaned is clean.
    static func requireClean(_ html: String) throws(FuzzFinding) {
        let flaw = CleanMarkup.flaw(in: html)
        try require(flaw == nil, "\(flaw!) in what was cleaned: \(html)")
        let again = HTMLSanitizer(base: nil).clean(html)
        try require(again == html, "cleaned again it is not the same:\n\(html)\n\(again)")
    }

    static func requireJSON(_ bytes: some Collection<UInt8>) throws(FuzzFinding) {
        try require(String(validating: bytes, as: UTF8.self) != nil, "what was written is no UTF-8")
        try require((try? JSONValue(parsing: bytes, .strict)) != nil, "what was written is no JSON")
        try require(!bytes.contains { $0 < 0x20 || $0 == 0x7F }, "a control character in what was written")
    }
}
