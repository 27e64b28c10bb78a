import Basics
import Glibc
import Testing

private func configured(_ home: Home) -> String {
    let feed = home.write(
        "a.xml", "<rss version=\"2.0\"><channel><item><guid>1</guid><title>One</title></item></channel></rss>")
    return home.write(
        "feedmill.toml",
        "state_directory = \"state\"\nspool_directory = \"spool\"\n[articles]\nfetch = false\n[[feed]]\nurl = \"file://\(feed)\"\nid = \"a\"\n[[feed]]\nurl = \"file:///nowhere.xml\"\nid = \"b\"\n"
    )
}

@Test func statusAnswersWhileNothingRuns() throws {
    let home = Home()
    let config = configured(home)
    let before = Program.run(["status", "--config", config], in: home)
    #expect(before.status == 2 && before.output.hasPrefix("feedmill is down\n"))
    #expect(before.output.contains("nothing polled yet"))
    #expect(Program.run(["run", "--once", "--config", config], in: home).status == 0)
    let after = Program.run(["status", "--config", config], in: home)
    #expect(after.status == 2)
    for part in ["2: 1 healthy, 1 failing", "1 waiting,", "b: failing", "what helps: its path and mode"] {
        #expect(after.output.contains(part), "\(part) in \(after.output)")
    }
    let json = try JSONValue(
        parsing: Array(Program.run(["status", "--json", "--config", config], in: home).output.utf8))
    #expect(json.at("spool", "waiting_files")?.integer == 1)
    // What was done is remembered by who did it, and told by who did not.
    #expect(json.at("rates", "hours", "records")?.array.compactMap(\.integer).reduce(0, +) == 1)
    #expect(json.at("rates", "minutes", "polls")?.array.compactMap(\.integer).reduce(0, +) == 2)
    #expect(json["ailing"]?[0]?["needs_person"]?.bool == true)
}

/// The daemon goes on as it was while its configuration has a mistake: what it knows can be asked for.
@Test func aMistakeInTheConfigurationHidesNothingOfTheLedger() throws {
    let home = Home()
    let config = configured(home)
    #expect(Program.run(["run", "--once", "--config", config], in: home).status == 0)
    home.write("feedmill.toml", Home.text(config) + "[[feed]]\nurl = 7\n")
    func run(_ arguments: String...) -> Program.Result { Program.run(arguments + ["--config", config], in: home) }
    for (told, status, text) in [
        (run("explain", "a"), 0, "a: next poll"), (run("status", "--feed", "b"), 1, "b  failing"),
        (run("feeds", "list"), 0, "a\thealthy\tfile://\(home.path)/a.xml"),
    ] {
        #expect(told.status == status && told.output.contains(text), "\(told.output)\(told.complaints)")
        #expect(told.complaints.contains("feedmill.toml:12:7: ") && told.complaints.contains("has mistakes"))
    }
    #expect(run("explain", "c").status == 1)
    #expect(run("feeds", "pause", "a").status == 78, "what is to be changed has to be sound")
    _ = Program.wait(Program.start(["-rf", home.path + "/state"], program: "rm"))
    #expect(run("explain", "a").status == 78)
}

/// `${CREDENTIAL}` is there for the unit alone.
@Test func whoOnlyLooksNeedsNoSecret() throws {
    let home = Home()
    let config = configured(home)
    #expect(Program.run(["run", "--once", "--config", config], in: home).status == 0)
    home.write(
        "feedmill.toml",
        Home.text(config) + "headers = { Authorization = \"${token}\" }\n")
    /// Whatever other tests have set.
    func run(_ arguments: [String]) -> Program.Result {
        let (output, complaints) = (home.fresh("out"), home.fresh("err"))
        let status = Program.wait(
            Program.start(
                ["-u", "CREDENTIALS_DIRECTORY", Program.path] + arguments + ["--config", config], program: "env",
                output: output, complaints: complaints))
        return Program.Result(status: status, output: Home.text(output), complaints: Home.text(complaints))
    }
    let check = run(["check"])
    #expect(check.status == 0 && check.output.contains("2 feeds, no errors"))
    #expect(check.complaints.contains(":11:29: ") && check.complaints.contains("the daemon needs it"))
    for command in [
        ["explain", "b"], ["feeds", "list"], ["feeds", "export"], ["feeds", "pause", "b"], ["feeds", "test", "a"],
    ] {
        let told = run(command)
        #expect(told.status == 0, "\(command): \(told.complaints)")
    }
    #expect(run(["status", "--feed", "b"]).status == 1)
    for command in [["run", "--once"], ["feeds", "test", "b"]] {
        let refused = run(command)
        #expect(refused.status == 78 && refused.complaints.contains("$CREDENTIALS_DIRECTORY is not set"), "\(command)")
    }
}

