import Glibc
import Testing

/// Each allocation of the C libraries fails in its turn on one happy path. The process may report an error, or even die; what it
/// leaves is never corrupt, and the next run delivers everything.
@Suite(.serialized) struct AllocationTests {
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

    /// What strangers send is parsed by libxml2 in one process that has nothing to lose: it says what it found, or why it could not.
    @Test(arguments: ["parse", "extract"])
    func aDocumentIsReadOrRefusedWhenMemoryIsRefused(_ command: String) throws {
        let home = Home()
        let file = home.write(
            command, command == "parse" ? AllocationTests.feed : PublishedFeeds.page("/page/1"))
        func run(_ allocation: Int) -> Program.Result {
            Program.run(
                [command, "--url", "https://a.example/", file], in: home,
                environment: Fault(allocation: allocation, libraries: ["libxml2"]).environment(in: home))
        }
        #expect(run(0).status == 0)
        let total = Fault.tally(in: home).allocations
        #expect(total > 20)
        var (whole, refused, died) = (0, 0, 0)
        for point in FaultScale.points(of: total, some: 10) {
            switch run(point).status {
            case 0: whole += 1
            case 1: refused += 1
            case let status:
                died += 1
                #expect(
                    status == 128 + SIGABRT || status == 128 + SIGTRAP || status == 128 + SIGILL, "\(point): \(status)")
            }
        }
        FaultScale.report(
            "\(command): \(total) allocations of libxml2 refused, \(whole) read all the same, \(refused) refused, \(died) deaths"
        )
    }

    private static let feed = """
        <?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE rss [<!ENTITY x "y">]>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T &x; &eacute;</title>
        <item><guid>1</guid><title>One</title><dc:creator>N</dc:creator>
        <description>&lt;p&gt;Some &lt;b&gt;text&lt;/b&gt; &lt;a href="/x"&gt;there&lt;/a&gt;</description></item></channel></rss>
        """
}
