import Basics

/// What a code means to whoever runs feedmill: the one table behind `status` and docs/operating.md.
public struct Advice: Sendable {
    /// A digit that may be any is an `x`.
    public let codes: [String]
    public let happened: String
    /// What to do.
    public let help: String
    /// How long a feed may fail this way before it needs a person, in seconds; nil: it ends by itself.
    let patience: Double?

    private init(_ codes: [String], _ happened: String, _ help: String, patience: Double? = 0) {
        self.codes = codes
        self.happened = happened
        self.help = help
        self.patience = patience
    }

    /// Nil for a code that only the developers could do something about.
    public static func of(_ code: String) -> Advice? {
        table.first { advice in advice.codes.contains { matches(code, $0) } }
    }

    private static func matches(_ code: String, _ pattern: String) -> Bool {
        code.utf8.count == pattern.utf8.count
            && zip(code.utf8, pattern.utf8).allSatisfy { $0 == $1 || $1 == 0x78 && $0 >= 0x30 && $0 <= 0x39 }
    }

    /// As docs/operating.md has it.
    public static var markdown: String {
        "| code | what happened | what helps |\n| --- | --- | --- |\n"
            + table.map { advice in
                "| \(advice.codes.map { "`\($0)`" }.joined(separator: ", ")) | \(advice.happened) | \(advice.help) |\n"
            }.joined()
    }

    private static let day = 86_400.0

    /// The first row that has a code counts.
    public static let table: [Advice] = [
        Advice(
            ["http-410"], "gone for good; not polled any more",
            "remove the feed, or look for its new address with `feedmill discover`"),
        Advice(
            ["feed-moved"], "it has moved for good, and is asked at its new address",
            "put the new address into the configuration"),
        Advice(
            ["http-429", "host-refuses"], "the site was asked too often",
            "nothing: feedmill waits as long as the site says; where it lasts, a longer `interval`", patience: 7 * day),
        Advice(
            ["http-401", "http-407"], "the server wants a name and a password",
            "the feed's `headers`, or `[http] proxy`"),
        Advice(
            ["http-408", "http-425"], "the server was not ready for the request", "nothing, unless it lasts",
            patience: day),
        Advice(
            ["http-4xx"], "the server has no such feed, or none for us",
            "look at the address in a browser; `feedmill discover` finds new ones"),
        Advice(
            ["http-5xx"], "something is wrong with the server", "nothing, unless it lasts: look at the site",
            patience: day),
        Advice(
            ["http-xxx"], "the server gave an answer that nobody expected", "look at the address in a browser",
            patience: day),
        Advice(
            ["unknown-host"], "no address is known for the host", "the name in the address; the domain may be gone",
            patience: day),
        Advice(
            ["connect-refused", "connect-timeout", "unreachable", "proxy-failed"], "no connection",
            "the site may be down; a firewall or `[http] proxy` may stand between", patience: day),
        Advice(
            ["timeout", "too-slow", "truncated", "connection-reset", "fetch-failed"], "the answer broke off",
            "nothing, unless it lasts: then a longer `[http] timeout`", patience: day),
        Advice(
            ["too-large", "too-many-headers", "headers-too-large"], "a bound was met",
            "`[http] max_feed_size`, `max_page_size`, `max_header_size`"),
        Advice(
            ["redirect-loop", "too-many-redirects", "redirect-refused"], "a redirect was not followed",
            "put the feed's new address into the configuration"),
        Advice(
            ["private-address", "port-refused"], "the address is not a public one",
            "`[http] allow_addresses`, where it is meant"),
        Advice(
            ["tls-expired", "tls-untrusted", "tls-wrong-host", "tls-failed"], "no trust in the connection",
            "this machine's clock; `[http] ca_file`; else the site must mend its certificate", patience: day),
        Advice(
            ["bad-url", "bad-encoding", "not-http"], "the answer cannot be read as HTTP", "the feed's address"),
        Advice(
            ["empty-body", "empty-document", "html-page", "not-a-feed", "not-text", "malformed-json", "too-deep"],
            "no feed in the answer", "`feedmill parse FILE` shows what is in it; `feedmill discover` finds the feed"),
        Advice(
            [
                "worker-crashed", "worker-exited", "worker-cpu-time", "worker-deadline", "worker-fence",
                "worker-reply-too-large", "quarantined",
            ],
            "the document killed or held up its parser", "report it, with the document"),
        Advice(
            ["worker-not-started", "out-of-resources", "out-of-memory"], "this machine has no more to give",
            "memory, processes and open files: `LimitNOFILE`, `TasksMax`"),
        Advice(
            ["file-missing", "file-unreadable", "file-too-large"], "a `file:` feed cannot be read",
            "its path and mode"),
        Advice(
            ["not-opml", "unknown-encoding", "too-many", "include-empty"],
            "an address in `include` answered with no list, or with an empty one; the last copy holds",
            "look at the address in a browser"),
        Advice(
            ["robots-disallowed", "robots-unreachable"], "robots.txt forbids the page",
            "nothing, or `robots_txt = false` for a site of your own", patience: nil),
        Advice(
            ["spool-full", "spool-disk-low", "spool-disk-full"], "there is no room for records",
            "take records out of the spool, or give it room: `[spool] max_size`, `min_free`"),
        Advice(
            ["spool-read-only", "spool-not-permitted", "spool-io-error", "spool-too-many-open-files"],
            "no record can be left", "owner and mode of the directory; the disk"),
        Advice(
            ["spool-locked", "ledger-locked"], "another feedmill works there",
            "one process for each state directory and spool"),
        Advice(
            [
                "ledger-damaged", "ledger-newer", "ledger-older", "ledger-disk-full", "ledger-read-only",
                "ledger-io-error",
            ],
            "the ledger cannot be used", "the message says what to do"),
        Advice(
            ["memory-damaged"],
            "what the ledger remembers of this feed's items cannot be read; the other feeds go on",
            "a backup of the ledger, or the feed anew: the message says how"),
        Advice(
            ["metrics-listen", "metrics-textfile"], "nobody can read the metrics",
            "the address, or the path and its mode"),
        Advice(
            ["clock-jumped", "slept"], "the clock or the machine",
            "nothing: overdue feeds are spread over `[polling] catch_up`", patience: nil),
    ]
}
