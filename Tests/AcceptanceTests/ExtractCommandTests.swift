import Basics
import Glibc
import Testing

/// `feedmill extract`, as a person runs it.
@Suite struct ExtractCommandTests {
    private static func page(_ name: String) -> String {
        "<title>\(name)</title><h1>\(name)</h1><p>The council met on Friday to weigh a plan for the river bank, and the engineers told its members that the wall of \(name) would not outlast another flood.</p>"
    }

    @Test func severalPagesAreALineEachInTheirOrder() throws {
        let home = Home()
        let files = [
            home.write("a.html", Self.page("Alder")), home.write("b.html", "<img src=x>"), home.path + "/none",
            home.write("c.html", Self.page("Cedar")),
        ]
        let done = Program.run(["extract"] + files, in: home)
        #expect(done.status == 1)
        let lines = try done.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(
            lines.map { $0["title"]?.string ?? $0.at("error", "code")?.string ?? "" }.prefix(2) == [
                "Alder", "no-article",
            ])
        #expect(lines.map { $0["source"]?.string } == [nil, files[1], files[2], nil])
        #expect(lines.last?["title"]?.string == "Cedar")
        #expect(Program.run(["extract", files[0], files[3]], in: home).status == 0)
    }

    @Test(arguments: [["--format", "text"], ["--explain"]])
    func butOnlyAsJSON(_ options: [String]) {
        let home = Home()
        let file = home.write("a.html", Self.page("Alder"))
        #expect(Program.run(["extract"] + options + [file, file], in: home).status == EX_USAGE)
        #expect(Program.run(["extract"] + options + [file], in: home).status == 0)
    }
}
