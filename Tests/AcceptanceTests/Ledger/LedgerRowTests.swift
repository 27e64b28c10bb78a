import Basics
import Glibc
import Testing

/// Rows of a ledger that cannot be read: each touches its one feed, and is told.
@Suite(.enabled(if: ReferenceTests.has("sqlite3"), "sqlite3 is wanted"))
struct LedgerRowTests {
    /// Records that are owed, because the spool refuses them; then it takes them again.
    private func owing() throws -> LedgerBench {
        let bench = LedgerBench(polled: false)
        home(bench, refuses: true)
        #expect(bench.poll().status == EX_IOERR)
        home(bench, refuses: false)
        #expect(bench.sql("SELECT count(*) FROM owed").hasPrefix("36"))
        return bench
    }

    private func home(_ bench: LedgerBench, refuses: Bool) {
        bench.shell(
            refuses
                ? "mkdir -p spool/tmp; for n in $(seq -w 0 99); do mkdir spool/tmp/000000000000000000$n.json; done"
                : "rmdir spool/tmp/*")
    }

    /// What a run without any damage delivers.
    private static let sound: Set<String> = {
        let bench = LedgerBench()
        return LedgerBench.names((try? bench.records) ?? [])
    }()

    @Test(
        "one that is owed is set aside, all else is delivered, and its item comes with the next poll",
        arguments: [
            "UPDATE owed SET payload = x'ff' WHERE id IN (5, 6)", "UPDATE owed SET payload = '' WHERE id IN (5, 6)",
            "UPDATE owed SET payload = substr(payload, 1, length(payload) / 2) WHERE id IN (5, 6)",
            "UPDATE owed SET payload = CAST(replace(CAST(payload AS TEXT), 'content_html', 'sequence') AS BLOB) WHERE id IN (5, 6)",
            "UPDATE owed SET payload = zeroblob(length(payload)) WHERE id IN (5, 6)",
        ])
    func owed(_ damage: String) throws {
        let bench = try owing()
        bench.sql(damage)
        let feed = bench.sql("SELECT name FROM owed JOIN feed ON feed.id = owed.feed WHERE owed.id = 5").split(
            separator: "\n")[0]
        let check = try JSONValue(parsing: bench.run("ledger", "check", "--json").output)
        #expect(check["findings_count"]?.integer == 2, "\(bench.run("ledger", "check").output)")
        #expect(check["findings"]?[0]?["feed"]?.string == String(feed))
        #expect(check["findings"]?[0]?["place"]?.string == "owed 5")
        let run = bench.run("run", "--once")
        #expect(run.status == 0, "\(run.complaints)")
        #expect(run.complaints.contains("owed-damaged"))
        #expect(try bench.records.count == 34)
        #expect(try bench.events.count { $0 == "owed-damaged" } == 2)
        #expect(bench.run("status").output.contains("2 owed records cannot be read"))
        #expect(try JSONValue(parsing: bench.run("status", "--json").output).at("spool", "set_aside")?.integer == 2)
        #expect(bench.sql("SELECT count(*) FROM owed").hasPrefix("2"), "they stay for inspection")
        #expect(bench.poll().status == 0)
        let records = try bench.records
        #expect(records.count == 36 && LedgerBench.names(records) == Self.sound)
        #expect(Set(LedgerBench.numbers(records)).count == 36)
        #expect(bench.run("ledger", "rebuild").status == 0)
        bench.poll()
        #expect(try bench.records.count == 36, "what was taken again is not taken a third time")
    }

    @Test("one that is set aside comes with the next poll though its feed is renamed meanwhile") func owedThenRenamed()
        throws
    {
        let bench = try owing()
        bench.sql("UPDATE owed SET payload = x'ff' WHERE id IN (5, 6)")
        #expect(bench.run("run", "--once").status == 0)
        #expect(try bench.records.count == 34)
        let text = Home.text(bench.config)
        for feed in LedgerBench.feeds {
            bench.home.write(
                "feedmill.toml", text.replacing("id = \"\(feed)\"", with: "id = \"\(feed)-renamed\""))
            #expect(bench.poll().status == 0)
        }
        #expect(Set(try bench.records.compactMap { $0.at("item", "id")?.string }).count == 36)
        #expect(try bench.records.count == 36)
    }

