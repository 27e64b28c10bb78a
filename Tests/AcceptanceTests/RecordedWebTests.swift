import Basics
import Glibc
import Ingest
import Testing

/// The main job on real input: 24 feeds in four formats, and the real pages that they link to.
@Suite(.enabled(if: RecordedWeb.isPresent, "../shared/web is not here"), .serialized)
struct RecordedWebTests {
    /// Point 1, 2 and 4: everything once; then, after each of 30 steps, the new and the changed items and nothing else; and
    /// a feed that has not changed costs one 304.
    @Test func everyItemOnceAndEveryChangeOnce() async throws {
        let home = Home()
        let web = await RecordedWeb(home: home)
        let config = configure(home, web, feeds: 0..<24)
        let consumer = Consumer(spool: home.path + "/spool")

        var seen: [String: Int] = [:]
        let first = try await round(["run", "--once"], config, home, web, consumer, &seen)
        let withoutText = first.filter {
            $0.at("article", "status")?.string != "ok"
                || ($0.at("article", "content_text")?.string ?? "").isEmpty
        }
        #expect(
            Double(withoutText.count) < 0.03 * Double(first.count),
            "\(withoutText.count) of \(first.count) have no text")

        let before = try await web.requests().count
        _ = try await round(["run", "--once", "--all"], config, home, web, consumer, &seen)
        let second = try await web.requests()[before...]
        #expect(second.count == 24)
        #expect(second.allSatisfy { $0["status"]?.integer == 304 && $0["conditional"]?.bool == true })

        for _ in 0..<30 {
            _ = await web.ask("/advance")
            _ = try await round(["run", "--once", "--all"], config, home, web, consumer, &seen)
        }
        let feedRequests = try await web.requests().filter { $0["host"]?.string == "feeds.test" }
        #expect(feedRequests.dropFirst(24).allSatisfy { $0["conditional"]?.bool == true })
    }

    /// Point 3: the daemon under SIGHUP and SIGKILL delivers all, and what it delivers twice bears the same id and revision.
    @Test func theDaemonLosesNothingWhenItIsKilled() async throws {
        let home = Home()
        let web = await RecordedWeb(home: home)
        let config = configure(home, web, feeds: 0..<12)
        let consumer = Consumer(spool: home.path + "/spool")
        var delivered: [String: Int] = [:]
        var sequences: [String: Int] = [:]
        for step in 0..<10 {
            let daemon = Program.start(["run", "--config", config], complaints: home.path + "/log")
            configure(home, web, feeds: step % 2 == 0 ? 0..<24 : 0..<18)
            // It hears signals from the moment that it says it is there.
            while DaemonNote.read(from: home.path + "/state")?.processID != daemon { usleep(5_000) }
            kill(daemon, SIGHUP)
            _ = await web.ask("/advance")
            // Some work is done, at a point of it that differs each time, and then the power is gone.
            let target = delivered.count + 5 + step
            var rounds = 0
            while delivered.count < target && rounds < 40 * (step + 1) {
                try note(try consumer.take(), &delivered, &sequences)
                usleep(10_000)
                rounds += 1
            }
            kill(daemon, SIGKILL)
            #expect(Program.wait(daemon) == 128 + SIGKILL)
        }
        configure(home, web, feeds: 0..<24)
        for _ in 0..<2 {
            let last = Program.run(["run", "--once", "--all", "--config", config], in: home)
            #expect(last.status == 0, "\(last.complaints)")
            try note(try consumer.take(), &delivered, &sequences)
        }
        let expected = try await web.expected()
        for (feed, items) in expected {
            for (id, item) in items {
                #expect(delivered["\(feed.prefix(3)) \(key(id, item.url, feed))"] != nil, "\(id) is lost")
            }
        }
        #expect(delivered.count == expected.values.reduce(0) { $0 + $1.count })
    }
}

extension RecordedWebTests {
    @discardableResult
    private func configure(_ home: Home, _ web: RecordedWeb, feeds: Range<Int>) -> String {
        var text = """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            proxy = "http://127.0.0.1:\(web.port)"
            [polling]
            delay_per_host = "0s"
            min_interval = "1s"
            gap_with_validators = "1s"
            catch_up = "0s"
            [articles]
            delay_per_host = "0s"
            robots_txt = false

            """
        for (number, url) in zip(feeds, RecordedWeb.feeds(feeds)) {
            text += "[[feed]]\nurl = \"\(url)\"\nid = \"f\(number)\"\ninterval = \"2s\"\n"
        }
        return home.write("feedmill.toml", text)
    }

    private func name(of record: JSONValue) -> String {
        let file = record.at("feed", "url")?.string?.split(separator: "/").last ?? ""
        return
            "\(file.prefix(3)) \(record.at("item", "id")?.string ?? record.at("item", "url")?.string ?? "")"
    }

    /// RSS 1.0 has no ids but the address.
    private func key(_ id: String, _ url: String, _ feed: String) -> String {
        switch (Int(feed.prefix(3)) ?? 0) % 4 {
        case 1: "urn:case:" + id
        case 2: url
        default: id
        }
    }

    /// One run, its records held against what the web has published: all that is new or changed, and nothing else.
    private func round(
        _ arguments: [String], _ config: String, _ home: Home, _ web: RecordedWeb, _ consumer: Consumer,
        _ seen: inout [String: Int]
    ) async throws -> [JSONValue] {
        let done = Program.run(arguments + ["--config", config], in: home)
        #expect(done.status == 0, "\(done.output)\(done.complaints)")
        let records = try consumer.take()
        var found: [String: Int] = [:]
        for record in records {
            let name = name(of: record)
            #expect(found[name] == nil, "\(name) came twice")
            found[name] = record["revision"]?.integer
        }
        var wanted: [String: Int] = [:]
        for (feed, items) in try await web.expected() {
            for (id, item) in items {
                let name = "\(feed.prefix(3)) \(key(id, item.url, feed))"
                if seen[name] != item.revision { wanted[name] = seen[name].map { $0 + 1 } ?? 1 }
                // A change between two polls is one revision, however many there were.
                seen[name] = item.revision
            }
        }
        for (name, _) in wanted where found[name] == nil { Issue.record("\(name) is missing") }
        for (name, revision) in found {
            #expect(wanted[name] != nil, "\(name) is neither new nor changed")
            if wanted[name] == 1 {
                #expect(revision == 1, "\(name) is new")
            } else {
                #expect(revision > 1, "\(name) is changed")
            }
        }
        return records
    }

    private func note(
        _ records: [JSONValue], _ delivered: inout [String: Int], _ sequences: inout [String: Int]
    ) throws {
        for record in records where record["kind"]?.string == "item" {
            let name = name(of: record)
            let revision = record["revision"]?.integer ?? 0
            let again = "\(record["id"]?.string ?? "") \(revision)"
            if let sequence = sequences[again] {
                #expect(sequence == record["sequence"]?.integer, "\(name) came again as another")
            } else {
                #expect(revision > delivered[name] ?? 0, "\(name) went back")
            }
            sequences[again] = record["sequence"]?.integer
            delivered[name] = max(revision, delivered[name] ?? 0)
        }
    }
}
