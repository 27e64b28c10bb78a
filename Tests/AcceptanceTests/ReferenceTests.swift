import Glibc
import Testing

/// What is written about the program, made by the program: manual pages and completions.
@Suite struct ReferenceTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    static func has(_ tool: String) -> Bool {
        ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains { access($0 + tool, X_OK) == 0 }
    }

    @Test(
        "what is checked in is current; `make reference` makes it so",
        arguments: [
            ("man", "man/feedmill.1"), ("toml-man", "man/feedmill.toml.5"), ("codes-man", "man/feedmill-codes.7"),
            ("codes", "docs/codes.md"), ("file", "config/feedmill.toml"), ("markdown", "docs/configuration.md"),
            ("bash", "completions/feedmill.bash"), ("zsh", "completions/_feedmill"),
            ("fish", "completions/feedmill.fish"),
        ])
    func current(_ part: String, _ file: String) {
        let result = Program.run(["reference", part], in: Home())
        #expect(result.status == 0)
        #expect(result.output == Home.text(Self.root + "/" + file), "make reference")
    }

    @Test("every command that --help lists has its part in the manual, with each of its options")
    func manual() throws {
        let page = Home.text(Self.root + "/man/feedmill.1")
        let help = Program.run(["--help"], in: Home()).output
        let list = try #require(help.split(separator: "SUBCOMMANDS:\n").last)
        let commands = list.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("  ") }
            .filter { !$0.hasPrefix("   ") }.compactMap { $0.split(separator: " ").first }
        #expect(commands.count >= 9)
        for command in commands {
            #expect(page.contains("\n.SS \"feedmill \(command)"), "\(command)")
            let usage = Program.run([String(command), "--help"], in: Home()).output
            for word in usage.split(whereSeparator: { " \n[]".contains($0) }) where word.hasPrefix("--") {
                #expect(page.contains(word.replacing("-", with: "\\-")), "\(command) \(word)")
            }
        }
    }

    private static let pages = ["feedmill.1", "feedmill.toml.5", "feedmill-codes.7"]

    @Test("mandoc has nothing to say", .enabled(if: has("mandoc")), arguments: pages)
    func mandoc(_ page: String) {
        let home = Home()
        let (output, file) = (home.fresh("out"), Self.root + "/man/" + page)
        let status = Program.wait(
            Program.start(["-T", "lint", "-W", "warning", file], program: "mandoc", output: output))
        #expect(status == 0)
        #expect(Home.text(output) == "")
    }

    @Test("groff has nothing to say", .enabled(if: has("groff")), arguments: pages)
    func groff(_ page: String) {
        let home = Home()
        let (complaints, file) = (home.fresh("err"), Self.root + "/man/" + page)
        let arguments = ["-man", "-ww", "-z", "-Tutf8", "-rLL=80n", file]
        #expect(Program.wait(Program.start(arguments, program: "groff", complaints: complaints)) == 0)
        #expect(Home.text(complaints) == "")
    }

    @Test(
        "a shell reads its completions",
        arguments: [("bash", "feedmill.bash"), ("zsh", "_feedmill"), ("fish", "feedmill.fish")].filter { has($0.0) })
    func syntax(_ shell: String, _ file: String) {
        let home = Home()
        let complaints = home.fresh("err")
        let arguments = ["-n", Self.root + "/completions/" + file]
        #expect(Program.wait(Program.start(arguments, program: shell, complaints: complaints)) == 0)
        #expect(Home.text(complaints) == "")
    }

    @Test(
        "bash offers commands, options, values and feeds", .enabled(if: has("bash")),
        arguments: [
            ("feedmill st", "status"), ("feedmill status --fe", "--feed"), ("feedmill extract --format ma", "markdown"),
            ("feedmill feeds l", "list"), ("feedmill explain --config CONFIG wo", "workshop"),
            ("feedmill status --config CONFIG --feed har", "harbour"),
            ("feedmill explain --config=CONFIG har", "harbour"),
        ])
    func bash(_ typed: String, _ offered: String) {
        let home = Home()
        let line = typed.replacing("CONFIG", with: Self.root + "/config/example/feedmill.toml")
        let script = home.write(
            "complete.sh",
            """
            PATH=\(Program.path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }):$PATH
            source \(Self.root)/completions/feedmill.bash
            COMP_LINE="\(line)"; COMP_POINT=${#COMP_LINE}
            COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_TYPE=9; COMP_KEY=9
            _feedmill feedmill "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        let output = home.fresh("out")
        #expect(Program.wait(Program.start([script], program: "bash", output: output)) == 0)
        let offers = Home.text(output).split(separator: "\n").map { $0.trimmingSuffix(while: \.isWhitespace) }
        #expect(offers.contains { $0 == offered })
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var result = self
        while let last = result.last, predicate(last) { result.removeLast() }
        return result
    }
}
