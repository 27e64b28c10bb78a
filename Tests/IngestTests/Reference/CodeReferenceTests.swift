import Markup
import Testing

@testable import Ingest

@Suite struct CodeReferenceTests {
    /// The root of the repository, by way of symbolic links too.
    private static let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

    private func text(_ path: String) throws -> String {
        String(decoding: try SystemFiles().read(path, limit: 4 << 20), as: UTF8.self)
    }

    /// All codes that the sources can give, each with a file that gives it: literals where a code stands, in every shape that
    /// the sources have for it, and the raw values of those enums whose cases are codes.
    private func codesOfSources() throws -> [String: String] {
        let word = #""([a-z][a-z0-9]*(?:-[a-z0-9]+)*)""#
        let shapes = try [
            #"code: "# + word,
            #"code: [^",\n]*\? "# + word,
            #"code: [^",\n]*\? "[a-z-]+" : "# + word,
            #""code": "# + word,
            #"code = "# + word,
            #"case \w+ = "(site-rule-[a-z-]+)""#,
            // The first argument of what takes a code; the second of an article's failure.
            #"(?:add|error|problem)\(\s*"# + word + ", at:",
            #"(?:halt|note|tell)\(\s*"# + word + #",\s*""#,
            #"failure\(\s*"[a-z-]+", "# + word,
        ].map { try Regex($0) }
        var found: [String: String] = [:]
        for depth in 1...5 {
            for file in SystemFiles().glob(Self.root + "/Sources/" + String(repeating: "*/", count: depth) + "*.swift")
            {
                // Why a feed is due is no failure; the pages are what is compared.
                if file.hasSuffix("DueReason.swift") || file.contains("/CodeReference") { continue }
                let text = try text(file)
                for code in computed(text) { found[code] = file }
                guard text.contains("code") || text.contains("failure(") || text.contains(", at: ") else { continue }
                for shape in shapes {
                    for match in text.matches(of: shape) { found[String(match.output[1].substring!)] = file }
                }
            }
        }
        for kind in XMLFlaw.Kind.allCases { found[kind.rawValue] = "XMLFlaw.swift" }
        for event in EventKind.allCases { found[event.rawValue] = "EventKind" }
        return found
    }

    /// The literals in each `var code: String { … }`.
    private func computed(_ text: String) -> [String] {
        var codes: [String] = []
        var end: String?
        for line in text.split(separator: "\n") {
            if line.contains("var code: String {") {
                end = line.hasSuffix("}") ? nil : String(line.prefix { $0 == " " }) + "}"
            } else if end == nil || line == end! {
                end = nil
                continue
            }
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            codes += stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
        }
        return codes
    }

    @Test("each code that the sources can give has a page, and each page is of such a code") func pages() throws {
        let given = try codesOfSources()
        #expect(given.count > 150, "the shapes no longer fit the sources")
        let pages = CodeReference.pages.map(\.code)
        #expect(Set(pages).count == pages.count, "two pages for one code")
        // The codes of statuses are made from the number.
        let described = Set(pages.filter { !$0.hasPrefix("http-") })
        for (code, file) in given where !code.hasPrefix("http-") && !described.contains(code) {
            Issue.record("no page in Sources/Ingest/Reference for \(code), of \(file)")
        }
        for code in described where given[code] == nil { Issue.record("nothing gives \(code), but there is a page") }
        for family in ["http-3xx", "http-4xx", "http-5xx"] { #expect(pages.contains(family)) }
        for code in given.keys where code.hasPrefix("http-") { #expect(pages.contains(code)) }
    }

    @Test("a page says what happened, why, and what to do, in sentences", arguments: CodeReference.pages.map(\.code))
    func sentences(_ code: String) throws {
        let page = try #require(CodeReference.pages.first { $0.code == code })
        for text in [page.happened, page.why, page.help] {
            #expect(text.hasSuffix(".") || text.hasSuffix("`") || text.hasSuffix(")"))
            #expect(text.count { $0 == "`" } % 2 == 0)
        }
    }

    @Test("what is checked in is current; `make reference` makes it so") func current() throws {
        #expect(try text(Self.root + "/docs/codes.md") == CodeReference.markdown)
        #expect(try text(Self.root + "/man/feedmill-codes.7") == CodeReference.manual)
        #expect(try text(Self.root + "/man/feedmill.toml.5") == ConfigurationReference.manual)
    }

    @Test(
        "what would mean something to roff stands for itself",
        arguments: [
            ("a\\b", "a\\eb"), ("--once", "\\-\\-once"), ("it's", "it\\(aqs"), ("“–”", "\\[u201C]\\[u2013]\\[u201D]"),
            ("~^`\"", "\\(ti\\(ha\\(ga\\(dq"),
        ])
    func escapes(_ text: String, _ roff: String) {
        #expect(ManualPage.literal(text) == roff)
    }

    @Test("in sentences a dash is a hyphen unless it begins an option, and no line begins a request") func prose() {
        #expect(ManualPage.prose("well-known, with --all (-h)") == "well-known, with \\-\\-all (\\-h)")
        var page = ManualPage("x", section: 1, source: "x", about: "y")
        page.section("S")
        page.paragraph(".so /etc/passwd")
        page.example("'so x\n\n.end")
        #expect(
            page.text.hasSuffix(".SH \"S\"\n\\&.so /etc/passwd\n.PP\n.RS 4\n.EX\n\\(aqso x\n\\&\n\\&.end\n.EE\n.RE\n"))
    }
}
