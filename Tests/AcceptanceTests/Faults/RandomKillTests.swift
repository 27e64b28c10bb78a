import Glibc
import Testing

/// SIGKILL at random moments of a daemon that has much to do, while a consumer takes what it finds. `FEEDMILL_KILLS` says how often.
@Suite(.serialized) struct RandomKillTests {
    @Test func nothingIsLostWheneverTheDaemonIsKilled() throws {
        let (home, feeds, rounds) = (Home(), BusyFeeds(), FaultScale.rounds(10))
        feeds.configure(home)
        var contract = Contract()
        func consume() {
            contract.take(home.path + "/spool")
            let outstanding = feeds.outstanding
            feeds.note(delivered: outstanding.subtracting(contract.lost(of: outstanding)))
        }
        // How long all of it takes on this machine, so that death comes anywhere between the first call and the last.
        feeds.publish()
        let clock = ContinuousClock()
        let whole = clock.measure {
            _ = Program.run(["run", "--once", "--config", home.path + "/feedmill.toml"], in: home)
        }
        func pass() { usleep(.random(in: 0..<UInt32(whole / .microseconds(1)) * 3 / 4)) }
        for round in 1...rounds {
            feeds.publish()
            let daemon = RunningFeedmill(home)
            pass()
            if round % 2 == 0 { consume() }
            pass()
            #expect(daemon.end(SIGKILL) == 128 + SIGKILL, "\(daemon.log)")
            if round % 3 == 0 { consume() }
        }
        let last = Program.run(["run", "--once", "--all", "--config", home.path + "/feedmill.toml"], in: home)
        #expect(last.status == 0, "\(last.complaints)")
        let outstanding = feeds.outstanding
        contract.take(home.path + "/spool")
        #expect(contract.verdict(expecting: outstanding) == "")
        #expect(contract.records > rounds, "death came before anything was done")
        print("figure: \(rounds) kills, \(contract.records) records, \(contract.doubled) of them twice")
    }
}
