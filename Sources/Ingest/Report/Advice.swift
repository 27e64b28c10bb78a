import Basics

/// What helps against a failure, in a line that `status` has room for; `CodeReference` has a page for each code.
public struct Advice: Sendable {
    /// A digit that may be any is an `x`.
    public let codes: [String]
    /// What to do.
    public let help: String
    /// How long a feed may fail this way before it needs a person, in seconds; nil: it ends by itself.
    let patience: Double?

    private init(_ codes: [String], _ help: String, patience: Double? = 0) {
        self.codes = codes
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

    private static let day = 86_400.0

    /// The first row that has a code counts.
    public static let table: [Advice] = [
        Advice(
            ["http-410"], "remove the feed, or look for its new address with `feedmill discover`"),
        Advice(
            ["feed-moved"], "put the new address into the configuration"),
        Advice(
            ["http-429", "host-refuses"],
            "nothing: feedmill waits as long as the site says; where it lasts, a longer `interval`", patience: 7 * day),
        Advice(
            ["http-401", "http-407"], "the feed's `headers`, or `[http] proxy`"),
        Advice(
            ["http-408", "http-425"], "nothing, unless it lasts",
            patience: day),
        Advice(
            ["http-4xx"], "look at the address in a browser; `feedmill discover` finds new ones"),
        Advice(
            ["http-5xx"], "nothing, unless it lasts: look at the site",
            patience: day),
        Advice(
            ["http-xxx"], "look at the address in a browser",
            patience: day),
        Advice(
            ["unknown-host"], "the name in the address; the domain may be gone",
            patience: day),
        Advice(
            ["connect-refused", "connect-timeout", "unreachable", "proxy-failed"],
            "the site may be down; a firewall or `[http] proxy` may stand between", patience: day),
        Advice(
            ["timeout", "too-slow", "truncated", "connection-reset", "fetch-failed"],
            "nothing, unless it lasts: then a longer `[http] timeout`", patience: day),
        Advice(
            ["too-large", "too-many-headers", "headers-too-large"],
            "`[http] max_feed_size`, `max_page_size`, `max_header_size`"),
        Advice(
            ["redirect-loop", "too-many-redirects", "redirect-refused"],
            "put the feed's new address into the configuration"),
        Advice(
            ["private-address", "port-refused"], "`[http] allow_addresses`, where it is meant"),
        Advice(
            ["tls-expired", "tls-untrusted", "tls-wrong-host", "tls-failed"],
            "this machine's clock; `[http] ca_file`; else the site must mend its certificate", patience: day),
        Advice(
            ["bad-url", "bad-encoding", "not-http"], "the feed's address"),
        Advice(
            ["empty-body", "empty-document", "html-page", "not-a-feed", "not-text", "malformed-json", "too-deep"],
            "`feedmill parse FILE` shows what is in it; `feedmill discover` finds the feed"),
        Advice(
            [
                "worker-crashed", "worker-exited", "worker-cpu-time", "worker-deadline", "worker-fence",
                "worker-reply-too-large", "worker-reply-malformed", "quarantined",
            ], "report it, with the document"),
        Advice(
            ["worker-not-started", "out-of-resources", "out-of-memory"],
            "memory, processes and open files: `LimitNOFILE`, `TasksMax`"),
        Advice(
            ["file-missing", "file-unreadable", "file-too-large"], "its path and mode"),
        Advice(
            ["not-opml", "unknown-encoding", "too-many", "include-empty"], "look at the address in a browser"),
        Advice(
            ["robots-disallowed", "robots-unreachable"], "nothing, or `robots_txt = false` for a site of your own",
            patience: nil),
        Advice(
            ["spool-full", "spool-disk-low", "spool-disk-full"],
            "take records out of the spool, or give it room: `[spool] max_size`, `min_free`"),
        Advice(
            ["spool-read-only", "spool-not-permitted", "spool-io-error", "spool-too-many-open-files"],
            "owner and mode of the directory; the disk"),
        Advice(
            ["spool-locked", "ledger-locked"], "one process for each state directory and spool"),
        Advice(
            [
                "ledger-damaged", "ledger-newer", "ledger-older", "ledger-disk-full", "ledger-read-only",
                "ledger-io-error",
            ], "the message says what to do"),
        Advice(
            ["memory-damaged"], "a backup of the ledger, or `feedmill ledger rebuild`: the message says how"),
        Advice(
            ["ledger-behind"],
            "nothing, where a backup was put back; `feedmill ledger rebuild` takes what is missing from the records"),
        Advice(
            ["owed-damaged"], "nothing: its item is taken from the feed again; if there are many, check the disk",
            patience: nil),
        Advice(
            ["history-version", "history-malformed", "exchange-malformed", "note-malformed", "cluster-malformed"],
            "nothing: it is learnt anew; if there are many, check the disk", patience: nil),
        Advice(
            ["daemon-silent"], "look at its log, and at the disk of its state directory"),
        Advice(
            ["metrics-listen", "metrics-textfile"], "the address, or the path and its mode"),
        Advice(
            ["clock-jumped", "slept"], "nothing: overdue feeds are spread over `[polling] catch_up`", patience: nil),
    ]
}
