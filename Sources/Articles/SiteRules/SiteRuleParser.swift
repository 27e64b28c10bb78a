import Basics
import Markup

/// Reads a site rule's file: a directive a line, `name: value` or `name(argument): value`, `#` before a comment.
struct SiteRuleParser {
    private var set = SiteRuleSet()
    private var problems: [SiteRuleProblem] = []
    private let file: String
    private var line = 0
    /// A `find_string` that waits for its `replace_string`, and its line.
    private var pendingFind: [(text: String, line: Int)] = []

    static func parse(_ text: String, name: String) -> (set: SiteRuleSet, problems: [SiteRuleProblem]) {
        var parser = SiteRuleParser(file: name)
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            parser.line += 1
            parser.read(String(line))
        }
        for find in parser.pendingFind { parser.report(.unpaired, "find_string has no replace_string", at: find.line) }
        parser.set.text = text
        return (parser.set, parser.problems)
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func read(_ source: String) {
        var text = source
        if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
        text = text.trimmed
        guard !text.isEmpty, !text.hasPrefix("#"), !text.hasPrefix("//") || text.contains(":") else { return }
        guard let (name, argument, value) = SiteRuleParser.parts(text) else {
            report(.noDirective, "no directive: expected `name: value`")
            return
        }
        take(name.asciiLowercased, argument, value)
    }

    /// A name, what stands in parentheses after it (which may hold parentheses and colons), and the value.
    private static func parts(_ text: String) -> (String, String?, String)? {
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0 == "_") }
        guard !name.isEmpty else { return nil }
        let rest = text[name.endIndex...].drop { $0 == " " }
        if rest.first == "(" {
            // What is found does not hold `):`, what replaces it may.
            guard let end = rest.firstRange(of: "):") else { return nil }
            return (
                String(name), String(rest[rest.index(after: rest.startIndex)..<end.lowerBound]),
                String(rest[end.upperBound...]).trimmed
            )
        }
        guard rest.first == ":" else { return nil }
        return (String(name), nil, String(rest.dropFirst()).trimmed)
    }

    private mutating func report(_ code: SiteRuleProblem.Code, _ message: String, at line: Int? = nil) {
        problems.append(SiteRuleProblem(file: file, line: line ?? self.line, code: code, message: message))
    }
}

extension SiteRuleParser {
    private mutating func take(_ name: String, _ argument: String?, _ value: String) {
        switch name {
        case "title": path(value, \.title)
        case "body": path(value, \.body)
        case "author": path(value, \.author)
        case "date": path(value, \.date)
        case "strip": path(value, \.strip)
        case "strip_attr", "post_strip_attr": path(value, \.stripAttribute)
        case "single_page_link": path(value, \.singlePageLink)
        case "next_page_link": path(value, \.nextPageLink)
        case "if_page_contains": path(value, \.pageCondition)
        case "dissolve": path(value, \.dissolve)
        case "native_ad_clue": path(value, \.nativeAdvertisement)
        case "wrap_in": edit(argument, value, \.wrapIn, argumentIsPath: false)
        case "move_into": edit(argument, value, \.moveInto, argumentIsPath: true)
        case "strip_id_or_class": word(value, \.stripIDOrClass)
        case "skip_id_or_class": word(value, \.skipIDOrClass)
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
        default: option(name, value)
        }
    }

    private mutating func option(_ name: String, _ value: String) {
        let isOn: Bool? =
            switch value.asciiLowercased {
            case "yes", "true", "1", "on": true
            case "no", "false", "0", "off": false
            default: nil
            }
        switch name {
        // The parser and its tidying are feedmill's own; line breaks become paragraphs and comments go in any case.
        case "parser", "tidy", "convert_double_br_tags", "strip_comments", "autodetect_next_page": break
        case "prune": set.prunes = isOn ?? true
        case "autodetect_on_failure": set.detectsOnFailure = isOn ?? true
        case "skip_json_ld": set.skipsLinkedData = isOn ?? true
        case "insert_detected_image": set.insertsImage = isOn ?? true
        case "footnotes": set.keepsFootnotes = isOn ?? true
        case "single_page_link_in_feed":
            report(.unsupported, "`\(name)` is not supported: the feed's own link is followed")
        default: report(.unknownDirective, "unknown directive `\(name)`")
        }
    }

    private mutating func path(_ value: String, _ list: WritableKeyPath<SiteRuleSet, [String]>) {
        guard !value.isEmpty else {
            report(.badValue, "the value is missing")
            return
        }
        guard HTMLXPath.isValid(value) else {
            report(.badPath, "not an XPath 1.0 expression: \(value)")
            return
        }
        set[keyPath: list].append(value)
    }

    private mutating func word(_ value: String, _ list: WritableKeyPath<SiteRuleSet, [String]>) {
        let word = value.trimmed.filter { $0 != "'" && $0 != "\"" }
        guard !word.isEmpty else {
            report(.badValue, "the value is missing")
            return
        }
        set[keyPath: list].append(word)
    }

    private mutating func edit(
        _ argument: String?, _ value: String, _ list: WritableKeyPath<SiteRuleSet, [SiteRuleSet.Edit]>,
        argumentIsPath: Bool
    ) {
        guard let argument, !argument.isEmpty, !value.isEmpty else {
            report(.badValue, "expected `name(target): path`")
            return
        }
        let target = argumentIsPath && argument == "body" ? "//body" : argument
        let isName = target.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 }
        guard HTMLXPath.isValid(value), argumentIsPath ? HTMLXPath.isValid(target) : isName else {
            report(.badPath, "not an XPath 1.0 expression: \(value)")
            return
        }
        set[keyPath: list].append(SiteRuleSet.Edit(target: target, path: value))
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
        guard let argument, !argument.isEmpty else {
            report(.badValue, "expected `http_header(name): value`")
            return
        }
        set.httpHeaders.append(SiteRuleSet.Header(name: argument.trimmed, value: value))
    }

    private mutating func test(_ value: String) {
        guard !set.tests.isEmpty else {
            report(.badValue, "test_contains stands before any test_url")
            return
        }
        set.tests[set.tests.count - 1].contains.append(value)
    }
}
