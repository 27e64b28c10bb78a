import Basics
import Markup

/// Reads a site rule's file: a directive a line, `name: value` or `name(argument): value`, `#` before a comment.
struct SiteRuleParser {
    private var set = SiteRuleSet()
    private var problems: [SiteRuleProblem] = []
    private let file: String
    private var line = 0
    /// `find_string` lines that wait for their `replace_string`, with their lines.
    private var pendingFind: [(text: String, line: Int)] = []
    /// What a condition belongs to: the link above it.
    private var lastLink: WritableKeyPath<SiteRuleSet, [SiteRuleSet.Link]>?
    /// A condition that no link stands above: it is for those below it.
    private var condition: String?

    static func parse(_ file: SiteRuleSet.File) -> (set: SiteRuleSet, problems: [SiteRuleProblem]) {
        var parser = SiteRuleParser(file: file.name)
        for line in file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            parser.line += 1
            parser.read(String(line))
        }
        for find in parser.pendingFind { parser.report(.unpaired, "find_string has no replace_string", at: find.line) }
        parser.set.files = [file]
        if file.name.asciiLowercased == SiteRules.globalName { swap(&parser.set.title, &parser.set.generalTitle) }
        if !parser.set.body.isEmpty { parser.set.bodyFiles = [file.name] }
        return (parser.set, parser.problems)
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func read(_ source: String) {
        var text = source
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        text = text.trimmed
        guard !text.isEmpty, !text.hasPrefix("#"), !text.hasPrefix("// ") else { return }
        guard let (name, argument, value) = SiteRuleParser.parts(text) else {
            report(.noDirective, "no directive: expected `name: value`")
            return
        }
        take(name.asciiLowercased, argument, value)
    }

    /// A name, what stands in parentheses after it (which may hold parentheses and colons), and the value. A colon of full width is
    /// one too.
    private static func parts(_ text: String) -> (String, String?, String)? {
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
        guard !name.isEmpty else { return nil }
        let rest = text[name.endIndex...].drop(while: \.isWhitespace)
        let word = String(name.map { $0 == "-" ? "_" : $0 })
        if rest.first == "(" {
            // What is found does not hold `):`, what replaces it may.
            guard
                let end = ["):", ") :", ")："].compactMap({ rest.firstRange(of: $0) }).min(by: {
                    $0.lowerBound < $1.lowerBound
                })
            else { return nil }
            return (
                word, String(rest[rest.index(after: rest.startIndex)..<end.lowerBound]),
                String(rest[end.upperBound...]).trimmed
            )
        }
        guard rest.first == ":" || rest.first == "：" else { return nil }
        return (word, nil, String(rest.dropFirst()).trimmed)
    }

    private mutating func report(_ code: SiteRuleProblem.Code, _ message: String, at line: Int? = nil) {
        problems.append(SiteRuleProblem(file: file, line: line ?? self.line, code: code, message: message))
    }
}

extension SiteRuleParser {
    private mutating func take(_ name: String, _ argument: String?, _ value: String) {
        switch name {
        case "title": path(value, \.title, .value)
        case "body": path(value, \.body, .nodes)
        case "author": path(value, \.author, .value)
        case "date": path(value, \.date, .value)
        case "strip": path(value, \.strip, .nodes)
        case "strip_attr": attributes(value, \.stripAttribute)
        case "post_strip_attr": attributes(value, \.postStripAttribute)
        case "dissolve": path(value, \.dissolve, .nodes)
        case "native_ad_clue": path(value, \.nativeAdvertisement, .value)
        case "single_page_link": link(value, \.singlePageLink)
        case "single_page_link_in_feed": link(value, \.singlePageLinkInFeed)
        case "next_page_link": link(value, \.nextPageLink)
        case "if_page_contains": addCondition(value)
        case "wrap_in": wrap(argument, value)
        case "move_into": move(argument, value)
        case "strip_id_or_class", "skip_id_or_class": word(value, \.stripIDOrClass)
        case "strip_image_src": word(value, \.stripImageSource)
        case "src_lazy_load_attr": word(value, \.lazyImageAttributes)
        case "find_string": pendingFind.append((value, line))
        case "replace_string": replace(argument, value)
        case "http_header": header(argument, value)
        case "test_url": set.tests.append(SiteRuleSet.Test(url: value, contains: []))
        case "test_contains": test(value)
        case "login_uri", "login_username_field", "login_password_field", "login_extra_fields", "requires_login",
            "not_logged_in_xpath":
            if name != "requires_login" || value.asciiLowercased != "no" {
                report(.login, "`\(name)`: feedmill does not log in to sites")
            }
        // There is one parser; it makes the tree that each of the others is there for.
        case "parser": break
        // Two line breaks part paragraphs on every page.
        case "convert_double_br_tags": break
        default:
            guard let option = SiteRuleParser.options[name] else {
                report(.unknownDirective, "unknown directive `\(name)`")
                return
            }
            set(option, value)
        }
    }

