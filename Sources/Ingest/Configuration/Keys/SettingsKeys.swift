/// The keys of everything but `[[feed]]`, in the order in which the commented file shows them.
enum SettingsKeys {
    typealias Key = BoundKey<Settings>

    static let all: [Key] = top + http + polling + ledger + identity + articles + spool + events + observing + processes

    /// By section, then by name.
    static let sections: [String: [String: Key]] = all.reduce(into: [:]) {
        $0[$1.key.section, default: [:]][$1.key.name] = $1
    }

    /// By the name that `[[feed]]` has for it.
    static let ofFeeds: [String: Key] = all.reduce(into: [:]) { keys, key in
        if let name = key.key.feedName { keys[name] = key }
    }

    private static let day = 86400.0
    private static let year = 366 * 86400.0
    private static let defaults = Settings()

    private static func key<Value: Equatable>(
        _ path: String, _ field: any WritableKeyPath<Settings, Value> & Sendable, _ type: ValueType<Value>,
        _ why: String,
        feed: String? = nil, restart: Bool = false
    ) -> Key {
        Key(path, field, type, why, in: defaults, feed: feed, restart: restart)
    }

    private static func optional<Value: Equatable>(
        _ path: String, _ field: any WritableKeyPath<Settings, Value?> & Sendable, _ type: ValueType<Value>,
        _ why: String,
        feed: String? = nil, restart: Bool = false, example: String
    ) -> Key {
        Key(optional: path, field, type, why, in: defaults, feed: feed, restart: restart, example: example)
    }

    private static let top: [Key] = [
        key(
            "state_directory", \.stateDirectory, .path, "the ledger lies here: what is known and what is owed",
            restart: true),
        key(
            "spool_directory", \.spoolDirectory, .path, "records are left here, in new/, for whoever takes them",
            restart: true),
        key("include", \.include, .list(.include), "more files of feeds: TOML, OPML, and addresses of OPML documents"),
        key(
            "include_interval", \.includeInterval, .duration(60...(30 * day)),
            "an OPML document at an address is asked for this often; its feeds come and go with it"),
    ]

    private static let http: [Key] = [
        optional(
            "http.contact", \.http.contact, .contact, "shown to the sites in User-Agent, so that they can reach you",
            example: "\"https://example.org/about-our-feed-reader\""),
        Key(
            "http.proxy", \.http.proxy, .proxy,
            "for every request; absent: http_proxy, https_proxy and all_proxy of the environment; \"direct\": none",
            in: defaults, feed: "proxy", example: "\"http://127.0.0.1:3128\"", isAbsent: true),
        key(
            "http.no_proxy", \.http.noProxy, .list(.hostPattern), "reached without the proxy, as is what NO_PROXY names"
        ),
        key(
            "http.timeout", \.http.timeout, .duration(1...3600),
            "a request may take so long, from look-up to last byte",
            feed: "timeout"),
        key(
            "http.connect_timeout", \.http.connectTimeout, .duration(1...300),
            "look-up, connection and TLS may take so long",
            feed: "connect_timeout"),
        key(
            "http.max_feed_size", \.http.maxFeedSize, .size((1 << 10)...(1 << 30)),
            "a feed longer than this, unpacked, is given up", feed: "max_feed_size"),
        key(
            "http.max_page_size", \.http.maxPageSize, .size((1 << 10)...(1 << 30)),
            "a page longer than this, unpacked, is given up", feed: "max_page_size"),
        key(
            "http.max_header_size", \.http.maxHeaderSize, .size((1 << 10)...(16 << 20)),
            "a response whose headers are longer is given up"),
        key(
            "http.max_redirects", \.http.maxRedirects, .integer(0...20), "hops that are followed for one request",
            feed: "max_redirects"),
        key("http.connections", \.http.connections, .integer(1...4096), "open at once, to all hosts together"),
        key(
            "http.connections_per_host", \.http.connectionsPerHost, .integer(1...64),
            "one for its feeds, one for its pages"),
        key(
            "http.keep_alive", \.http.keepAlive, .duration(0...600),
            "an idle connection is kept for so long; \"0s\": closed at once"),
        key(
            "http.http3", \.http.http3, .boolean,
            "over TLS, HTTP/3 is tried first where libcurl has it (Debian 12's has not)"),
        key(
            "http.allow_private_addresses", \.http.allowPrivateAddresses, .boolean,
            "loopback, RFC 1918, link-local and their like are refused unless true", feed: "allow_private_addresses"),
        key(
            "http.allow_addresses", \.http.allowAddresses, .list(.hostPattern),
            "hosts and blocks that may be reached although they are private", feed: "allow_addresses"),
        key(
            "http.allow_insecure_redirects", \.http.allowInsecureRedirects, .boolean,
            "a redirect from https to http is refused unless true", feed: "allow_insecure_redirects"),
        optional(
            "http.ca_file", \.http.caFile, .path, "certificates that are trusted; absent: the system's",
            example: "\"/etc/ssl/certs/ca-certificates.crt\""),
    ]

