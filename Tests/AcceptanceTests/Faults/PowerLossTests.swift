import Glibc
import Testing

/// The power goes after each call that changed the disk or made a change durable: what was not durable is lost, and the contract
/// is kept. So the record is synced before its name, its name before its payment, and SQLite's log before what rests on it.
@Suite(.serialized) struct PowerLossTests {
    @Test(arguments: [1, 2], DiskModel.Loss.allCases)
    func nothingIsLostWhenThePowerGoes(_ stage: Int, _ loss: DiskModel.Loss) throws {
        let feeds = PublishedFeeds()
        let trial = FaultTrial(feeds, before: stage)
        let original = trial.home()
        var before = Contract()
        before.take(original.path + "/spool")
        var model = DiskModel(original)
        let log = original.path + "/operations"
        #expect(trial.poll(original, Fault(log: log)).status == 0)
        let operations = OperationLog.read(log)
        try #require(operations.count > 50)

        let points = FaultScale.points(of: operations.count, some: 5)
        var next = points.makeIterator()
        var point = next.next()
        var doubled = 0
        for (place, operation) in operations.enumerated() {
            model.perform(operation)
            guard place + 1 == point else { continue }
            point = next.next()
            var contract = before
            // A consumer may have read what was there before.
            let seen = Home(in: FaultTrial.room)
            model.writeCurrent(to: seen, from: original)
            contract.take(seen.path + "/spool")

            let home = trial.emptyHome()
            model.write(to: home, from: original, after: loss, seed: UInt64(place))
            let result = trial.poll(home)
            #expect(result.status == 0, "after \(place + 1), \(operation): \(result.complaints)")
            // What the consumer took may be lost with the rest: all of it must have come again, or be there still.
            var found = before
            found.take(home.path + "/spool", leavesFiles: true)
            contract.take(home.path + "/spool")
            #expect(found.verdict(expecting: feeds.expected(upTo: stage)) == "", "\(loss) after \(place + 1)")
            #expect(contract.problems == [], "\(loss) after \(place + 1)")
            doubled += contract.doubled
        }
        FaultScale.report("stage \(stage), power lost with \(loss): \(points.count) points, \(doubled) records twice")
    }
}
