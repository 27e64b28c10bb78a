import Basics
import Testing

@testable import Articles
@testable import Ingest

/// The rules that the community keeps, where they are: each line is honoured or reported, and none is dropped in silence.
@Suite(.enabled(if: !SharedRules.files.isEmpty, "../shared/site-rules is not here"))
struct SiteRuleFilesTests {
    /// Lines by directive: what stands there but for comments, and what of it was reported.
    private struct Count {
        var lines = 0
        var reported = 0
    }

    @Test func eachLineCounts() throws {
        var counts: [String: Count] = [:]
        var sum = SiteRuleSet()
        var headers = 0
        var options: [String: Int] = [:]
        for file in SharedRules.files where file.name != "LICENSE.txt" {
            let text = String(decoding: file.bytes, as: UTF8.self)
            let (set, problems) = SiteRuleParser.parse(SiteRuleSet.File(name: file.name, text: text))
            let reported = Dictionary(grouping: problems, by: \.line)
            for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            {
                let line = String(line).trimmed
                guard !line.isEmpty, !line.hasPrefix("#"), !line.hasPrefix("// ") else { continue }
                let name = String(line.prefix { $0.isLetter || $0 == "_" })
                counts[name, default: Count()].lines += 1
                if reported[number + 1] != nil { counts[name]?.reported += 1 }
            }
            headers += set.headers.reduce(0) { $0 + $1.value.split(separator: "; ").count }
            for (name, value) in [
                ("prune", set.options.prunes), ("tidy", set.options.tidies),
                ("autodetect_on_failure", set.options.detectsOnFailure),
                ("autodetect_next_page", set.options.detectsNextPage), ("skip_json_ld", set.options.skipsLinkedData),
                ("insert_detected_image", set.options.insertsImage), ("footnotes", set.options.keepsFootnotes),
                ("strip_comments", set.options.stripsComments),
            ] where value != nil { options[name, default: 0] += 1 }
            sum.append(set)
        }
        func honoured(_ names: String...) -> Int {
            names.reduce(0) { $0 + (counts[$1]?.lines ?? 0) - (counts[$1]?.reported ?? 0) }
        }
        let links = [sum.singlePageLink, sum.nextPageLink, sum.singlePageLinkInFeed].joined()
        let kept: [(String, Int, Int)] = [
            ("title", honoured("title"), sum.title.count + sum.generalTitle.count),
            ("body", honoured("body"), sum.body.count),
            ("author", honoured("author"), sum.author.count), ("date", honoured("date"), sum.date.count),
            ("strip", honoured("strip"), sum.strip.count),
            ("strip_id_or_class", honoured("strip_id_or_class", "skip_id_or_class"), sum.stripIDOrClass.count),
            ("strip_image_src", honoured("strip_image_src"), sum.stripImageSource.count),
            ("strip_attr", honoured("strip_attr"), sum.stripAttribute.count),
            ("post_strip_attr", honoured("post_strip_attr"), sum.postStripAttribute.count),
            ("replace_string", honoured("replace_string"), sum.replacements.count),
            ("links", honoured("single_page_link", "next_page_link", "single_page_link_in_feed"), links.count),
            ("if_page_contains", honoured("if_page_contains"), links.count { $0.condition != nil }),
            ("wrap_in", honoured("wrap_in"), sum.wrapIn.count),
            ("move_into", honoured("move_into"), sum.moveInto.count),
            ("dissolve", honoured("dissolve"), sum.dissolve.count),
            ("native_ad_clue", honoured("native_ad_clue"), sum.nativeAdvertisement.count),
            ("src_lazy_load_attr", honoured("src_lazy_load_attr"), sum.lazyImageAttributes.count),
            ("test_url", honoured("test_url"), sum.tests.count),
            ("test_contains", honoured("test_contains"), sum.tests.reduce(0) { $0 + $1.contains.count }),
        ]
        for (name, lines, count) in kept {
            #expect(lines == count && lines > 0, "\(name): \(lines) lines, \(count) kept")
        }
        #expect(honoured("http_header") <= headers)
        for (name, count) in options {
            // A file may say the same twice.
            #expect(count <= honoured(name) && counts[name]?.reported == 0, "\(name)")
        }
        #expect(options.count == 8)
        let logins = [
            "login_uri", "login_username_field", "login_password_field", "login_extra_fields", "requires_login",
        ]
        for name in logins + ["not_logged_in_xpath"] { #expect(honoured(name) == 0, "\(name)") }
        // What is left: the same on every page, counted apart, or no directive at all.
        let told = Set(
            kept.map(\.0) + options.keys + logins + [
                "not_logged_in_xpath", "http_header", "find_string", "skip_id_or_class",
            ]
        )
        .union(["single_page_link", "next_page_link", "single_page_link_in_feed", "parser", "convert_double_br_tags"])
        for (name, count) in counts where !told.contains(name) {
            #expect(count.reported == count.lines, "\(name): a directive that nothing was made of")
        }
    }

    @Test func fewLinesCannotBeUsed() {
        let rules = SiteRules(files: SharedRules.files)
        #expect(rules.count > 2000)
        let counts = Dictionary(grouping: rules.problems, by: \.code).mapValues(\.count)
        for code in [SiteRuleProblem.Code.noDirective, .unknownDirective, .badPath, .badValue, .unpaired] {
            #expect(counts[code, default: 0] < 10, "\(code.rawValue)")
        }
        #expect(counts[.login, default: 0] > 0 && counts[.header, default: 0] > 0)
    }

    /// Every rule is tried on a page of its host, as a worker is handed it.
    @Test func eachRuleCanBeApplied() throws {
        let rules = SiteRules(files: SharedRules.files)
        let page = Array(
            """
            <html><head><title>The bridge</title></head><body class=page><div id=main class="story text"><h1 class=title>The bridge</h1>
            <p class=by>By Ann Lee, 4 March 2018</p><p>The council met on Thursday, and after a long debate it agreed to repair the
            old bridge before winter comes.</p><p>Members asked who would pay, <a href=/2>and when</a>.</p><img src=/a.jpg></div></body></html>
            """.utf8)
        for file in SharedRules.files where file.name != "LICENSE.txt" && file.name != "global.txt" {
            var host = String(file.name.dropLast(4))
            if host.hasPrefix(".") { host = "any" + host }
            let set = try #require(rules.matching(host: host), "\(file.name)")
            #expect(set.names.first?.lowercased() == file.name.lowercased())
            let again = SiteRuleSet(files: set.files)
            #expect(again == set, "\(file.name)")
            do {
                let article = try ArticleExtractor(rules: SiteRules(again)).extract(
                    page, url: WebURL("https://\(host)/1"))
                #expect(!article.contentHTML.isEmpty, "\(file.name)")
            } catch {
                #expect(error == .ruleMissed([file.name]), "\(file.name)")
            }
        }
    }
}

private enum SharedRules {
    static let files = SiteRuleBook.files(in: "../shared/site-rules/rules").found
}
