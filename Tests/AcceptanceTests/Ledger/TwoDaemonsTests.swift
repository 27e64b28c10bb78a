import Basics
import Glibc
import Testing

/// One daemon for each ledger and each spool, and what may be done beside it.
struct TwoDaemonsTests {
    @Test func theSecondSaysSoAndEnds() async throws {
        let bench = LedgerBench(polled: false)
        let other = bench.home.write(
            "other.toml", LedgerBench.configuration(["alpha"]).replacing("\"state\"", with: "\"state2\""))
        let daemon = Program.start(["run", "--config", bench.config])
        #expect(try await LedgerBench.eventually { try bench.records.count == 36 })
        for (command, code) in [
            (["run", "--config", bench.config], "ledger-locked"),
            (["run", "--once", "--config", bench.config], "ledger-locked"),
            (["ledger", "rebuild", "--config", bench.config], "ledger-locked"),
            (["feeds", "forget", "alpha", "--config", bench.config], "ledger-locked"),
            (["run", "--config", other], "spool-locked"),
        ] {
            let refused = Program.run(command, in: bench.home)
            #expect(refused.status == EX_IOERR, "\(command)")
            #expect(
                refused.complaints.contains("[\(code)]") && refused.complaints.contains("stop it first"), "\(command)")
        }
        // What only looks, works.
        let copy = bench.home.path + "/copy.sqlite"
        #expect(bench.run("ledger", "backup", copy).status == 0)
        let again = bench.run("ledger", "backup", copy)
        #expect(again.status == 1 && again.complaints.contains("[ledger-file-exists]"))
        #expect(bench.run("ledger", "backup", "--force", copy).status == 0)
        #expect(bench.run("ledger", "check").status == 0)
        // What a process held that was killed is free.
        kill(daemon, SIGKILL)
        #expect(Program.wait(daemon) == 128 + SIGKILL)
        #expect(bench.poll().status == 0)
        #expect(Program.run(["run", "--once", "--config", other], in: bench.home).status == 0)
        // The copy is a ledger: a daemon starts on it, and has nothing to deliver.
        let before = LedgerBench.names(try bench.records)
        bench.shell("rm -f state/ledger.sqlite*; cp copy.sqlite state/ledger.sqlite")
        let second = Program.start(["run", "--config", bench.config], complaints: bench.home.path + "/log")
        #expect(try await LedgerBench.eventually { Home.text(bench.home.path + "/log").contains("started") })
        kill(second, SIGTERM)
        #expect(Program.wait(second) == 0)
        #expect(bench.poll().status == 0)
        #expect(LedgerBench.names(try bench.records) == before)
    }

    @Test("a feed that comes back in time delivers nothing twice, and everything when it is forgotten")
    func removedAndAddedAgain() throws {
        let bench = LedgerBench()
        let before = try bench.records
        bench.home.write("feedmill.toml", LedgerBench.configuration(["alpha", "gamma"]))
        bench.poll()
        bench.home.write("feedmill.toml", LedgerBench.configuration(LedgerBench.feeds))
        bench.poll()
        #expect(try bench.records == before)

        let unknown = bench.run("feeds", "forget", "beta", "delta")
        #expect(unknown.status == 1 && unknown.complaints.contains("delta"))
        bench.poll()
        #expect(try bench.records == before)
        #expect(bench.run("feeds", "forget", "beta").status == 0)
        bench.poll()
        let after = try bench.records
        #expect(after.count == 48 && LedgerBench.names(after) == LedgerBench.names(before))
        #expect(LedgerBench.numbers(after) == Array(1...48))
        #expect(after.suffix(12).allSatisfy { $0.at("feed", "id")?.string == "beta" })

        // One that was removed can be forgotten before its time.
        bench.home.write("feedmill.toml", LedgerBench.configuration(["alpha", "gamma"]))
        bench.poll()
        #expect(bench.run("feeds", "forget", "beta").status == 0)
        #expect(bench.run("feeds", "forget", "beta").status == 1)
    }
}
