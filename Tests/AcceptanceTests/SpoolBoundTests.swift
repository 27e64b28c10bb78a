import Glibc
import Ingest
import Testing

/// What waits in the spool is counted no more often than it has to be.
struct SpoolBoundTests {
    private let home = Home()
    private let feeds = PublishedFeeds()

    private func runOnce(maxSize: Int) -> Int32 {
        feeds.configure(home, more: "[spool]\nmin_free = \"0B\"\nmax_size = \"\(maxSize)B\"")
        return Program.run(["run", "--once", "--all", "--config", "\(home.path)/feedmill.toml"], in: home).status
    }

    private var waiting: [String] { Consumer.names(home.path + "/spool/new").map { "\(home.path)/spool/new/\($0)" } }

    private var bytes: Int { waiting.reduce(0) { $0 + Home.bytes($1).count } }

    @Test("a run that ends in order leaves what waits at most, which the next one goes by")
    func whoEndsInOrderSaysWhatWaits() throws {
        for folder in ["spool", "spool/new"] { mkdir("\(home.path)/\(folder)", 0o700) }
        let large = home.write("spool/new/.large", String(repeating: "x", count: 2 << 20))
        try #require(runOnce(maxSize: 4 << 20) == 0)
        let first = waiting
        #expect(first.count > 1)
        let bound = DaemonNote.read(from: home.path + "/state")?.spoolBound
        #expect(bound == DaemonNote.SpoolBound(path: home.path + "/spool", bytes: bytes + (2 << 20)))

        // There is no room by what was left, nor by a look: nothing is polled.
        feeds.advance(to: 2)
        #expect(runOnce(maxSize: 1 << 20) == 74)
        #expect(waiting == first)

        // A consumer made room without a word: a look finds it.
        unlink(large)
        #expect(runOnce(maxSize: 1 << 20) == 0)
        #expect(waiting.count > first.count)
        #expect(DaemonNote.read(from: home.path + "/state")?.spoolBound?.bytes == bytes)
    }

    @Test("one that was killed leaves nothing to go by")
    func whoIsKilledSaysNothing() throws {
        try #require(runOnce(maxSize: 1 << 20) == 0)
        feeds.configure(home, isHurried: true, more: "[spool]\nmin_free = \"0B\"")
        let daemon = RunningFeedmill(home)
        #expect(
            RunningFeedmill.waits { DaemonNote.read(from: home.path + "/state").map { $0.spoolBound == nil } ?? false })
        _ = daemon.end(SIGKILL)
        #expect(DaemonNote.read(from: home.path + "/state")?.spoolBound == nil)
    }
}
