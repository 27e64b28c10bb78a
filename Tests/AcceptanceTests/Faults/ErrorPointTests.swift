import Glibc
import Testing

/// Each call that changes the disk fails in its turn: that one alone, or all from it on.
@Suite(.serialized) struct ErrorPointTests {
    private static let errors = [ENOSPC, EDQUOT, EIO, EROFS, EMFILE]

    @Test(arguments: errors, [false, true])
    func nothingIsLostWhateverFails(_ code: Int32, _ isLasting: Bool) throws {
        // Of calls that change the disk only those that open a file can fail for want of descriptors.
        let kinds = code == EMFILE ? ["open"] : []
        for stage in 1...2 {
            try tryAll(.error(code), "\(String(cString: strerror(code)))", stage, kinds, isLasting: isLasting)
        }
    }

    @Test func nothingIsTornWhenLessIsWrittenThanWasAsked() throws {
        for stage in 1...2 { try tryAll(.shortWrite, "short writes", stage, ["write"], isLasting: false) }
    }

    private func tryAll(
        _ what: Fault.What, _ name: String, _ stage: Int, _ kinds: [String], isLasting: Bool
    ) throws {
        let feeds = PublishedFeeds()
        let trial = FaultTrial(feeds, before: stage)
        let calls = trial.count(kinds)
        var (met, refused, doubled) = (0, 0, 0)
        for point in FaultScale.points(of: calls, some: 2) {
            let home = trial.home()
            var contract = Contract()
            contract.take(home.path + "/spool")
            let fault = Fault(at: point, what: what, isLasting: isLasting, kinds: kinds)
            let failed = trial.poll(home, fault)
            if Fault.tally(in: home).faults > 0 { met += 1 }
            #expect(
                failed.status == 0 || failed.status == EX_IOERR && failed.complaints.contains("]"),
                "\(name) at \(point): \(failed.status) \(failed.output) \(failed.complaints)")
            if failed.status != 0 { refused += 1 }
            if point % 2 == 0 { contract.take(home.path + "/spool") }
            let next = trial.poll(home)
            #expect(next.status == 0, "after \(name) at \(point): \(next.complaints)")
            contract.take(home.path + "/spool")
            #expect(
                contract.verdict(expecting: feeds.expected(upTo: stage)) == "",
                "\(name) at \(point) of stage \(stage), \(isLasting ? "lasting" : "once")")
            doubled += contract.doubled
        }
        #expect(met > 0)
        FaultScale.report(
            "stage \(stage), \(name), \(isLasting ? "lasting" : "once"): \(met) points, \(refused) runs refused, "
                + "\(doubled) records twice")
    }
}
