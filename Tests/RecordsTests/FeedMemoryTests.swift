import Basics
import Testing

@testable import Records

@Test func memoryCostsAFewTensOfBytesAnItem() {
    var play = FeedPlay()
    play.poll((0..<200).map { Story($0) })
    #expect(play.memory.encoded.count / 200 < 80)
    play.day = 100
    play.poll([Story(300)])
    play.day = 200
    play.poll([Story(301)])
    #expect(play.memory.encoded.count / 202 < 56)
    #expect(play.poll((0..<200).map { Story($0) }) == Tally())
}

/// A feed of thirty items, one of which goes and another comes at every poll: a hundred polls, one an hour.
@Test func memoryCostsAFewTensOfBytesAnItemAfterAHundredPolls() {
    var play = FeedPlay()
    for poll in 0..<100 {
        play.day = poll / 24
        play.poll((poll..<poll + 30).map { Story($0) })
    }
    #expect(play.memory.count == 129)
    #expect(play.memory.encoded.count / play.memory.count < 80)
    #expect(play.poll((0..<130).map { Story($0) }).new == 1, "all are remembered but the one that is new")
}

/// Bytes as the version before wrote them: what an installed ledger holds is read.
@Test func memoryOfTheFirstVersionIsRead() throws {
    var play = FeedPlay()
    play.poll((0..<3).map { Story($0) })
    var writer = ByteWriter()
    writer.write(UInt8(1))
    play.memory.learnt.encode(into: &writer)
    writer.write(varint: 3)
    for item in play.memory.items {
        var entry = ByteWriter()
        item.encode(into: &entry)
        // Its last byte is the revision, 1, and that nothing follows.
        #expect(entry.bytes.last == 4)
        for byte in entry.bytes.dropLast() + [2] { writer.write(byte) }
    }
    writer.write(varint: 0)
    #expect(FeedMemory(decoding: writer.bytes) == play.memory)
}

@Test func memoryIsReadAsItWasWrittenOrNotAtAll() {
    var play = FeedPlay()
    play.poll((0..<5).map { Story($0) })
    play.poll([Story(0) { $0.title = "Changed" }] + (1..<5).map { Story($0) })
    play.memory.note([PageAddress(record: play.decisions[1].id, key: 77)], feed: play.feed.id)
    let bytes = play.memory.encoded
    #expect(FeedMemory(decoding: bytes) == play.memory)
    #expect(play.memory.items.map(\.page) == [0, 77, 0, 0, 0])
    for end in 0..<bytes.count { #expect(FeedMemory(decoding: Array(bytes[..<end])) == nil) }
    #expect(FeedMemory(decoding: bytes + [0]) == nil)
    #expect(FeedMemory(decoding: [9] + bytes.dropFirst()) == nil)
}

@Test func theOldestGoFirstWhenThereAreTooMany() {
    var play = FeedPlay()
    play.limits.items = 6
    play.poll((0..<4).map { Story($0) })
    play.day = 1
    play.poll((4..<8).map { Story($0) })
    #expect(play.memory.count == 6)
    #expect(play.poll((4..<8).map { Story($0) }) == Tally())
}

@Test func memoriesOfOneFeedBecomeOne() {
    var first = FeedPlay()
    first.poll([Story(0), Story(1)])
    var second = FeedPlay()
    second.poll([Story(1), Story(2)])
    first.memory.merge(second.memory)
    #expect(first.memory.count == 3)
    #expect(first.poll((0..<3).map { Story($0) }) == Tally())
}

@Test func evidenceCrossesAsBytes() {
    let long = Story(3) { $0.contentHTML = (0..<9).map { "<p>\(Story.body($0))</p>" }.joined() }
    let evidence = [
        ItemEvidence(long.facts), ItemEvidence(knownDigest: 7), ItemEvidence(ItemFacts()),
    ]
    #expect(evidence[0].clusterFingerprint != nil)
    var bytes: [UInt8] = []
    for item in evidence { item.encode(into: &bytes) }
    var rest = bytes[...]
    #expect(evidence.map { _ in ItemEvidence(decoding: &rest) } == evidence)
    #expect(rest.isEmpty)
    for end in 0..<bytes.count {
        var part = bytes[..<end]
        var read = 0
        while ItemEvidence(decoding: &part) != nil { read += 1 }
        #expect(read < 3)
    }
}

@Test func recordIDsReadWhatTheyWrite() {
    let id = RecordID(feed: "paper", origin: 7)
    #expect(id.description.count == 32)
    #expect(RecordID(id.description) == id)
    #expect(RecordID(feed: "other", origin: 7) != id)
    for text in ["", "0", String(repeating: "g", count: 32), id.description.uppercased() + "0"] {
        #expect(RecordID(text) == nil)
    }
}

/// What a document shows is remembered whatever the bound, or it would come again with the next one.
@Test func aDocumentOfMoreItemsThanTheBoundComesOnce() {
    var play = FeedPlay()
    play.limits.items = 10
    let stories = (0..<25).map { Story($0) }
    #expect(play.poll(stories).new == 25)
    #expect(play.poll(stories + [Story(99)]).new == 1)
    #expect(play.poll(Array(stories[..<5])).new == 0)
    #expect(play.memory.count == 10)
}
