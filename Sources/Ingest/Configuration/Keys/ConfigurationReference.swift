/// What is written about the configuration: all of it made from the keys themselves.
public enum ConfigurationReference {
    /// Every key, in the order of the commented file; those of `[[feed]]` last.
    public static var keys: [ConfigurationKey] { SettingsKeys.all.map(\.key) + FeedKeys.all.map(\.key) }

    /// What stands under a section's heading.
    public static func introduction(to section: String) -> String {
        switch section {
        case "": "At the top of the file, above the first table."
        case "http": "How requests are made."
        case "polling": "When feeds are asked, and what refusals and moves mean."
        case "ledger": "What is remembered, and for how long."
        case "identity": "What makes two items one, and two articles one story."
        case "articles": "The pages that items link to."
        case "spool": "The directory of records."
        case "events": "What happens to feeds, told as records."
        case "log": "What is logged, and how."
        case "metrics": "Figures for Prometheus."
        case "workers": "The fenced processes that parse what strangers sent."
        case "limits": "Bounds on what one document may hold, and on what may wait."
        case "service": "Stopping, and being watched."
        default: "One table for each feed, here or in a file that `include` names."
        }
    }

    /// The sections in their order, each with its keys.
    public static var sections: [(name: String, keys: [ConfigurationKey])] {
        var result: [(name: String, keys: [ConfigurationKey])] = []
        for key in keys {
            if result.last?.name != key.section { result.append((key.section, [])) }
            result[result.count - 1].keys.append(key)
        }
        return result
    }

    /// `config/feedmill.toml`: every key with its default and why it is there. It loads as it is, and what it sets are the
    /// defaults; a key without a default stands in a comment, with an example.
    public static var file: String {
        var lines = [
            "# feedmill's configuration: every key with its default, and why it is there.",
            "# What is commented out has no default; what stands behind it is an example.",
            "# Durations: \"90s\", \"15m\", \"6h\", \"2d\". Sizes: \"512KiB\", \"10MiB\". Relative paths: from this file.",
            "# feedmill check reads it and tells every mistake; the daemon reads it again on SIGHUP.",
        ]
        for (name, keys) in sections where name != "feed" {
            lines.append("")
            if !name.isEmpty { lines += ["# \(introduction(to: name))", "[\(name)]"] }
            for key in keys { lines += setting(key) }
        }
        lines += ["", "# \(introduction(to: "feed"))", "# [[feed]]"]
        for key in sections.last?.keys ?? [] { lines += setting(key, isCommented: true) }
        lines.append(
            "# Besides, for this feed alone: " + SettingsKeys.all.compactMap(\.key.feedName).joined(separator: ", "))
        return wrapped(lines).joined(separator: "\n") + "\n"
    }

    /// `docs/configuration.md`.
    public static var markdown: String {
        var text = "# Configuration\n\n" + preface.map { folded($0) + "\n" }.joined(separator: "\n")
        text += "\n" + folded(legend) + "\n"
        for (name, keys) in sections {
            let title = name.isEmpty ? "Top of the file" : name == "feed" ? "`[[feed]]`" : "`[\(name)]`"
            text +=
                "\n## \(title)\n\n\(introduction(to: name))\n\n| key | type | default | why |\n| --- | --- | --- | --- |\n"
            for key in keys { text += row(key) }
        }
        return text + "\n" + overrides + notes.map { "\n## \($0.title)\n\n\(folded($0.text))\n" }.joined()
    }

    private static let legend = """
        What is marked *restart* takes effect when the daemon starts again. The same as a file, with every default: \
        [`config/feedmill.toml`](../config/feedmill.toml); as a manual page: `man feedmill.toml`.
        """

    private static func row(_ key: ConfigurationKey) -> String {
        let value = key.defaultValue.map { "`\($0)`" } ?? "–" + (key.example.map { ", such as `\($0)`" } ?? "")
        let restart = key.needsRestart ? " *restart*" : ""
        return "| `\(key.name)` | \(cell(key.type)) | \(cell(value)) | \(cell(key.why))\(restart) |\n"
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }

    private static var overrides: String {
        let names = SettingsKeys.all.compactMap { key in
            key.key.feedName.map { "| `\($0)` | `\(key.key.path)` |\n" }
        }
        return
            "A feed may set for itself what a section sets for all:\n\n| in `[[feed]]` | in place of |\n| --- | --- |\n"
            + names.joined()
    }

    static let notes: [(title: String, text: String)] = [
        (
            "Secrets",
            """
            A header's value, and `proxy`, can name a secret in place of holding it: `@FILE` stands for the text of a file of one \
            line, `${NAME}` for the file `NAME` in `$CREDENTIALS_DIRECTORY`, where systemd's `LoadCredential=` puts it; `${NAME}` \
            may stand within other text (`"Bearer ${token}"`). Authorization, Cookie and Proxy-Authorization are taken in no other \
            way. A user and password in a feed's URL become its Authorization. None of this is ever shown or logged, and it is \
            sent to the feed's own origin alone. The daemon needs every secret; \
            commands that only look go without those that they may not read, and `feedmill check` names them.
            """
        ),
        (
            "OPML",
            """
            A file of `include` that does not end in `.toml` is read as OPML 1.0, 1.1 or 2.0. Folders become tags, a folder in a \
            folder `outer/inner`; a slash in a folder's name is written `\\/`. `category` adds tags. An outline may carry \
            `feedmill:id`, `feedmill:interval`, `feedmill:paused`, `feedmill:articles` and `feedmill:identity`. An address in \
            `include` is asked for every `include_interval`, with conditional requests; what it lists can be http and https \
            feeds, with title and tags, and nothing else; the address itself holds no password. A feed that leaves the list is \
            retired, as one that is taken out of a file. The last copy lies in `includes` under the state directory: it holds \
            while the address cannot be had, or has no list any more, and `status` says so.
            """
        ),
        (
            "Proxies",
            """
            `proxy` goes before `http_proxy`, `https_proxy` and `all_proxy` of the environment; `no_proxy` is added to `NO_PROXY`. \
            Each is a host name with all below it, an address, a block such as `10.0.0.0/8`, or `*`. Schemes: http, https, socks4, \
            socks4a, socks5, socks5h.
            """
        ),
    ]

    /// A paragraph in lines of at most 120 columns.
    private static func folded(_ text: String) -> String {
        var lines = [""]
        for word in text.split(separator: " ") {
            if !lines[lines.count - 1].isEmpty, lines[lines.count - 1].count + word.count + 1 > 120 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines.joined(separator: "\n")
    }

    private static func setting(_ key: ConfigurationKey, isCommented: Bool = false) -> [String] {
        let why = "# \(key.why)" + (key.needsRestart ? " (restart)" : "")
        guard let value = key.defaultValue, !isCommented || key.example == nil else {
            return [why, "# \(key.name) = \(key.example ?? "")"]
        }
        return [why, (isCommented ? "# " : "") + "\(key.name) = \(value)"]
    }

    /// Comments of more than 120 columns on several lines.
    private static func wrapped(_ lines: [String]) -> [String] {
        lines.flatMap { line -> [String] in
            guard line.utf8.count > 120, line.hasPrefix("# "), !line.contains(" = ") else { return [line] }
            var result: [String] = []
            var current = "#"
            for word in line.dropFirst(2).split(separator: " ") {
                if current.utf8.count + word.utf8.count + 1 > 116 {
                    result.append(current)
                    current = "#"
                }
                current += " " + word
            }
            return result + [current]
        }
    }
}
