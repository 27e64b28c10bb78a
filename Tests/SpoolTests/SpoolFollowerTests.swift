import Basics
import Glibc
import Testing

@testable import Spool

private func entry(_ sequence: UInt64) -> SpoolEntry {
    SpoolEntry(sequence: sequence, line: Array("{\"sequence\":\(sequence)}\n".utf8))
}

private func records(_ sequences: UInt64...) -> SpoolFollower.Arrival {
    .records(sequences.map { Array("{\"sequence\":\($0)}".utf8)[...] })
}

@Test func whatComesIsHandedOutInOrderAndWhatWasThereIsNot() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    try spool.deliver([entry(1), entry(2)])
    let follower = try SpoolFollower(path: home.path, from: nil)
    try spool.deliver([entry(3), entry(4)])
    try spool.deliver([entry(5)])
    #expect(try [follower.next(), follower.next(), follower.next()] == [records(3), records(4), records(5)])
    try spool.deliver([entry(5), entry(6)])
    #expect(try follower.next() == records(6), "what was delivered twice is handed out once")
}

@Test func fromASequenceOnAlsoWhatWasConsumed() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    try spool.deliver((1...4).map(entry))
    #expect(rename(home.path + "/new/00000000000000000003.json", home.path + "/cur/00000000000000000003.json:2,S") == 0)
    let follower = try SpoolFollower(path: home.path, from: 2)
    try spool.deliver([entry(5)])
    let found = try (2...5).map { _ in try follower.next() }
    #expect(found == [records(2), records(3), records(4), records(5)])
}

@Test func aFutureSequenceIsWaitedFor() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    try spool.deliver([entry(1)])
    let follower = try SpoolFollower(path: home.path, from: 3)
    try spool.deliver([entry(2), entry(3), entry(4)])
    #expect(try [follower.next(), follower.next()] == [records(3), records(4)])
}

@Test func whatAConsumerTookIsFoundInCurOrToldAsMissed() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    let follower = try SpoolFollower(path: home.path, from: nil)
    try spool.deliver([entry(1), entry(2), entry(3)])
    rename(home.path + "/new/00000000000000000001.json", home.path + "/cur/00000000000000000001.json")
    unlink(home.path + "/new/00000000000000000002.json")
    let found = try (1...3).map { _ in try follower.next() }
    #expect(found == [records(1), .missed(sequence: 2), records(3)])
}

@Test func othersFilesAreNoRecords() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    let follower = try SpoolFollower(path: home.path, from: nil)
    home.write("tmp/somebody-elses", "x")
    rename(home.path + "/tmp/somebody-elses", home.path + "/new/somebody-elses")
    try spool.deliver([entry(1)])
    #expect(try follower.next() == records(1))
}

@Test func aSpoolThatGoesAwayEndsIt() throws {
    let home = TemporaryDirectory()
    _ = try SpoolDirectory(path: home.path)
    let follower = try SpoolFollower(path: home.path, from: nil)
    rename(home.path + "/new", home.path + "/elsewhere")
    #expect(throws: SpoolError.self) { try follower.next() }
    #expect(throws: SpoolError.self) { try SpoolFollower(path: home.path + "/nowhere", from: nil) }
}

@Test func whatAListingMissedIsHadFromTheNext() {
    func files(_ sequences: UInt64...) -> [SpoolFile] { sequences.map { SpoolFile(sequence: $0) } }
    // The fourth was renamed while the first listing was taken, the sixth came after it, and the second was moved while the second was.
    #expect(SpoolFollower.settled(files(5, 1, 2, 3), files(6, 4, 2, 2, 3, 5, 1)) == files(1, 2, 3, 4, 5))
    #expect(SpoolFollower.settled([], files(1)) == [])
}

@Test func whatComesAfterHigherNumbersIsHandedOutToo() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    let follower = try SpoolFollower(path: home.path, from: nil)
    try spool.deliver([entry(6)])
    try spool.deliver([entry(5)])
    #expect(try [follower.next(), follower.next()] == [records(5), records(6)], "told of together, they are in order")
    try spool.deliver([entry(8)])
    #expect(try follower.next() == records(8))
    try spool.deliver([entry(7)])
    #expect(try follower.next() == records(7))
    try spool.deliver([entry(9)], recordsPerFile: 4)
    #expect(try follower.next() == records(9))
    try spool.deliver([entry(9), entry(10), entry(11)], recordsPerFile: 4)
    #expect(try follower.next() == records(10, 11), "a file that comes again with more")
}
