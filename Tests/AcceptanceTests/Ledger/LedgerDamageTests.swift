import Basics
import Glibc
import Testing

/// What can happen to a ledger: each is refused with a code and left as it is, or handled and told; never is it begun afresh
/// in silence.
@Suite(.enabled(if: ["sqlite3", "python3"].allSatisfy(ReferenceTests.has), "sqlite3 and python3 are wanted"))
struct LedgerDamageTests {
    @Test(
        "what is no ledger any more is refused, left as it is, and made anew from the records",
        arguments: [
            ("truncated to nothing", ": > state/ledger.sqlite"),
            ("truncated to 100 bytes", "truncate -s 100 state/ledger.sqlite"),
            ("truncated to half", "truncate -s $(($(stat -c %s state/ledger.sqlite) / 2)) state/ledger.sqlite"),
            ("zeroed at its head", "dd if=/dev/zero of=state/ledger.sqlite bs=4096 count=1 conv=notrunc 2>/dev/null"),
            ("zeroed", "dd if=/dev/zero of=state/ledger.sqlite bs=4096 count=20 2>/dev/null"),
            ("random", "dd if=/dev/urandom of=state/ledger.sqlite bs=4096 count=20 2>/dev/null"),
            ("a directory", "rm state/ledger.sqlite && mkdir state/ledger.sqlite"),
            ("a text", "echo hello > state/ledger.sqlite"),
        ])
    func refusedAndMadeAnew(_ what: String, _ damage: String) throws {
        let bench = LedgerBench()
        let before = try bench.records
        #expect(before.count == 36)
        bench.shell("rm -f state/ledger.sqlite-*")
        bench.shell(damage)
        let bytes = Home.bytes(bench.ledger)
        for command in [["run", "--once"], ["explain", "alpha"], ["ledger", "backup", bench.home.path + "/copy"]] {
            let refused = Program.run(command + ["--config", bench.config], in: bench.home)
            #expect(refused.status == EX_IOERR, "\(what): \(command)")
            #expect(refused.complaints.contains("[ledger-damaged]"), "\(what): \(refused.complaints)")
            #expect(refused.complaints.contains("feedmill ledger rebuild"))
        }
        try expectToldByStatus("ledger-damaged", bench)
        #expect(Home.bytes(bench.ledger) == bytes)
        let check = bench.run("ledger", "check", "--json")
        #expect(check.status == 1)
        #expect(try JSONValue(parsing: check.output)["findings"]?[0]?["code"]?.string == "ledger-damaged")

        let rebuilt = bench.run("ledger", "rebuild", "--json")
        #expect(rebuilt.status == 0, "\(rebuilt.complaints)")
        let report = try JSONValue(parsing: rebuilt.output)
        #expect(report["items"]?.integer == 36)
        #expect(report["sequence"]?.integer == 36)
        let old = try #require(report["old"]?.string)
        #expect(Home.bytes(old) == bytes && access(old, F_OK) == 0)
        #expect(bench.run("ledger", "check").status == 0)
        #expect(bench.poll().status == 0)
        #expect(try bench.records == before, "\(what): nothing is delivered twice")
        bench.write("beta", items: 13)
        #expect(bench.poll().status == 0)
        #expect(try LedgerBench.numbers(bench.records) == Array(1...37))
        #expect(try bench.events.contains("ledger-rebuilt"))
    }

    /// `status` answers whatever there is: it is stuck, and why.
    private func expectToldByStatus(_ code: String, _ bench: LedgerBench) throws {
        let status = bench.run("status")
        #expect(status.status == 2 && status.output.contains("[\(code)]"), "\(status.output)\(status.complaints)")
        let json = bench.run("status", "--json")
        #expect(json.status == 2)
        #expect(try JSONValue(parsing: json.output)["unreadable"]?[0]?["code"]?.string == code)
        #expect(try JSONValue(parsing: json.output)["health"]?.string == "stuck")
        let one = bench.run("status", "--feed", "alpha")
        #expect(one.status == 2 && one.complaints.contains("[\(code)]"))
    }

