// libFuzzer's way into `parse`: any bytes, read as a feed, written as a record, and what was sanitised sanitised again.
// Built by hand: see docs/feeds.md.

/// The whole of the input is the document; its last byte chooses the Content-Type besides.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzParse(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let types: [String?] = [
        nil, "application/xml", "text/xml; charset=utf-8", "application/rss+xml; charset=iso-8859-1",
        "text/xml; charset=gbk",
    ]
    let document = UnsafeRawBufferPointer(start: start, count: count)
    var writer = JSONWriter()
    do throws(FeedError) {
        let feed = try FeedDocument(
            parsing: document, url: "https://example.org/a/feed",
            contentType: types[Int(start[count - 1]) % types.count])
        feed.write(source: "-", to: &writer)
        for item in feed.items.prefix(4) {
            guard let html = item.contentHTML, let url = WebURL("https://example.org/a/feed") else { continue }
            precondition(HTMLSanitizer(base: url).clean(html) == html, "the sanitiser is not idempotent")
        }
    } catch {
        error.write(source: "-", to: &writer)
    }
    let bytes = writer.finish()
    precondition((try? JSONValue(parsing: bytes)) != nil, "what was written is no JSON")
    return 0
}
