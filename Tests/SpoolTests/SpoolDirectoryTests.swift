import Basics
import Glibc
import Spool
import Testing

/// A directory that goes away with the test.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/feedmill-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    }

    deinit {
        var pid = pid_t()
        let argv: [UnsafeMutablePointer<CChar>?] = [strdup("rm"), strdup("-rf"), strdup(path), nil]
        posix_spawn(&pid, "/bin/rm", nil, nil, argv, environ)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        for text in argv { free(text) }
    }

    func names(_ folder: String) -> [String] {
        guard let stream = opendir(path + "/" + folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func bytes(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY)
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(file, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    func write(_ name: String, _ text: String) {
        let file = open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        _ = Glibc.write(file, text, text.utf8.count)
        close(file)
    }
}

private func entries(_ sequences: ClosedRange<UInt64>) -> [SpoolEntry] {
    sequences.map { SpoolEntry(sequence: $0, line: Array("{\"sequence\":\($0)}\n".utf8)) }
}

@Test(arguments: [1, 3, 40] as [UInt64])
func recordsAppearInNewAndNowhereElse(_ count: UInt64) throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool", syncAllFrom: 12)
    try spool.deliver(entries(1...count))
    #expect(home.names("spool/new").count == Int(count))
    #expect(home.names("spool/tmp").isEmpty)
    #expect(home.names("spool/new").first == "00000000000000000001.json")
    let reader = try #require(SpoolReader(path: home.path + "/spool"))
    #expect(
        reader.lines(of: "00000000000000000001.json").map { String(decoding: $0, as: UTF8.self) } == [
            "{\"sequence\":1}"
        ])
    #expect(try reader.census().files == Int(count))
    #expect(try spool.highestSequence() == count)
}

@Test func namesSortAsTheSequenceGrows() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool")
    let sequences: [UInt64] = [9, 10, 99, 100, 999_999, 1_000_000, 9_999_999_999, 10_000_000_000, (1 << 53) - 1]
    for sequence in sequences { try spool.deliver(entries(sequence...sequence)) }
    // As `ls` and `cat new/*` see them.
    #expect(home.names("spool/new").compactMap { UInt64($0.prefix(20)) } == sequences)
    #expect(try spool.highestSequence() == (1 << 53) - 1)
}

@Test func aBatchHoldsSeveralRecordsInAFile() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool")
    try spool.deliver(entries(1...10), recordsPerFile: 4)
    let reader = try #require(SpoolReader(path: home.path + "/spool"))
    #expect(try reader.names().map { reader.lines(of: $0).count } == [4, 4, 2])
    #expect(try spool.highestSequence() == 10)
}

@Test func theSameAgainReplacesItself() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool")
    try spool.deliver(entries(1...2))
    try spool.deliver(entries(1...3))
    #expect(home.names("spool/new").count == 3)
}

/// Consumers find what is delivered where the spool is, not where its directories were taken; and it stays this process's.
@Test(arguments: ["spool/new", "spool/tmp", "spool"], [1, 40] as [UInt64])
func directoriesThatAreMovedAwayOrRemovedAreMadeAnew(_ name: String, _ count: UInt64) throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool")
    try spool.deliver(entries(1...1))
    #expect(rename(home.path + "/" + name, home.path + "/elsewhere") == 0)
    try spool.deliver(entries(2...(1 + count)))
    #expect(home.names("spool/new").suffix(Int(count)).first == "00000000000000000002.json")
    #expect(home.names("spool/new").count == Int(count) + (name == "spool/tmp" ? 1 : 0))
    #expect(mkdir(home.path + "/other", 0o700) == 0)
    #expect(rename(home.path + "/spool/new", home.path + "/other/new") == 0)
    #expect(mkdir(home.path + "/spool/new", 0o700) == 0)
    try spool.deliver(entries(99...99))
    #expect(home.names("spool/new") == ["00000000000000000099.json"])
    #expect(throws: SpoolError.locked(path: home.path + "/spool")) { try SpoolDirectory(path: home.path + "/spool") }
    withExtendedLifetime(spool) {}
}

