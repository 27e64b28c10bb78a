/// Everything that is configured once for the whole daemon, and what holds for a feed where it says nothing else.
///
/// The defaults stand here, beside each field, and nowhere else: the commented configuration file and the reference are
/// made from them. Durations are in seconds, sizes in bytes; a nil is a key that is absent.
public struct Settings: Equatable, Sendable {
    public var stateDirectory = "/var/lib/feedmill"
    public var spoolDirectory = "/var/spool/feedmill"
    /// Globs and addresses as they were written.
    public var include = ["feeds.d/*.toml", "feeds.d/*.opml"]
    public var includeInterval = 6 * 3600.0
    public var http = HTTPSettings()
    public var polling = PollingSettings()
    public var ledger = LedgerSettings()
    public var identity = IdentitySettings()
    public var articles = ArticleSettings()
    public var spool = SpoolSettings()
    public var events = EventSettings()
    public var log = LogSettings()
    public var metrics = MetricsSettings()
    public var workers = WorkerSettings()
    public var limits = LimitSettings()
    public var service = ServiceSettings()

    public init() {}
}
