import Glibc
import Testing

/// The process is dead right before and right after each call that changes the disk, one run for each.
@Suite(.serialized) struct KillPointTests {
    /// In the first poll, which makes ledger and spool, and in a later one, which finds an item corrected and others new.
    @Test(arguments: [1, 2], [Fault.What.deathBefore, .deathAfter])
    func nothingIsLostWhereverTheProcessIsKilled(_ stage: Int, _ what: Fault.What) throws {
        let feeds = PublishedFeeds()
        let trial = FaultTrial(feeds, before: stage)
        let calls = trial.count()
        var doubled = 0
        for point in FaultScale.points(of: calls, some: 6) {
            let home = trial.home()
            var contract = Contract()
            contract.take(home.path + "/spool")
            let killed = trial.poll(home, Fault(at: point, what: what))
            // Threads take turns in another order each time: the last calls of one run may be missing in the next.
            let isLate = point > calls - max(10, calls / 8)
            #expect(killed.status == 128 + SIGKILL || isLate, "call \(point): \(killed.complaints)")
            // A consumer acts at any time: after every other death, before feedmill is there again.
            if point % 2 == 0 { contract.take(home.path + "/spool") }
            let next = trial.poll(home)
            #expect(next.status == 0, "after call \(point): \(next.complaints)")
            contract.take(home.path + "/spool")
            #expect(contract.verdict(expecting: feeds.expected(upTo: stage)) == "", "\(what) of call \(point)")
            doubled += contract.doubled
        }
        FaultScale.report("stage \(stage), \(what): \(calls) kill points, \(doubled) records twice")
    }
}
