import Basics

/// What a site's robots.txt says to feedmill (RFC 9309): the rules of the groups that name it, else of those for all. Rules
/// for others are not kept.
public struct RobotsTxt: Sendable, Hashable {
    struct Rule: Sendable, Hashable {
        let allows: Bool
        /// Normalised as `normalised` does; `*` and a last `$` are signs.
        let pattern: [UInt8]
    }

    private(set) var rules: [Rule] = []
    /// Seconds between two requests, as the site wishes; nil where it says nothing. Never negative, at most `longestDelay`.
    public private(set) var crawlDelay: Double?

    /// RFC 9309, 2.5: what comes after is not read.
    public static let sizeLimit = 500 << 10
    public static let longestDelay = 120.0
    public static let productToken = "feedmill"

    /// Bytes of memory, about.
    var cost: Int { rules.reduce(64) { $0 + 64 + $1.pattern.count } }

    /// Of a longer path, what is compared with the rules.
    private static let pathLimit = 8 << 10

    /// Everything is allowed.
    public init() {}

    /// From the bytes of the file; nothing in it is an error. `token`: the product token to look for, in any case.
    public init(parsing bytes: [UInt8], token: String = productToken) {
        var parser = RobotsParser(token: token.asciiLowercased)
        parser.read(bytes)
        let group = parser.named ?? parser.general
        // Thousands of the same rule say no more than one.
        var seen: Set<Rule> = []
        rules = (group?.rules ?? []).filter { seen.insert($0).inserted }
        crawlDelay = group?.delay
    }

    /// Whether the path and query of a URL may be asked for: the longest pattern that matches decides, of two equally long
    /// ones the one that allows. robots.txt itself always may.
    public func allows(_ url: WebURL) -> Bool { allows(target: url.requestTarget) }

    func allows(target: String) -> Bool {
        if rules.isEmpty || target == "/robots.txt" { return true }
        let path = RobotsTxt.normalised(target.utf8.prefix(RobotsTxt.pathLimit), escaping: true)
        var best = -1
        var verdict = true
        for rule in rules where rule.pattern.count >= best {
            if rule.pattern.count == best, verdict || !rule.allows { continue }
            guard RobotsPattern.matches(rule.pattern, path) else { continue }
            best = rule.pattern.count
            verdict = rule.allows
        }
        return verdict
    }

    /// RFC 9309, 2.2.2: escapes of unreserved characters undone, other escapes in upper case, octets outside ASCII and those
    /// that no path holds escaped. `escaping`: also `*` and `$`, which in a path are no signs.
    static func normalised(_ text: some Collection<UInt8>, escaping: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index != text.endIndex {
            let byte = text[index]
            index = text.index(after: index)
            if byte == 0x25, let (value, next) = escape(text, index) {
                if isUnreserved(value) { result.append(value) } else { append(escaped: value, to: &result) }
                index = next
            } else if byte <= 0x20 || byte > 0x7E || unsafe.contains(byte)
                || escaping && (byte == 0x2A || byte == 0x24)
            {
                append(escaped: byte, to: &result)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// A percent sign is among them where it begins no escape: else what follows it could make one of it.
    private static let unsafe: Set<UInt8> = Set("%\"<>\\^`{|}".utf8)

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func append(escaped byte: UInt8, to result: inout [UInt8]) {
        result.append(0x25)
        for nibble in [byte >> 4, byte & 15] {
            result.append(nibble < 10 ? 0x30 + nibble : 0x37 + nibble)
        }
    }

    private static func escape<Text: Collection<UInt8>>(_ text: Text, _ index: Text.Index) -> (
        UInt8, Text.Index
    )? {
        guard let end = text.index(index, offsetBy: 2, limitedBy: text.endIndex) else { return nil }
        let digits = String(decoding: text[index..<end], as: UTF8.self)
        guard digits.utf8.first != 0x2B, digits.utf8.first != 0x2D else { return nil }
        return UInt8(digits, radix: 16).map { ($0, end) }
    }
}
