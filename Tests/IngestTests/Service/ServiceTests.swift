import Basics
import Glibc
import Spool
import Testing

@testable import Ingest

/// A service manager's end of the notification socket.
private final class Manager: Sendable {
    let name: String
    private let descriptor: Int32

    init(abstract: Bool) {
        let unique = "feedmill-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        name = abstract ? "@\(unique)" : "/tmp/\(unique)"
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var path = Array(name.utf8)
        if abstract { path[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path)! + path.count)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        precondition(result == 0)
    }

    deinit {
        close(descriptor)
        if name.hasPrefix("/") { unlink(name) }
    }

    func next() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
}

@Test(arguments: [true, false])
func theServiceManagerIsTold(_ abstract: Bool) throws {
    let manager = Manager(abstract: abstract)
    let socket = try #require(NotifySocket(environment: ["NOTIFY_SOCKET": manager.name]))
    socket.ready(status: "3 feeds\nand more")
    #expect(manager.next() == "READY=1\nSTATUS=3 feeds and more")
    socket.watchdog()
    #expect(manager.next() == "WATCHDOG=1")
    socket.reloading(uptime: 1.5)
    #expect(manager.next() == "RELOADING=1\nMONOTONIC_USEC=1500000")
    socket.stopping()
    #expect(manager.next() == "STOPPING=1")
}

@Test func withoutAManagerNobodyIsTold() {
    #expect(NotifySocket(environment: [:]) == nil)
    #expect(NotifySocket(environment: ["NOTIFY_SOCKET": "relative"]) == nil)
}

@Test func theWatchdogWantsASignTwiceInItsTime() {
    #expect(watchdogInterval(environment: ["WATCHDOG_USEC": "60000000"], processID: 7) == 30)
    #expect(watchdogInterval(environment: ["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "8"], processID: 7) == nil)
    #expect(watchdogInterval(environment: [:], processID: 7) == nil)
}

@Test func theDaemonsNoteIsWrittenOverInPlace() {
    var template = Array("/tmp/feedmill-test-XXXXXX".utf8CString)
    let home = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    let time = Timestamp(seconds: 1_800_000_000)
    var note = DaemonNote(processID: 7, version: "1", startedAt: time, writtenAt: time)
    note.pause = DaemonNote.Pause(code: "spool-disk-full", message: "no space", since: time)
    note.configurationErrors = ["a", "b"]
    var counts = WorkCounts()
    (counts.records, counts.polls, counts.unchanged, counts.failed) = (1_000_000, 9_999, 9_000, 12)
    for minute in 0..<2_000 { note.rates.add(counts, at: time + Double(60 * minute)) }
    var census = SpoolCensus()
    (census.files, census.bytes, census.oldest) = (1_000_000, 1 << 40, time)
    note.spool = DaemonNote.SpoolSighting(at: time, census: census)
    DaemonNoteFile(in: home).write(note)
    #expect(DaemonNote.read(from: home) == note)
    note.pause = nil
    note.configurationErrors = (0..<2_000).map { "feeds.toml:\($0):1: a mistake" }
    DaemonNoteFile(in: home).write(note)
    #expect(DaemonNote.read(from: home)?.pause == nil)
    #expect(DaemonNote.read(from: home)?.configurationErrors.count == 1)
    #expect(DaemonNote.read(from: home + "/nowhere") == nil)
}

private let event = LogLine.Event(
    level: .warning, message: "no answer\nfrom \u{1B}[31mthe server", fields: [("feed", "a b"), ("code", "time=out")])

@Test func aLogLineIsOneLineAndMovesNoTerminal() {
    let time = Timestamp(seconds: 1_800_000_000, nanoseconds: 5)
    #expect(
        LogLine.text(event, time: time)
            == "2027-01-15T08:00:00Z warning no answer from [31mthe server feed=\"a b\" code=\"time=out\"\n")
    #expect(
        String(decoding: LogLine.journal(event), as: UTF8.self)
            == "PRIORITY=4\nSYSLOG_IDENTIFIER=feedmill\nMESSAGE=no answer from [31mthe server feed=\"a b\" code=\"time=out\"\nFEED=a b\nCODE=time=out\n"
    )
    let json = String(decoding: LogLine.json(event, time: time), as: UTF8.self)
    #expect(json.hasSuffix("\"feed\":\"a b\",\"code\":\"time=out\"}\n") && json.count { $0 == "\n" } == 1)
}
