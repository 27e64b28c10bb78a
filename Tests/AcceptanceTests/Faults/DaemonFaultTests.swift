import Glibc
import Testing

/// While a disk refuses, the daemon pauses and `status` says why; when it takes again, the daemon goes on by itself, and what
/// was published meanwhile comes.
@Suite(.serialized) struct DaemonFaultTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        let root: String
        let error: Int32
        let pause: String
        var testDescription: String { "\(root): \(String(cString: strerror(error)))" }
    }

    private static let refusals = [
        Refusal(root: "spool", error: ENOSPC, pause: "spool-disk-full"),
        Refusal(root: "state", error: EIO, pause: "ledger-io-error"),
        Refusal(root: "spool", error: EMFILE, pause: "spool-too-many-open-files"),
        Refusal(root: "state", error: EDQUOT, pause: "ledger-disk-full"),
        Refusal(root: "spool", error: EDQUOT, pause: "spool-disk-full"),
        Refusal(root: "spool", error: EIO, pause: "spool-io-error"),
        Refusal(root: "spool", error: EROFS, pause: "spool-read-only"),
        Refusal(root: "state", error: ENOSPC, pause: "ledger-disk-full"),
        Refusal(root: "state", error: EROFS, pause: "ledger-read-only"),
    ]

    @Test(arguments: FaultScale.isWhole ? refusals : Array(refusals.prefix(4)))
    func theDaemonGoesOnByItself(_ refusal: Refusal) throws {
        let home = Home()
        // The daemon's note lies in blocks that it has: what refuses new ones still takes it.
        let fault = Fault(
            at: 1, what: .error(refusal.error), isLasting: true, switch: home.path + "/refuses",
            kinds: refusal.error == EMFILE ? ["open"] : [], roots: [refusal.root], skipped: ["daemon.json"])
        try DaemonTrial(home, fault).run(
            expecting: refusal.pause, refuse: { home.write("refuses", "") }, allow: { unlink(home.path + "/refuses") })
    }
}

/// A name service that does not answer for one feed's host keeps no other feed waiting.
@Test func aNameThatIsNotFoundForLongHoldsUpNoOther() throws {
    let home = Home()
    let feeds = PublishedFeeds()
    let gate = home.write("gate", "")
    feeds.configure(
        home, isHurried: true,
        more: "[spool]\nmin_free = \"0B\"\n[[feed]]\nid = \"slow\"\nurl = \"http://slow.test/\"")
    let daemon = RunningFeedmill(home, Fault(name: "slow.test", gate: gate))
    var contract = Contract()
    func comes(upTo stage: Int) -> Bool {
        RunningFeedmill.waits {
            contract.take(home.path + "/spool")
            return contract.lost(of: feeds.expected(upTo: stage)).isEmpty
        }
    }
    #expect(RunningFeedmill.waits { access(gate + ".asked", F_OK) == 0 }, "\(daemon.log)")
    for stage in 1...2 {
        feeds.advance(to: stage)
        #expect(comes(upTo: stage), "\(daemon.log)")
    }
    #expect(access(gate, F_OK) == 0)
    unlink(gate)
    #expect(daemon.end(SIGTERM) == 0)
}

/// The course of a daemon whose disk refuses for a while.
struct DaemonTrial {
    private let home: Home
    private let feeds = PublishedFeeds()
    private let daemon: RunningFeedmill

    init(_ home: Home, _ fault: Fault? = nil, more: String = "min_free = \"0B\"") {
        self.home = home
        feeds.configure(home, isHurried: true, more: "[spool]\n\(more)")
        daemon = RunningFeedmill(home, fault)
    }

    func run(expecting pause: String, refuse: () -> Void, allow: () -> Void) throws {
        var contract = Contract()
        func comes(upTo stage: Int) -> Bool {
            RunningFeedmill.waits {
                contract.take(home.path + "/spool")
                return contract.lost(of: feeds.expected(upTo: stage)).isEmpty
            }
        }
        try #require(comes(upTo: 1), "\(daemon.log)")
        #expect(daemon.status().exit == 0)

        refuse()
        feeds.advance(to: 2)
        #expect(RunningFeedmill.waits { daemon.status() == (2, pause) }, "\(daemon.status()) \(daemon.log)")
        // It is not well again before it is: the pause outlasts a few attempts.
        for _ in 0..<20 { #expect(daemon.status() == (2, pause)) }
        contract.take(home.path + "/spool")
        #expect(!contract.lost(of: feeds.expected(upTo: 2)).isEmpty)

        allow()
        #expect(comes(upTo: 2), "\(daemon.log)")
        #expect(RunningFeedmill.waits { daemon.status().exit == 0 }, "\(daemon.log)")
        feeds.advance(to: 3)
        #expect(comes(upTo: 3), "\(daemon.log)")
        #expect(daemon.end(SIGTERM) == 0)
        #expect(contract.verdict(expecting: feeds.expected(upTo: 3)) == "")
    }
}
