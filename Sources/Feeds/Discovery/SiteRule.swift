/// One path of the table of sites: pages of a shape, and where their feeds are.
struct SiteRule {
    enum Subject {
        case host(SitePattern)
        /// The name of a program in lower case, as its pages give it.
        case program(String)
    }

    let subjects: [Subject]
    let path: SitePattern
    /// Addresses with `{name}`s of the patterns or of `SiteFacts`. None: such pages have no feed.
    private(set) var feeds: [String]
    /// False where the program has the feed only as a rule.
    let isCertain: Bool

    /// Reads a table as `SiteTable` describes it.
    static func read(_ table: String) -> [SiteRule] {
        var rules: [SiteRule] = []
        var names: [Substring] = []
        var isWithinRules = false
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("    ") {
                rules[rules.count - 1].feeds += words.map(String.init)
            } else if line.hasPrefix(" ") {
                isWithinRules = true
                rules.append(SiteRule(names, words))
            } else {
                names = isWithinRules ? words : names + words
                isWithinRules = false
            }
        }
        return rules
    }

    private init(_ names: [Substring], _ columns: [Substring]) {
        subjects = names.map { name in
            name.hasPrefix("=") || name.hasPrefix("?")
                ? .program(String(name.dropFirst()).replacing("_", with: " ")) : .host(SitePattern(host: String(name)))
        }
        isCertain = !names.contains { $0.hasPrefix("?") }
        path = SitePattern(path: String(columns[0]))
        feeds = columns.dropFirst().filter { $0 != "-" }.map(String.init)
    }
}
