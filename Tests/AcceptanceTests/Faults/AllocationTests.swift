import CSystem
import Glibc
import Testing

/// Each allocation of the C libraries fails in its turn on one happy path. The process may report an error, or even die; what it
/// leaves is never corrupt, and the next run delivers everything.
@Suite(.serialized, .disabled(if: fm_is_sanitized != 0, "a sanitizer has the allocator to itself"))
struct AllocationTests {
    @Test(arguments: [["libsqlite3"], ["libcurl"]])
    func nothingIsLostWhenMemoryIsRefused(_ libraries: [String]) throws {
        let feeds = PublishedFeeds()
        // A transfer that libcurl loses with its memory ends with its time.
        let trial = FaultTrial(feeds, before: 2, timeout: 5)
        let calm = trial.home()
        #expect(trial.poll(calm, Fault(libraries: libraries)).status == 0)
        let total = Fault.tally(in: calm).allocations
        #expect(total > 100)
        var (met, died, refused) = (0, 0, 0)
        for point in FaultScale.points(of: total, some: 6) {
            let home = trial.home()
            var contract = Contract()
            contract.take(home.path + "/spool")
            let result = trial.poll(home, Fault(allocation: point, libraries: libraries))
            met += Fault.tally(in: home).faults
            died += result.status > 128 ? 1 : 0
            refused += result.status == EX_IOERR ? 1 : 0
            let next = trial.poll(home)
            #expect(next.status == 0, "after allocation \(point): \(next.complaints)")
            contract.take(home.path + "/spool")
            let lost = contract.lostItems(of: feeds.expected(upTo: 2))
            #expect(contract.problems == [] && lost == [], "allocation \(point)")
        }
        #expect(met > 0)
        FaultScale.report(
            "\(libraries): \(met) of \(total) allocations refused, \(refused) runs refused, \(died) deaths")
    }

    /// Pages are parsed by libxml2 in a process that has nothing to lose: it says what it found, or why it could not.
    @Test func aPageIsReadOrRefusedWhenMemoryIsRefused() throws {
        let home = Home()
        let page = home.write("page.html", PublishedFeeds.page("/page/1"))
        func run(_ allocation: Int) -> Program.Result {
            Program.run(
                ["extract", "--url", "https://a.example/", page], in: home,
                environment: Fault(allocation: allocation, libraries: ["libxml2"]).environment(in: home))
        }
        #expect(run(0).status == 0)
        let total = Fault.tally(in: home).allocations
        #expect(total > 20)
        let points = FaultScale.points(of: total, some: 10)
        var (whole, refused) = (0, 0)
        for point in points {
            let status = run(point).status
            whole += status == 0 ? 1 : 0
            refused += status == 1 ? 1 : 0
            #expect(
                [0, 1, 128 + SIGABRT, 128 + SIGTRAP, 128 + SIGILL].contains(status), "allocation \(point): \(status)")
        }
        FaultScale.report(
            "extract: \(points.count) of \(total) allocations of libxml2 refused, \(whole) read all the same, "
                + "\(refused) refused, \(points.count - whole - refused) deaths")
    }
}
