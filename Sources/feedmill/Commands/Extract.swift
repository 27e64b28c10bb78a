import ArgumentParser
import Articles
import Basics
import Glibc
import Ingest

struct Extract: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Finds the article in an HTML page and prints it.",
        discussion:
            "No network, no state. Of several pages it prints a line of JSON each, in their order. Exits 1 where a page holds no article; its line says why."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case json, text, html, markdown
    }

    @Option(help: "Where the page was got: what relative addresses are resolved against.") var url: String?
    @Option(help: ArgumentHelp("What HTTP said the page is.", valueName: "type")) var contentType: String?
    @Option(help: "How to print it.") var format = Format.json
    @Option(
        help: ArgumentHelp("A directory of Five Filters site configurations.", valueName: "dir"), completion: .directory
    )
    var siteRules: String?
    @Flag(
        help:
            "Print whether the article holds what the site rule's `test_contains` lines for --url say; exit 1 where it does not."
    )
    var ruleTests = false
    @Flag(help: "Print the page's blocks with their scores, and why each was kept or dropped.") var explain = false
    @Argument(help: "Pages; - is standard input.", completion: .file()) var files: [String]

    func validate() throws {
        if ruleTests, siteRules == nil || url == nil {
            throw ValidationError("--rule-tests needs --site-rules and --url")
        }
        if files.count > 1, ruleTests || explain || format != .json {
            throw ValidationError("several pages are printed as JSON alone")
        }
    }

    func run() throws {
        let extractor = ArticleExtractor(rules: siteRules.map { SiteRules(files: SiteRuleBook.files(in: $0).found) })
        var failed = false
        for file in files {
            do {
                try extract(file, with: extractor)
            } catch let error as any CodedError {
                failed = true
                tell(error, of: file)
            }
        }
        if failed { throw ExitCode(1) }
    }

    private func extract(_ file: String, with extractor: ArticleExtractor) throws {
        let bytes = try Input.read(file)
        let address = url.flatMap { WebURL($0) }
        guard !explain else {
            let (_, blocks) = try extractor.explain(bytes, url: address, contentType: contentType)
            var writer = JSONWriter(capacity: 1 << 16)
            for block in blocks {
                block.write(to: &writer)
                writer.newline()
            }
            return Terminal.say(writer)
        }
        var article = try extractor.extract(bytes, url: address, contentType: contentType)
        article.settleAddress()
        if ruleTests, let rules = extractor.rules, let address {
            try tell(rules.trial(of: article, at: address))
        } else {
            show(article)
        }
    }

    private func tell(_ trial: [SiteRules.TestResult]?) throws {
        guard let trial else {
            Terminal.complain("the site rule has no test_contains for this address")
            throw ExitCode(1)
        }
        for result in trial { Terminal.say("\(result.holds ? "found" : "missing"): \(result.text)\n") }
        if !trial.allSatisfy(\.holds) { throw ExitCode(1) }
    }

    private func show(_ article: Article) {
        switch format {
        case .text: Terminal.say(article.contentText + "\n")
        case .html: Terminal.say(article.contentHTML + "\n")
        case .markdown: Terminal.say(article.contentMarkdown + "\n")
        case .json:
            var writer = JSONWriter(capacity: article.contentHTML.utf8.count * 3 + 1024)
            writer.beginObject()
            article.write(to: &writer)
            writer.endObject()
            writer.newline()
            Terminal.say(writer)
        }
    }

    private func tell(_ error: some CodedError, of file: String) {
        var writer = JSONWriter()
        writer.failure(of: file, error)
        writer.newline()
        Terminal.say(writer)
    }
}