    private static let polling: [Key] = [
        key(
            "polling.min_interval", \.polling.minInterval, .duration(1...(30 * day)), "no feed is asked more often",
            feed: "min_interval"),
        optional(
            "polling.max_interval", \.polling.maxInterval, .duration(1...year),
            "no healthy feed is asked less often; absent: than once a day, a long silent one once a week",
            feed: "max_interval", example: "\"24h\""),
        key(
            "polling.gap_with_validators", \.polling.gapWithValidators, .duration(0...(7 * day)),
            "no feed is asked more often, unless it publishes faster or its max-age is shorter",
            feed: "gap_with_validators"),
        key(
            "polling.gap_without_validators", \.polling.gapWithoutValidators, .duration(0...(7 * day)),
            "the same where the server sends no validators: each poll costs it the whole feed",
            feed: "gap_without_validators"),
        key(
            "polling.delay_per_host", \.polling.delayPerHost, .duration(0...3600),
            "at least this between two requests to one host for feeds; \"0s\": none"),
        optional(
            "polling.requests_per_day", \.polling.requestsPerDay, .integer(1...Int.max),
            "a budget for all feeds together; absent: none", example: "50000"),
        key("polling.jitter", \.polling.jitter, .share(0...1), "share of the interval by which a poll may come later"),
        key(
            "polling.catch_up", \.polling.catchUp, .duration(0...day),
            "feeds that fell due while the daemon was away are spread over this"),
        key(
            "polling.max_age_cap", \.polling.maxAgeCap, .duration(0...year),
            "Cache-Control and Expires are believed up to this", feed: "max_age_cap"),
        key(
            "polling.retry_after_cap", \.polling.retryAfterCap, .duration(0...year),
            "Retry-After is believed up to this"),
        key(
            "polling.refusal_scope", \.polling.refusalScope, .choice,
            "what waits after a 403, 429 or 503: the feed, its host, or its registrable domain"),
        key(
            "polling.refusal_delay", \.polling.refusalDelay, .duration(60...(30 * day)),
            "first wait after a refusal that names no time; it doubles"),
        optional(
            "polling.gone_recheck", \.polling.goneRecheck, .duration(day...year),
            "a feed that answered 410 is asked again after this; absent: never", feed: "gone_recheck",
            example: "\"30d\""),
        key(
            "polling.move_sightings", \.polling.moveSightings, .integer(1...1000),
            "a permanent redirect is believed after so many sightings"),
        key("polling.move_after", \.polling.moveAfter, .duration(0...(90 * day)), "and not before this has passed"),
        key(
            "polling.move_recheck", \.polling.moveRecheck, .duration(day...year),
            "the old address of a moved feed is tried again after this"),
        key(
            "polling.probe_always_unchanged", \.polling.probeAlwaysUnchanged, .boolean,
            "a server that answers 304 for weeks against all evidence is asked once without conditions",
            feed: "probe_always_unchanged"),
    ]

    private static let ledger: [Key] = [
        key(
            "ledger.remember", \.ledger.remember, .duration(0...(10 * year)),
            "how long a removed feed's history is kept")
    ]

    private static let identity: [Key] = [
        key(
            "identity.policy", \.identity.policy, .choice,
            "which mark names an item; \"auto\": what proved stable in its feed",
            feed: "identity"),
        key(
            "identity.revisions", \.identity.revisions, .choice,
            "which changes are delivered; \"auto\": those that a reader would notice", feed: "revisions"),
        key(
            "identity.flood", \.identity.flood, .choice,
            "many old items under new names, too little known to match them: \"hold\" or \"deliver\"", feed: "flood"),
        key(
            "identity.drop_parameters", \.identity.dropParameters, .list(.parameter, maximum: 100),
            "parameters of addresses that do not count, beside the known trackers; \"promo_*\": all that begin so",
            feed: "drop_parameters"),
        key(
            "identity.keep_parameters", \.identity.keepParameters, .list(.parameter, maximum: 100),
            "parameters of addresses that count, whatever they look like", feed: "keep_parameters"),
        key(
            "identity.cluster_window", \.identity.clusterWindow, .duration(0...(90 * day)),
            "articles this far apart can tell one story; \"0s\": no clusters", restart: true),
    ]

