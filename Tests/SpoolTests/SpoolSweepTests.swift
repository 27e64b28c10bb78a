import Basics
import Glibc
import Spool
import Testing

/// A spool with `count` records of 100 bytes in `cur/`, the first one in place of a Maildir consumer with flags.
private func consumed(_ count: Int) throws -> TemporaryDirectory {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    try spool.deliver(
        (1...UInt64(count)).map { SpoolEntry(sequence: $0, line: [UInt8](repeating: 0x20, count: 99) + [0x0A]) })
    for name in home.names("new") {
        rename("\(home.path)/new/\(name)", "\(home.path)/cur/\(name)" + (name.hasSuffix("01.json") ? ":2,S" : ""))
    }
    home.write("cur/somebody-elses", String(repeating: "x", count: 5_000))
    return home
}

private func now(plus seconds: Int64) -> Timestamp { Timestamp(seconds: Int64(time(nil)) + seconds) }

private func sweep(
    _ home: TemporaryDirectory, _ retention: SpoolSweep.Retention, at now: Timestamp, rehearsal: Bool = false,
    memory: Int = 1_000
) throws -> (outcome: SpoolSweep.Outcome, turns: Int) {
    let sweep = try #require(
        SpoolSweep(
            path: home.path, folder: .cur, retention: retention, now: now, isRehearsal: rehearsal, memory: memory))
    var turns = 1
    while !sweep.turn(steps: 5) { turns += 1 }
    return (sweep.outcome, turns)
}

@Test(arguments: [
    ("young files stay", 3_600, 0), ("old ones go", 3_601 + 60, 20),
])
func byAge(_ why: String, _ later: Int64, _ removed: Int) throws {
    let home = try consumed(20)
    let (outcome, turns) = try sweep(home, .init(age: 3_660), at: now(plus: later))
    #expect(outcome.removed == removed && outcome.kept == 20 - removed, "\(why)")
    #expect(home.names("cur").count == 21 - removed && home.names("cur").contains("somebody-elses"))
    #expect(turns >= 4, "no more than a few files at a time")
}

@Test func bySizeTheOldestGoFirst() throws {
    let home = try consumed(20)
    let (outcome, _) = try sweep(home, .init(bytes: 750), at: now(plus: 0))
    #expect(outcome.removed == 13 && outcome.keptBytes == 700)
    #expect(home.names("cur").first == "00000000000000000014.json")
}

@Test func aSweepThatRemembersFewFilesTakesSeveral() throws {
    let home = try consumed(20)
    let first = try sweep(home, .init(bytes: 500), at: now(plus: 0), memory: 4)
    #expect(first.outcome.removed == 4 && first.outcome.keptBytes > 500)
    #expect(home.names("cur").first == "00000000000000000005.json")
    for _ in 0..<3 { _ = try sweep(home, .init(bytes: 500), at: now(plus: 0), memory: 4) }
    #expect(home.names("cur") == (16...20).map { "000000000000000000\($0).json" } + ["somebody-elses"])
}

@Test func aRehearsalRemovesNothing() throws {
    let home = try consumed(3)
    let (outcome, _) = try sweep(home, .init(age: 0), at: now(plus: 1), rehearsal: true)
    #expect(outcome.removed == 3 && outcome.removedBytes == 300)
    #expect(home.names("cur").count == 4)
}

@Test func aCensusStopsWhereItIsTold() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    try spool.deliver((1...9).map { SpoolEntry(sequence: $0, line: [0x7B, 0x7D, 0x0A]) })
    let reader = try #require(SpoolReader(path: home.path))
    let part = try reader.census(limit: 4)
    #expect(part.files == 4 && part.bytes == 12 && !part.isComplete)
    let whole = try reader.census(limit: 9)
    #expect(whole.files == 9 && whole.isComplete && whole.oldest != nil)
}
