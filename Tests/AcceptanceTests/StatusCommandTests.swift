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