    private static let articles: [Key] = [
        key(
            "articles.fetch", \.articles.fetch, .boolean, "false: records carry what the feed carried", feed: "articles"
        ),
        key(
            "articles.robots_txt", \.articles.robotsTxt, .boolean, "false: robots.txt is not asked", feed: "robots_txt"),
        key(
            "articles.delay_per_host", \.articles.delayPerHost, .duration(0...3600),
            "at least this between two requests to one host for pages"),
        key(
            "articles.crawl_delay_cap", \.articles.crawlDelayCap, .duration(0...3600),
            "Crawl-delay in robots.txt is honoured up to this"),
        optional(
            "articles.site_rules", \.articles.siteRules, .path, "a directory of Five Filters site configurations",
            example: "\"site-rules\""),
        key(
            "articles.backfill", \.articles.backfill, .integer(0...100_000),
            "pages fetched of the items that a new feed already holds", feed: "backfill"),
        key(
            "articles.max_parts", \.articles.maxParts, .integer(1...100), "pages that are joined to one article",
            feed: "max_parts"),
        key(
            "articles.attempts", \.articles.attempts, .integer(1...20),
            "tries for one page before its record goes without"),
        key(
            "articles.max_wait", \.articles.maxWait, .duration(0...(7 * day)),
            "a record waits no longer for its article",
            feed: "max_wait"),
    ]

    private static let spool: [Key] = [
        key(
            "spool.max_size", \.spool.maxSize, .size((1 << 20)...(1 << 50)),
            "polling pauses, and says so, while more than this waits"),
        key("spool.min_free", \.spool.minFree, .size(0...(1 << 50)), "and while the disk has less room than this"),
        key(
            "spool.batch", \.spool.batch, .integer(1...100_000),
            "records that a file holds at most, one a line; 1: a file for each", restart: true),
        key(
            "spool.batch_delay", \.spool.batchDelay, .duration(0...60), "a file waits no longer for more records",
            restart: true),
        key(
            "spool.compress", \.spool.compress, .choice,
            "files of records are packed: names end in .json.gz or .json.zst", restart: true),
        optional(
            "spool.keep_consumed", \.spool.keepConsumed, .duration(60...(10 * year)),
            "files that lie longer in cur/ are removed; absent: what a consumer took is never touched",
            example: "\"7d\""),
        optional(
            "spool.keep_consumed_size", \.spool.keepConsumedSize, .size((1 << 20)...(1 << 50)),
            "the oldest files in cur/ are removed while it holds more; absent: never", example: "\"1GiB\""),
    ]

    private static let events: [Key] = [
        key("events.spool", \.events.spool, .list(.choice), "events that are spooled as records; all are logged"),
        key(
            "events.failing_after", \.events.failingAfter, .integer(1...1000),
            "failures in a row after which a feed counts as failing"),
    ]

    private static let observing: [Key] = [
        key("log.level", \.log.level, .choice, "the least that is logged"),
        key("log.format", \.log.format, .choice, "\"text\" carries the journal's fields where the journal listens"),
        optional(
            "metrics.listen", \.metrics.listen, .listener,
            "Prometheus text, /healthz and /readyz; absent: no listener", restart: true, example: "\"127.0.0.1:9464\""),
        key(
            "metrics.allow_remote", \.metrics.allowRemote, .boolean,
            "listen on another address than loopback: there is no password", restart: true),
        optional(
            "metrics.textfile", \.metrics.textfile, .path,
            "figures as a file, for node_exporter's textfile collector; absent: none", restart: true,
            example: "\"/var/lib/prometheus/node-exporter/feedmill.prom\""),
        key(
            "metrics.textfile_interval", \.metrics.textfileInterval, .duration(1...3600), "it is written so often",
            restart: true),
    ]

    private static let processes: [Key] = [
        optional(
            "workers.count", \.workers.count, .integer(1...256), "processes that parse; absent: one for each processor",
            restart: true, example: "2"),
        key(
            "workers.memory", \.workers.memory, .size((32 << 20)...(64 << 30)),
            "of each; a document that needs more fails", restart: true),
        key("workers.cpu_time", \.workers.cpuTime, .duration(1...600), "for one document", restart: true),
        key(
            "workers.timeout", \.workers.timeout, .duration(1...3600), "for one document, waiting included",
            restart: true),
        key(
            "workers.documents", \.workers.documents, .integer(1...Int.max), "a worker is replaced after so many",
            restart: true),
        key(
            "workers.crashes", \.workers.crashes, .integer(1...100),
            "a document that crashed so many workers is not parsed again", restart: true),
        key(
            "limits.max_items", \.limits.maxItems, .integer(1...1_000_000), "of one feed document; the rest is left out"
        ),
        key("limits.max_depth", \.limits.maxDepth, .integer(16...10_000), "elements within elements"),
        key("limits.max_text_size", \.limits.maxTextSize, .size((1 << 10)...(1 << 30)), "of one text or one attribute"),
        key(
            "limits.max_pending", \.limits.maxPending, .integer(1...10_000_000),
            "items that wait for their articles; then polling pauses"),
        key(
            "service.shutdown_timeout", \.service.shutdownTimeout, .duration(1...300),
            "what is in flight is abandoned after this", restart: true),
    ]
}
