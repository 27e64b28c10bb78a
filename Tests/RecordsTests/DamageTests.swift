import Testing

@testable import Records

/// Bytes changed at random, always in the same way: what is read of them may be nothing, but reading must end.
@Test func damagedBytesAreReadAsNothingOrAsSomethingElse() {
    var play = FeedPlay()
    play.poll((0..<6).map { Story($0) })
    let long = Story(3) { $0.contentHTML = (0..<9).map { "<p>\(Story.body($0))</p>" }.joined() }
    var evidence: [UInt8] = []
    ItemEvidence(long.facts).encode(into: &evidence)
    let memory = play.memory.encoded
    for seed in 0..<400 as Range<UInt64> {
        var bytes = memory
        let place = TextSketch.mix(seed)
        bytes[Int(place % UInt64(bytes.count))] ^= UInt8(truncatingIfNeeded: place >> 40) | 1
        if let read = FeedMemory(decoding: bytes) { #expect(read != play.memory) }
        bytes = evidence
        bytes[Int(place % UInt64(bytes.count))] ^= UInt8(truncatingIfNeeded: place >> 40) | 1
        var rest = bytes[...]
        if let read = ItemEvidence(decoding: &rest) {
            _ = play.memory.items.map { PairScore.of(read, $0, FeedWays(learnt: .init(), feed: play.feed)) }
        }
    }
}

@Test func markupThatNeverEndsIsReadInOnePass() {
    for piece in ["<img src=", "<!--", "<script>", "&#", "<a href=\"", "</", "<p", "12 comments "] {
        let html = String(repeating: piece, count: 40_000)
        #expect(VisibleText(html: html).bytes.count <= html.utf8.count)
        #expect(VisibleImages.names(in: html).count <= 8)
    }
}