    private static let options: [String: WritableKeyPath<SiteRuleOptions, Bool?> & Sendable] = [
        "prune": \.prunes, "tidy": \.tidies, "autodetect_on_failure": \.detectsOnFailure,
        "autodetect_next_page": \.detectsNextPage, "skip_json_ld": \.skipsLinkedData,
        "insert_detected_image": \.insertsImage, "footnotes": \.keepsFootnotes, "strip_comments": \.stripsComments,
    ]

    private mutating func set(_ option: WritableKeyPath<SiteRuleOptions, Bool?>, _ value: String) {
        switch value.prefix(while: { !$0.isWhitespace && $0 != "#" }).filter({ $0 != "'" && $0 != "\"" }).lowercased() {
        case "yes", "true", "1", "on": set.options[keyPath: option] = true
        case "no", "false", "0", "off": set.options[keyPath: option] = false
        default: report(.badValue, "expected yes or no, not `\(value)`")
        }
    }

    /// The expression that a value is; nil, and reported, where it is none.
    private mutating func expression(_ value: String, _ use: SiteRulePath.Use) -> String? {
        guard !value.isEmpty else {
            report(.badValue, "the value is missing")
            return nil
        }
        do {
            return try SiteRulePath.read(value, for: use)
        } catch {
            report(.badPath, error.message)
            return nil
        }
    }

    private mutating func path(
        _ value: String, _ list: WritableKeyPath<SiteRuleSet, [String]>, _ use: SiteRulePath.Use
    ) {
        if let path = expression(value, use) { set[keyPath: list].append(path) }
    }

    private mutating func attributes(_ value: String, _ list: WritableKeyPath<SiteRuleSet, [String]>) {
        guard value.contains("@") || value.contains("attribute::") || value.isEmpty else {
            report(.badValue, "expected a path to attributes, such as `//img/@width`")
            return
        }
        path(value, list, .nodes)
    }

    private mutating func link(_ value: String, _ list: WritableKeyPath<SiteRuleSet, [SiteRuleSet.Link]>) {
        guard let path = expression(value, .value) else { return }
        set[keyPath: list].append(SiteRuleSet.Link(path: path, condition: condition))
        lastLink = list
    }

    private mutating func addCondition(_ value: String) {
        guard let path = expression(value, .value) else { return }
        if let lastLink {
            set[keyPath: lastLink][set[keyPath: lastLink].count - 1].condition = path
        } else {
            condition = path
        }
    }

    private mutating func word(_ value: String, _ list: WritableKeyPath<SiteRuleSet, [String]>) {
        let word = value.filter { $0 != "'" && $0 != "\"" }.trimmed
        guard !word.isEmpty else {
            report(.badValue, "the value is missing")
            return
        }
        set[keyPath: list].append(word)
    }

    private mutating func wrap(_ argument: String?, _ value: String) {
        let name = argument?.trimmed.asciiLowercased ?? ""
        guard let first = name.utf8.first, first >= 0x61 && first <= 0x7A,
            name.allSatisfy({ $0.isLetter || $0.isNumber })
        else {
            report(.badValue, "expected `wrap_in(element): path`")
            return
        }
        guard let path = expression(value, .nodes) else { return }
        set.wrapIn.append(SiteRuleSet.Edit(target: name, path: path))
    }

    private mutating func move(_ argument: String?, _ value: String) {
        guard let argument = argument?.trimmed, !argument.isEmpty else {
            report(.badValue, "expected `move_into(path): path`")
            return
        }
        guard let target = expression(argument, .nodes), let path = expression(value, .nodes) else { return }
        set.moveInto.append(SiteRuleSet.Edit(target: target, path: path))
    }

    private mutating func replace(_ argument: String?, _ value: String) {
        if let argument {
            guard !argument.isEmpty else {
                report(.badValue, "nothing to find")
                return
            }
            set.replacements.append(SiteRuleSet.Replacement(find: argument, replacement: value))
        } else if pendingFind.isEmpty {
            report(.unpaired, "replace_string has no find_string")
        } else {
            let find = pendingFind.removeFirst()
            guard !find.text.isEmpty else {
                report(.badValue, "nothing to find", at: find.line)
                return
            }
            set.replacements.append(SiteRuleSet.Replacement(find: find.text, replacement: value))
        }
    }

    private mutating func header(_ argument: String?, _ value: String) {
        let name = argument?.trimmed ?? ""
        guard RequestHeader.isSound(name, value), !value.isEmpty else {
            report(.badValue, "expected `http_header(name): value`")
            return
        }
        if let refusal = RequestHeader.refusal(name) {
            report(.header, "`\(name)` is not sent: \(refusal)")
        } else {
            set.add(SiteRuleSet.Header(name: name, value: value))
        }
    }

    private mutating func test(_ value: String) {
        guard !set.tests.isEmpty else {
            report(.badValue, "test_contains stands before any test_url")
            return
        }
        set.tests[set.tests.count - 1].contains.append(value)
    }
}
