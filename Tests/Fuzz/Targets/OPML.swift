import Feeds

extension FuzzTarget {
    /// Any bytes as OPML: what is written of it reads as the same feeds, in well-formed XML.
    static let opml = FuzzTarget(name: "OPML") { bytes in
        guard let document = try? OPMLDocument(parsing: bytes) else {
            try require((try? OPMLFeedList(parsing: bytes)) == nil, "a list, but no document")
            return
        }
        let list = try OPMLFeedList(parsing: bytes)
        try require(list.feeds == document.feeds, "the list's feeds are not the document's")
        for feed in list.feeds {
            try require(list.text.indices.contains(feed.urlRange.lowerBound), "a feed's place is not in the text")
            try require(
                feed.ranges.allSatisfy { $0.upperBound <= list.text.count }, "a feed's outline is not in the text")
        }
        let again = try OPMLDocument(parsing: document.write())
        try require(again.problems.isEmpty, "what was written had to be mended: \(again.problems)")
        try require(again.write() == document.write(), "written otherwise the second time")
        // What XML cannot hold is written as U+FFFD.
        guard !bytes.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0D].contains($0) }) else { return }
        try require(again.feeds.map(\.url) == document.feeds.map(\.url), "other feeds after writing")
        try require(again.feeds.map(\.tags) == document.feeds.map(\.tags), "other tags after writing")
    }
}
