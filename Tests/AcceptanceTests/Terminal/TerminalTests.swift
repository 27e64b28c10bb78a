import Basics
import Testing

/// What a person sees, and a pipe does not.
@Suite struct TerminalTests {
    private func slow() -> FeedsBench {
        var answer = FeedsBench.rss("Slow", "1")
        answer.delay = 1600
        let quick = FeedsBench.rss("Quick", "2")
        let links = ["slow", "quick"].map { "<link rel=alternate type='application/rss+xml' href='/\($0).xml'>" }
        return FeedsBench(
            site: ["/slow.xml": answer, "/quick.xml": quick, "/": FeedsBench.page(links.joined())])
    }

    /// Runs a command with standard error on a terminal.
    private func run(
        _ bench: FeedsBench, _ environment: [String], _ arguments: [String], columns: UInt16 = 80, answer: String? = nil
    ) -> (status: Int32, output: String, shown: String) {
        let (terminal, output) = (Pseudoterminal(columns: columns), bench.home.fresh("out"))
        if let answer { terminal.type(answer) }
        let process = Program.start(
            ["-u", "NO_COLOR", "-u", "COLUMNS", "LC_ALL=C.UTF-8"] + environment + [Program.path] + arguments + [
                "--config", bench.config,
            ],
            program: "/usr/bin/env",
            input: answer == nil ? "/dev/null" : terminal.path, output: output, complaints: terminal.path)
        let shown = terminal.everything()
        return (Program.wait(process), Home.text(output), shown)
    }

    @Test("what takes more than a second says what it does, in one line that goes away again") func progress() {
        let bench = slow()
        let seen = run(bench, ["TERM=xterm"], ["feeds", "test", bench.server.url("/slow.xml"), "--json"])
        #expect(seen.status == 0 && seen.shown.contains("\rasking for the feed, 1 s\u{1B}[K"))
        #expect(!seen.shown.contains("\n") && seen.shown.hasSuffix("\r"))
        #expect(seen.output.hasPrefix("{"))
    }

    @Test("without escape sequences where they are not wanted") func noColour() {
        let bench = slow()
        let seen = run(bench, ["TERM=xterm", "NO_COLOR=1"], ["feeds", "test", bench.server.url("/slow.xml")])
        #expect(seen.shown.contains("\rasking for the feed, 1 s") && !seen.shown.contains("\u{1B}"))
    }

    @Test("in whole lines where the cursor cannot be moved") func dumb() {
        let bench = slow()
        let seen = run(bench, ["TERM=dumb"], ["feeds", "test", bench.server.url("/slow.xml")])
        #expect(seen.shown.hasPrefix("asking for the feed\r\n") && !seen.shown.contains("\u{1B}"))
    }

    @Test("in a narrow terminal the line is cut, not broken") func narrow() {
        let bench = slow()
        let seen = run(bench, ["TERM=xterm"], ["feeds", "test", bench.server.url("/slow.xml")], columns: 20)
        #expect(seen.shown.contains("\rasking for the fee…\u{1B}[K"))
    }

    @Test("a single run tells how far it is") func once() {
        let bench = slow()
        bench.run("feeds", "add", bench.server.url("/slow.xml"), "--as-is")
        let seen = run(bench, ["TERM=xterm"], ["run", "--once"])
        #expect(
            seen.status == 0 && seen.shown.contains("opening the ledger, 1 s") || seen.shown.contains("of 1 feeds"))
        #expect(seen.output.hasPrefix("1 feed polled"))
    }

    @Test("nothing of it goes into a pipe, and what is quick says nothing") func quiet() {
        let bench = slow()
        #expect(bench.run("feeds", "test", bench.server.url("/slow.xml")).complaints.isEmpty)
        let seen = run(bench, ["TERM=xterm"], ["feeds", "test", bench.server.url("/quick.xml")])
        #expect(seen.status == 0 && seen.shown.isEmpty)
    }

    @Test("of several feeds the person chooses", arguments: [("2\n", "Quick"), ("\n", "Slow"), ("x\n7\n1\n", "Slow")])
    func chooses(_ answer: String, _ title: String) {
        let bench = slow()
        let seen = run(bench, ["TERM=xterm"], ["feeds", "add", bench.server.url("/")], answer: answer)
        #expect(seen.shown.contains("The page names 2 feeds:") && seen.shown.contains("  2  Quick: "))
        #expect(seen.status == 0 && seen.output.contains(": \(title)\n"))
    }

    @Test("or none of them") func choosesNone() {
        let bench = slow()
        #expect(run(bench, ["TERM=xterm"], ["feeds", "add", bench.server.url("/")], answer: "q\n").status == 1)
        #expect(bench.feeds().isEmpty)
    }

    @Test("the list of feeds is as wide as the terminal", arguments: [40, 60, 80, 120] as [UInt16]) func table(
        _ columns: UInt16
    ) {
        let bench = slow()
        let long = String(repeating: "港の新聞 ", count: 8)
        bench.run("feeds", "add", bench.server.url("/quick.xml"), "--as-is", "--title", long, "--tag", "papers")
        bench.run("feeds", "add", bench.server.url("/slow.xml"), "--as-is", "--paused")
        let terminal = Pseudoterminal(columns: columns)
        let process = Program.start(
            ["-u", "COLUMNS", "LC_ALL=C.UTF-8", "NO_COLOR=1", Program.path, "feeds", "list", "--config", bench.config],
            program: "/usr/bin/env",
            output: terminal.path)
        let lines = terminal.everything().split(separator: "\r\n")
        #expect(Program.wait(process) == 0 && lines.count == 3)
        #expect(lines[0].hasPrefix("ID ") && lines[0].contains("STATE"))
        #expect(lines.allSatisfy { $0.reduce(0) { $0 + ($1.isASCII || $1 == "–" || $1 == "…" ? 1 : 2) } <= columns })
        #expect(lines[2].contains("paused"))
        #expect(lines[0].contains("TITLE") == (columns >= 80))
    }
}