/// For a person by the clock on the wall, for a program in UTC.
@Test func timesForAPersonAreLocal() throws {
    let home = Home()
    let config = configured(home)
    #expect(Program.run(["run", "--once", "--config", config], in: home).status == 0)
    func told(_ arguments: String..., zone: String) -> String {
        Program.run(arguments + ["--config", config], in: home, environment: ["TZ": zone]).output
    }
    let json = told("status", "--feed", "a", "--json", zone: "XYZ-5:30")
    let next = try #require(
        JSONValue(parsing: Array(json.utf8))["next_poll_at"]?.string.flatMap { Timestamp(rfc3339: $0) })
    for (zone, offset) in [("XYZ-5:30", 19_800.0), ("XYZ3", -10_800), ("UTC0", 0)] {
        let wall = (next + offset).description.prefix(19).replacing("T", with: " ")
        #expect(told("explain", "a", zone: zone).hasPrefix("a: next poll \(wall), in "), "\(zone)")
    }
}

@Test func aSingleRunNamesWhatFailed() throws {
    let home = Home()
    let config = configured(home)
    let run = Program.run(["run", "--once", "--config", config], in: home)
    #expect(run.output.contains("2 feeds polled: 1 read, 0 unchanged, 1 failed\n  b: file-missing\n"), "\(run.output)")
    home.write(
        "feedmill.toml",
        Home.text(config) + (0..<30).map { "[[feed]]\nurl = \"file:///nowhere/\($0)\"\n" }.joined())
    let many = Program.run(["run", "--once", "--config", config], in: home).output
    #expect(many.split(separator: "\n").count { $0.hasSuffix(": file-missing") } == 20, "\(many)")
    #expect(many.contains("\n  and 10 more; "))
}

@Test func theWatchDrawsOverItselfAndGivesTheScreenBack() throws {
    let home = Home()
    let config = configured(home)
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(terminal >= 0)
    defer { close(terminal) }
    // TIOCSPTLCK and TIOCGPTN, which are macros that Swift does not see.
    var (isLocked, number): (Int32, UInt32) = (0, 0)
    try #require(ioctl(terminal, 0x4004_5431, &isLocked) == 0 && ioctl(terminal, 0x8004_5430, &number) == 0)
    var size = winsize(ws_row: 10, ws_col: 60, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    let name = "/dev/pts/\(number)"
    // Held open here too, so that the end of the process does not hang the terminal up before it is read.
    let held = open(name, O_RDWR | O_NOCTTY)
    defer { close(held) }
    let watch = Program.start(["status", "--watch", "--config", config], output: name)
    var seen: [UInt8] = []
    func read(until text: String) {
        var piece = [UInt8](repeating: 0, count: 4_096)
        while !String(decoding: seen, as: UTF8.self).contains(text) {
            let count = Glibc.read(terminal, &piece, piece.count)
            guard count > 0 else { return }
            seen += piece[..<count]
        }
    }
    read(until: "\u{1B}[J")
    kill(watch, SIGINT)
    #expect(Program.wait(watch) == 0)
    read(until: "\u{1B}[?1049l")
    let text = String(decoding: seen, as: UTF8.self)
    #expect(text.hasPrefix("\u{1B}[?1049h\u{1B}[?25l\u{1B}[H"))
    #expect(text.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
    #expect(text.contains("feedmill is down"))
}
