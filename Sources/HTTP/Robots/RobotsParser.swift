import Basics

/// Reads robots.txt line by line, as RFC 9309, 2.2 has it, and keeps the groups that concern one product token.
struct RobotsParser {
    struct Group {
        var rules: [RobotsTxt.Rule] = []
        var delay: Double?

        /// With the greater of two delays.
        func slowed(to seconds: Double) -> Group {
            Group(rules: rules, delay: max(delay ?? 0, seconds))
        }
    }

    /// In lower case.
    let token: String
    /// All groups that name the token, as one; nil where none does.
    private(set) var named: Group?
    /// All groups for `*`, as one.
    private(set) var general: Group?
    private var isInAgents = false
    private var concernsNamed = false
    private var concernsGeneral = false

    init(token: String) { self.token = token }

    mutating func read(_ bytes: [UInt8]) {
        var text = bytes.prefix(RobotsTxt.sizeLimit)
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        if bytes.count > text.endIndex, let end = text.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            text = text[..<end]
        }
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) { read(line: line) }
    }

    private mutating func read(line: ArraySlice<UInt8>) {
        let content = line.prefix { $0 != 0x23 }
        guard let colon = content.firstIndex(of: 0x3A) else { return }
        let key = String(decoding: content[..<colon], as: UTF8.self).trimmed.asciiLowercased
        let value = RobotsParser.trimmed(content[(colon + 1)...])
        switch key {
        case "user-agent": agent(value)
        case "allow", "disallow": rule(key == "allow", value)
        case "crawl-delay": delay(value)
        default: break
        }
    }

    private mutating func agent(_ value: ArraySlice<UInt8>) {
        if !isInAgents { (concernsNamed, concernsGeneral) = (false, false) }
        isInAgents = true
        if value.first == 0x2A, value.count == 1 || value.dropFirst().first == 0x20 {
            concernsGeneral = true
            general = general ?? Group()
        }
        // Only the letters count: `feedmill/1.0` names feedmill.
        let name = value.prefix { (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2D || $0 == 0x5F }
        if String(decoding: name, as: UTF8.self).asciiLowercased == token {
            concernsNamed = true
            named = named ?? Group()
        }
    }

    private mutating func rule(_ allows: Bool, _ value: ArraySlice<UInt8>) {
        isInAgents = false
        guard value.first == 0x2F || value.first == 0x2A else { return }
        guard concernsNamed || concernsGeneral else { return }
        let rule = RobotsTxt.Rule(allows: allows, pattern: RobotsTxt.normalised(value, escaping: false))
        if concernsNamed { named?.rules.append(rule) }
        if concernsGeneral { general?.rules.append(rule) }
    }

    private mutating func delay(_ value: ArraySlice<UInt8>) {
        isInAgents = false
        guard let seconds = Double(String(decoding: value, as: UTF8.self)), seconds.isFinite,
            seconds >= 0
        else {
            return
        }
        let delay = min(seconds, RobotsTxt.longestDelay)
        if concernsNamed { named = named?.slowed(to: delay) }
        if concernsGeneral { general = general?.slowed(to: delay) }
    }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var value = value.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
        return value
    }
}