@Test func whereNoDirectoryCanBeMadeThatIsSaidAndTriedAgain() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool")
    #expect(rename(home.path + "/spool", home.path + "/elsewhere") == 0)
    home.write("spool", "a file")
    for _ in 0..<2 {
        #expect(throws: SpoolError.failed(operation: "open", path: home.path + "/spool", errno: ENOTDIR)) {
            try spool.deliver(entries(1...1))
        }
    }
    #expect(unlink(home.path + "/spool") == 0)
    try spool.deliver(entries(1...1))
    #expect(home.names("spool/new").count == 1)
}

@Test func aSecondWriterIsTurnedAway() throws {
    let home = TemporaryDirectory()
    let first = try SpoolDirectory(path: home.path + "/spool")
    #expect(throws: SpoolError.locked(path: home.path + "/spool")) { try SpoolDirectory(path: home.path + "/spool") }
    withExtendedLifetime(first) {}
}

@Test func leftoversOfAKilledWriterAreRemovedAndOthersYoungFilesAreNot() throws {
    let home = TemporaryDirectory()
    _ = try SpoolDirectory(path: home.path + "/spool")
    home.write("spool/tmp/00000000000000000007.json", "{\"half")
    home.write("spool/tmp/somebody-elses", "x")
    _ = try SpoolDirectory(path: home.path + "/spool")
    #expect(home.names("spool/tmp") == ["somebody-elses"])
}

/// A consumer needs no lock: whatever it does while feedmill writes, it finds each record once, and whole.
@Test(arguments: [1, 7])
func aConsumerTakesWhileFeedmillWrites(_ recordsPerFile: Int) async throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool")
    let last: UInt64 = 600
    let isOver = Monitor(false)
    async let taken = consume(home, until: isOver)
    for start in stride(from: 1, through: last, by: 20) {
        try spool.deliver(entries(start...start + 19), recordsPerFile: recordsPerFile)
    }
    isOver.withLock { $0 = true }
    #expect(await taken.sorted() == (1...last).map { "{\"sequence\":\($0)}" }.sorted())
    #expect(home.names("spool/new").isEmpty && home.names("spool/tmp").isEmpty)
}

/// Takes files until nothing more comes: deletes them, or moves them to `cur/` and reads them there. Gives the lines.
private func consume(_ home: TemporaryDirectory, until isOver: Monitor<Bool>) async -> [String] {
    var lines: [String] = []
    var isLast = false
    while !isLast {
        isLast = isOver.withLock { $0 }
        for (place, name) in home.names("spool/new").enumerated() {
            let (new, cur) = ("\(home.path)/spool/new/\(name)", "\(home.path)/spool/cur/\(name)")
            if place % 2 == 0 { rename(new, cur) }
            let text = String(decoding: home.bytes(place % 2 == 0 ? cur : new), as: UTF8.self)
            if place % 2 == 1 { unlink(new) }
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
        await Task.yield()
    }
    return lines
}

@Test func whatCannotBeWrittenIsToldWithACode() throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path + "/spool")
    mkdir(home.path + "/spool/tmp/00000000000000000001.json", 0o700)
    #expect(throws: SpoolError.self) { try spool.deliver(entries(1...1)) }
    #expect(home.names("spool/new").isEmpty)
    home.write("file", "")
    #expect(throws: SpoolError.self) { try SpoolDirectory(path: home.path + "/file/spool") }
}

@Test func theLevelWantsALookOnlyWhenItMayBeOver() {
    var level = SpoolLevel(limit: 100)
    #expect(level.wantsLook)
    level.looked(bytes: 40, since: 0)
    level.delivered(bytes: 50)
    #expect(!level.wantsLook && !level.isFull)
    level.delivered(bytes: 20)
    #expect(level.wantsLook && level.isFull)
    level.looked(bytes: 10, since: 70)
    #expect(!level.wantsLook && !level.isFull)
    level.delivered(bytes: 90)
    level.looked(bytes: 20, since: 70)
    #expect(level.wantsLook && level.atMost == 110, "what came while it looked may not have been seen")
    #expect(!SpoolLevel(limit: nil).wantsLook)
    #expect(!SpoolLevel(limit: 100, atMost: 100).wantsLook && SpoolLevel(limit: 100, atMost: 101).isFull)
}
