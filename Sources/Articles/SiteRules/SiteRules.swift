import Basics

/// An operator's site rules, in the format of the Five Filters site configurations: a file for each host
/// (help.fivefilters.org/full-text-rss/site-patterns.html). Reads no file itself.
public struct SiteRules: Sendable {
    /// The file for all sites.
    static let globalName = "global.txt"

    /// By host: `example.com`; by `.example.com` for all hosts below.
    private var sets: [String: SiteRuleSet] = [:]
    private var global: SiteRuleSet?
    /// Lines that cannot be used, in the order of the files.
    public private(set) var problems: [SiteRuleProblem] = []

    /// How many files there are rules from.
    public var count: Int { sets.count + (global == nil ? 0 : 1) }

    /// - Parameter files: names (`example.com.txt`, `.example.com.txt`, `global.txt`) and contents; others are passed over.
    public init(files: [(name: String, bytes: [UInt8])]) {
        for file in files where file.name.hasSuffix(".txt") {
            let host = String(file.name.dropLast(4)).asciiLowercased
            let isGlobal = file.name.asciiLowercased == SiteRules.globalName
            guard isGlobal || host.contains(".") else { continue }
            let text = String(validating: file.bytes, as: UTF8.self) ?? SiteRules.latin(file.bytes)
            let (set, found) = SiteRuleParser.parse(SiteRuleSet.File(name: file.name, text: text))
            problems += found
            if isGlobal { global = set } else { sets[host] = set }
        }
    }

    public init() {}

    /// The rules of one set for whatever host.
    public init(_ set: SiteRuleSet) {
        global = set
    }

    /// The rules for a host: its own file, else the one for its name without `www.`, else that for all hosts of a domain above it; with the
    /// rules for all sites behind, unless the host's own forbid to look further. Nil where there are none.
    public func matching(host: String) -> SiteRuleSet? {
        let host = host.asciiLowercased
        let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        var found = sets[host] ?? sets[bare]
        var rest = bare[...]
        while found == nil, let dot = rest.firstIndex(of: ".") {
            found = sets[String(rest[dot...])]
            rest = rest[rest.index(after: dot)...]
        }
        guard let global else { return found }
        guard var set = found else { return global }
        if set.options.detectsOnFailure ?? true { set.append(global) }
        return set
    }

    /// A file in no UTF-8: each byte a character of ISO 8859-1.
    private static func latin(_ bytes: [UInt8]) -> String {
        String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
