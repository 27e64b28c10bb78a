import Basics
import Glibc
import Testing

@testable import Spool

private func entries(_ sequences: ClosedRange<UInt64>) -> [SpoolEntry] {
    sequences.map {
        SpoolEntry(sequence: $0, line: Array("{\"sequence\":\($0),\"text\":\"the same, the same\"}\n".utf8))
    }
}

@Test(arguments: SpoolCompression.allCases)
func whatIsPackedIsReadByAllWhoRead(_ compression: SpoolCompression) throws {
    let home = TemporaryDirectory()
    let spool = try SpoolDirectory(path: home.path)
    try spool.deliver(entries(1...10), recordsPerFile: 4, compression: compression)
    let ending = [.none: ".json", .gzip: ".json.gz", .zstd: ".json.zst"][compression]!
    #expect(home.names("new") == ["0001", "0005", "0009"].map { "0000000000000000\($0)\(ending)" })
    let reader = try #require(SpoolReader(path: home.path))
    let lines = try reader.names().flatMap { reader.lines(of: $0) }
    #expect(lines.map { Array($0) + [0x0A] } == entries(1...10).map(\.line))
    #expect(try reader.highestSequence() == 10)
    #expect(try reader.name(holding: 7, in: .new) == "00000000000000000005\(ending)")
    let follower = try SpoolFollower(path: home.path, from: 7)
    #expect(try follower.next() == .records(entries(7...8).map { $0.line.dropLast() }))
}

@Test(arguments: [SpoolCompression.gzip, .zstd])
func theToolsOfTheSystemReadIt(_ compression: SpoolCompression) throws {
    let home = TemporaryDirectory()
    let text = Array(String(repeating: "a line of a record\n", count: 10_000).utf8)
    let packed = try #require(compression.packed(text))
    #expect(packed.count < text.count / 20)
    #expect(compression.unpacked(packed) == text)
    let path = home.path + "/file" + compression.ending
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    #expect(write(file, packed, packed.count) == packed.count)
    close(file)
    let tool = compression == .gzip ? "gzip" : "zstd"
    #expect(tool == "zstd" && access("/usr/bin/zstd", X_OK) != 0 || exitStatus(of: [tool, "-t", "-q", path]) == 0)
}

@Test(arguments: [SpoolCompression.gzip, .zstd])
func aDamagedFileGivesNothing(_ compression: SpoolCompression) throws {
    let packed = try #require(compression.packed(Array("{\"sequence\":1}\n".utf8)))
    #expect(compression.unpacked(Array(packed.dropLast(3))) == nil, "cut off")
    #expect(compression.unpacked([]) == nil, "empty")
    #expect(compression.unpacked(Array("{\"sequence\":1}\n".utf8)) == nil, "something else")
    let bomb = try #require(compression.packed([UInt8](repeating: 0, count: 4 << 20)))
    #expect(compression.unpacked(bomb, limit: 1 << 20) == nil, "more than is allowed")
    var flipped = packed
    flipped[flipped.count - 6] ^= 0x10
    #expect(compression.unpacked(flipped) == nil, "a bit flipped")
}

@Test(arguments: [
    ("00000000000000000007.json", true), ("00000000000000000007.json.zst", true),
    ("00000000000000000007.json.gz", true),
    ("00000000000000000007.json:2,S", true), ("00000000000000000007.json.xz", false), ("7.json", false),
    ("0000000000000000000x.json", false), ("99999999999999999999.json", false), ("00000000000000000007", false),
    ("somebody-elses.json", false), ("", false),
])
func onlyNamesOfTheSpoolAreTakenForSuch(_ name: String, _ isOurs: Bool) {
    #expect((SpoolFile(name: name) != nil) == isOurs)
}

/// Runs a program of the system and gives its exit status.
private func exitStatus(of command: [String]) -> Int32 {
    var pid = pid_t()
    let argv: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for text in argv { free(text) } }
    guard posix_spawnp(&pid, command[0], nil, nil, argv, environ) == 0 else { return -1 }
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    return status >> 8 & 0xFF
}