    @Test("one that is owed and leads to no address goes as it is") func owedToNoAddress() throws {
        let bench = try owing()
        bench.sql("UPDATE owed SET article_url = 'no address' WHERE id IN (5, 6)")
        #expect(bench.run("run", "--once").status == 0)
        let records = try bench.records
        #expect(records.count == 36 && LedgerBench.names(records) == Self.sound)
    }

    @Test("pages of one that is owed are zeroed: the same") func owedPages() throws {
        let bench = try owing()
        let bytes = Home.bytes(bench.ledger)
        // A page that holds a piece of one record's text, and no other's.
        let place = try #require(
            bytes.indices.dropFirst(4096 * 8).first { place in
                place % 4096 == 100 && bytes[place..<place + 3_000].allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            })
        bench.shell(
            "dd if=/dev/zero of=state/ledger.sqlite bs=4096 count=1 seek=\(place / 4096) conv=notrunc 2>/dev/null")
        let run = bench.run("run", "--once")
        #expect(run.status == 0, "\(run.complaints)")
        #expect(run.complaints.contains("owed-damaged"), "\(run.complaints)")
        #expect(try bench.records.count == 35)
        bench.poll()
        #expect(try LedgerBench.names(bench.records) == Self.sound)
    }

    @Test(
        "what is known of a feed",
        arguments: [
            ("UPDATE feed SET history = x'ff00' WHERE name = 'beta'", "history-version"),
            ("UPDATE feed SET history = substr(history, 1, 20) WHERE name = 'beta'", "history-malformed"),
        ])
    func history(_ damage: String, _ code: String) throws {
        let bench = LedgerBench()
        bench.sql(damage)
        #expect(bench.run("ledger", "check").status == 1)
        #expect(bench.poll().status == 0)
        #expect(try bench.events.contains(code))
        #expect(bench.run("ledger", "check").status == 0, "it is learnt anew")
        #expect(try bench.records.count == 36)
    }

    @Test("what is remembered of a feed's items: that feed fails, the others go on, and a rebuild mends it")
    func memory() throws {
        let bench = LedgerBench()
        bench.sql(
            "UPDATE memory SET bytes = substr(bytes, 1, 99) WHERE feed = (SELECT id FROM feed WHERE name = 'beta')")
        for feed in LedgerBench.feeds { bench.write(feed, items: 13) }
        #expect(bench.poll().status == 0)
        #expect(try bench.records.count == 38)
        let status = bench.run("status")
        #expect(status.output.contains("beta: failing") && status.output.contains("[memory-damaged]"))
        #expect(bench.run("ledger", "rebuild").status == 0)
        #expect(bench.poll().status == 0)
        let titles = try bench.records.compactMap { $0.at("item", "title")?.string }
        #expect(titles.count == 39 && Set(titles).count == 39)
    }

    @Test(
        "notes, events, exchanges and stories are forgotten, and nothing waits for them",
        arguments: [
            "INSERT OR REPLACE INTO note VALUES ('daemon', 'turns', x'ff'); UPDATE cluster_posting SET block = x'0000'",
            "INSERT INTO event (at, feed, code, message) VALUES ('x', 5, x'ff', x'00'); UPDATE feed SET exchange = x'ff'",
            "UPDATE cluster_article SET bytes = x'00'; UPDATE cluster_size SET size = -5; UPDATE feed_count SET feeds = 'x'",
            "UPDATE feed SET title = x'ff', moved_to = 'nowhere', next_due = 'x', last_polled = x'ff', failing_since = 1e300",
        ])
    func others(_ damage: String) throws {
        let bench = LedgerBench()
        bench.sql(damage)
        bench.write("alpha", items: 13)
        let polled = bench.poll()
        #expect(polled.status == 0, "\(polled.complaints)")
        #expect(try bench.records.count == 37)
        #expect([1, 2].contains(bench.run("status").status))
        #expect(bench.run("ledger", "rebuild").status == 0)
        bench.poll()
        #expect(try bench.records.count == 37)
    }
}
