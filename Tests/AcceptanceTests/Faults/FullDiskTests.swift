import Glibc
import Testing

/// Real disks that are full: of bytes, and of inodes.
@Suite(.serialized, .enabled(if: SmallDisk.canBeMade, "a small disk can be mounted by root alone"))
struct FullDiskTests {
    @Test(
        arguments: [("spool", "spool-disk-full"), ("state", "ledger-disk-full")], ["size=4m", "size=64m,nr_inodes=200"])
    func theDaemonGoesOnWhenThereIsRoom(_ place: (root: String, pause: String), _ bounds: String) throws {
        // A ledger makes no files while it runs: it cannot want for inodes.
        guard place.root == "spool" || !bounds.contains("nr_inodes") else { return }
        let home = Home()
        let disk = try #require(SmallDisk(home, place.root, bounds))
        try DaemonTrial(home).run(expecting: place.pause, refuse: { disk.fill() }, allow: { disk.empty() })
    }

    /// `[spool] max_size` does the same before the disk is full: what waits is never much more.
    @Test func theDaemonWaitsForConsumers() throws {
        let (home, feeds) = (Home(), PublishedFeeds())
        feeds.configure(
            home, isHurried: true, more: "[spool]\nmin_free = \"0B\"\nmax_size = \"1MiB\"")
        for folder in ["spool", "spool/new"] { mkdir("\(home.path)/\(folder)", 0o700) }
        let waiting = home.write("spool/new/.waiting", String(repeating: "x", count: 2 << 20))
        let daemon = RunningFeedmill(home)
        #expect(RunningFeedmill.waits { daemon.status() == (2, "spool-full") }, "\(daemon.status()) \(daemon.log)")
        feeds.advance(to: 2)
        for _ in 0..<20 { #expect(daemon.status() == (2, "spool-full")) }
        var contract = Contract()
        contract.take(home.path + "/spool")
        #expect(!contract.lost(of: feeds.expected(upTo: 2)).isEmpty)
        unlink(waiting)
        let comes = RunningFeedmill.waits {
            contract.take(home.path + "/spool")
            return contract.lost(of: feeds.expected(from: 2, upTo: 2)).isEmpty
        }
        #expect(comes, "\(daemon.log)")
        #expect(RunningFeedmill.waits { daemon.status().exit == 0 })
        #expect(daemon.end(SIGTERM) == 0)
        #expect(contract.verdict(expecting: feeds.expected(from: 2, upTo: 2)) == "")
        let check = Program.run(["ledger", "check", "--config", "\(home.path)/feedmill.toml"], in: home)
        #expect(check.status == 0, "the pause left nothing behind that looks like damage: \(check.output)")
    }
}

/// A file system of a few megabytes or inodes, gone with the test.
final class SmallDisk: Sendable {
    /// Stays until the disk is gone.
    private let home: Home
    private let path: String

    static let canBeMade: Bool = {
        let home = Home()
        return getuid() == 0 && SmallDisk(home, "disk", "size=1m") != nil
    }()

    init?(_ home: Home, _ name: String, _ bounds: String) {
        self.home = home
        path = "\(home.path)/\(name)"
        mkdir(path, 0o700)
        let process = Program.start(["-t", "tmpfs", "-o", bounds, "tmpfs", path], program: "mount")
        guard process > 0, Program.wait(process) == 0 else { return nil }
    }

    deinit {
        _ = Program.wait(Program.start(["-l", path], program: "umount"))
    }

    /// Takes what is left, of bytes or of inodes.
    func fill() {
        mkdir(path + "/ballast", 0o700)
        let bytes = [UInt8](repeating: 1, count: 4096)
        var number = 0
        while true {
            let file = open("\(path)/ballast/\(number)", O_WRONLY | O_CREAT, 0o600)
            guard file >= 0 else { return }
            var count = 0
            while count < 1 << 16, write(file, bytes, bytes.count) == bytes.count { count += bytes.count }
            close(file)
            if count == 0 { return }
            number += 1
        }
    }

    func empty() { _ = Program.wait(Program.start(["-rf", path + "/ballast"], program: "rm")) }
}