    @Test("pages in the middle, one after the other: told, saved but for that page, and nothing delivered twice")
    func middlePages() throws {
        let bench = LedgerBench()
        let before = LedgerBench.names(try bench.records)
        bench.shell("cp state/ledger.sqlite whole")
        let pages = Home.bytes(bench.ledger).count / 4096
        for page in stride(from: 1, to: pages, by: max(1, pages / 6)) {
            bench.shell("rm -f state/ledger.sqlite*; cp whole state/ledger.sqlite")
            bench.shell("dd if=/dev/zero of=state/ledger.sqlite bs=4096 count=1 seek=\(page) conv=notrunc 2>/dev/null")
            let check = bench.run("ledger", "check")
            let polled = bench.poll()
            #expect([0, EX_IOERR, EX_TEMPFAIL].contains(polled.status), "page \(page): \(polled.complaints)")
            if check.status == 0 { #expect(polled.status == 0, "page \(page): \(polled.complaints)") }
            #expect(bench.run("ledger", "rebuild").status == 0)
            #expect(bench.run("ledger", "check").status == 0)
            #expect(bench.poll().status == 0)
            #expect(try LedgerBench.names(bench.records) == before, "page \(page): nothing under a new name")
        }
    }

    @Test(
        "a write-ahead log that was cut or overwritten takes the last moments with it, and nothing else",
        arguments: [
            ("cut to nothing", ": > state/ledger.sqlite-wal"),
            ("cut in its head", "truncate -s 20 state/ledger.sqlite-wal"),
            ("cut to half", "truncate -s $(($(stat -c %s state/ledger.sqlite-wal) / 2)) state/ledger.sqlite-wal"),
            (
                "overwritten",
                "dd if=/dev/urandom of=state/ledger.sqlite-wal bs=4096 count=$(($(stat -c %s state/ledger.sqlite-wal) / 4096)) 2>/dev/null"
            ),
            ("gone", "rm state/ledger.sqlite-wal"),
        ])
    func writeAheadLog(_ what: String, _ damage: String) async throws {
        let bench = LedgerBench(polled: false)
        bench.shell("cp alpha.xml kept.xml")
        let daemon = Program.start(["run", "--config", bench.config])
        #expect(try await LedgerBench.eventually { try bench.records.count == 36 })
        kill(daemon, SIGKILL)
        #expect(Program.wait(daemon) == 128 + SIGKILL)
        let before = try bench.records
        #expect(access(bench.ledger + "-wal", F_OK) == 0)
        bench.shell("rm -f state/ledger.sqlite-shm")
        bench.shell(damage)
        let polled = bench.poll()
        #expect(polled.status == 0, "\(what): \(polled.complaints)")
        let after = try bench.records
        #expect(LedgerBench.names(after) == LedgerBench.names(before), "\(what): nothing is lost, or under a new name")
        // The files that were there are as they were, and what came is numbered behind them.
        let numbers = LedgerBench.numbers(after)
        #expect(Set(numbers).count == numbers.count && numbers == numbers.sorted())
        #expect(LedgerBench.names(Array(after.prefix(36))) == LedgerBench.names(before))
        if after.count > 36 { #expect(polled.complaints.contains("ledger-behind")) }
        #expect(bench.run("ledger", "check").status == 0)
    }

    @Test func aLaterVersionIsRefusedByAll() throws {
        let bench = LedgerBench()
        bench.sql("INSERT INTO grdb_migrations VALUES ('99')")
        let bytes = Home.bytes(bench.ledger)
        for command in [
            ["run", "--once"], ["ledger", "rebuild"], ["ledger", "backup", bench.home.path + "/c"],
        ] {
            let refused = Program.run(command + ["--config", bench.config], in: bench.home)
            #expect(refused.status == EX_IOERR && refused.complaints.contains("[ledger-newer]"), "\(command)")
        }
        try expectToldByStatus("ledger-newer", bench)
        let check = bench.run("ledger", "check")
        #expect(check.status == 1 && check.output.contains("[ledger-newer]"))
        #expect(Home.bytes(bench.ledger) == bytes)
        #expect(
            Consumer.names(bench.home.path + "/state").filter { $0.contains("rebuilt") || $0.contains("before") }
                .isEmpty)
    }

    @Test func anotherProgramThatWritesIsWaitedForAndThenTold() async throws {
        let bench = LedgerBench()
        let script = bench.home.write(
            "hold.py",
            """
            import sqlite3, signal
            held = sqlite3.connect("\(bench.ledger)")
            held.execute("BEGIN IMMEDIATE")
            open("\(bench.home.path)/held", "w").close()
            signal.pause()
            """)
        let holder = Program.start([script], program: "python3")
        #expect(try await LedgerBench.eventually { access(bench.home.path + "/held", F_OK) == 0 })
        let refused = bench.run("run", "--once")
        #expect(refused.status == EX_IOERR, "\(refused.complaints)")
        #expect(refused.complaints.contains("[ledger-locked]"))
        #expect(bench.run("ledger", "check").status == 0, "who only looks need not wait")
        kill(holder, SIGKILL)
        _ = Program.wait(holder)
        #expect(bench.poll().status == 0)
    }

    @Test func whatMayNotBeWrittenIsTold() throws {
        let bench = LedgerBench()
        // root may write everywhere.
        let isRoot = geteuid() == 0
        if isRoot, !ReferenceTests.has("setpriv") { return }
        bench.shell("rm -f state/ledger.sqlite-*; chmod 755 . spool; chmod 644 *.toml *.xml")
        bench.shell("chmod 555 state; chmod 444 state/ledger.sqlite state/.lock state/daemon.json")
        defer { bench.shell("chmod 755 state") }
        let complaints = bench.home.fresh("err")
        bench.shell(": > \(complaints); chmod 666 \(complaints)")
        let command = [Program.path, "run", "--once", "--config", bench.config]
        let status = Program.wait(
            isRoot
                ? Program.start(
                    ["--reuid=65534", "--regid=65534", "--clear-groups"] + command, program: "setpriv",
                    complaints: complaints)
                : Program.start(Array(command.dropFirst()), complaints: complaints))
        #expect(status == EX_IOERR)
        #expect(Home.text(complaints).contains("[ledger-read-only]"), "\(Home.text(complaints))")
    }

    @Test("an older copy: told, numbered on, the same ids; after a rebuild nothing comes twice")
    func olderThanTheSpool() throws {
        let bench = LedgerBench()
        let copy = bench.home.path + "/backup.sqlite"
        #expect(bench.run("ledger", "backup", copy).status == 0)
        for feed in LedgerBench.feeds { bench.write(feed, items: 15) }
        bench.poll()
        let before = try bench.records
        #expect(before.count == 45)
        bench.shell("rm -f state/ledger.sqlite*; cp backup.sqlite state/ledger.sqlite")
        #expect(bench.run("ledger", "check").output.contains("[ledger-behind]"))
        #expect(bench.run("ledger", "rebuild").status == 0)
        bench.poll()
        #expect(try bench.records == before)

        bench.shell("rm -f state/ledger.sqlite*; cp backup.sqlite state/ledger.sqlite")
        let polled = bench.poll()
        #expect(polled.status == 0 && polled.complaints.contains("ledger-behind"))
        let after = try bench.records
        #expect(after.count == 54 && Array(after.prefix(45)) == before)
        #expect(LedgerBench.names(after) == LedgerBench.names(before))
        #expect(LedgerBench.numbers(after) == Array(1...54))
        #expect(try bench.events.contains("ledger-behind"))
    }

    @Test("a ledger that is gone begins anew, but not in silence; with records kept elsewhere it is made anew")
    func gone() throws {
        let bench = LedgerBench()
        let before = LedgerBench.names(try bench.records)
        bench.shell(
            "mkdir -p archive/2026; mv spool/new/*1.json archive/; gzip spool/new/*2.json; mv spool/new/*.gz archive/2026/"
        )
        bench.shell(
            "cat spool/new/*3.json > archive/rest.ndjson; rm spool/new/*3.json; mv spool/new/*4.json spool/cur/")
        let waiting = try bench.records
        bench.shell("rm state/ledger.sqlite*")
        #expect(bench.run("ledger", "check").status == 1)
        let rebuilt = bench.run(
            "ledger", "rebuild", "--records", bench.home.path + "/archive", "--json", "--after", "100")
        #expect(rebuilt.status == 0, "\(rebuilt.complaints)")
        #expect(try JSONValue(parsing: rebuilt.output)["items_from_records"]?.integer == 36)
        #expect(bench.poll().status == 0)
        #expect(try bench.records == waiting)
        bench.write("alpha", items: 13)
        bench.poll()
        #expect(LedgerBench.numbers(try bench.records).max() == 101)

        bench.shell("rm state/ledger.sqlite*")
        let polled = bench.poll()
        #expect(polled.status == 0 && polled.complaints.contains("ledger-behind"))
        #expect(LedgerBench.names(try bench.records).isSuperset(of: before), "the same ids as before")
        bench.shell("rm -rf state")
        #expect(bench.run("ledger", "rebuild").status == 0, "the directory is made too")
        #expect(bench.run("ledger", "check").status == 0)

        bench.shell("rm -rf state/ledger.sqlite* spool/new/* spool/cur/*")
        let nothing = bench.run("ledger", "rebuild")
        #expect(nothing.status == 1 && nothing.complaints.contains("[ledger-nothing-to-rebuild]"))
        #expect(access(bench.ledger, F_OK) != 0)
    }

    @Test(
        "what lies beside the ledger is no obstacle, whatever is in it",
        arguments: [
            ": > state/daemon.json", "truncate -s 100 state/daemon.json",
            "dd if=/dev/urandom of=state/daemon.json bs=16384 count=1 2>/dev/null",
            "echo '{\"pid\":-1}' > state/daemon.json",
            "echo '{\"pid\":99999999999,\"version\":\"1\",\"started_at\":\"2026-01-01T00:00:00Z\",\"written_at\":\"2026-01-01T00:00:00Z\"}' > state/daemon.json",
            "rm state/daemon.json; mkdir state/daemon.json", "head -c 9999 /dev/urandom > state/.lock",
            "rm state/.lock",
            "rm state/.lock; ln -s /nowhere/at/all state/.lock.new",
            "head -c 9999 /dev/urandom > state/ledger.sqlite.rebuilt",
            "mkdir -p state/includes; head -c 99 /dev/urandom > state/includes/x; : > state/includes/y.json",
            "head -c 99 /dev/urandom > state/ledger.sqlite-shm",
        ])
    func besides(_ damage: String) throws {
        let bench = LedgerBench()
        bench.shell(damage)
        let polled = bench.poll()
        #expect(polled.status == 0, "\(polled.complaints)")
        #expect(try bench.records.count == 36)
        #expect(bench.run("status").output.contains("3: 3 healthy"))
    }
}
