/// The configuration, read and checked as a whole: what every stage is handed, and no stage reads for itself.
public struct Configuration: Sendable {
    /// The file that was read, absolute.
    public let path: String
    public let settings: Settings
    /// In the order of the files and of their text.
    public let feeds: [FeedSettings]
    /// The addresses of OPML documents in `include`; `adding(remote:)` takes what they answered.
    public let remoteIncludes: [String]
    /// Every file that was read, absolute, the first one first.
    public let files: [String]
    /// The globs of `include`, absolute: where files of feeds may lie.
    public let includePatterns: [String]
    /// What holds for a feed that says nothing otherwise, and for requests that belong to none.
    public let effective: EffectiveSettings
    private let index: FeedIndex

    init(
        path: String, settings: Settings, feeds: [FeedSettings], remoteIncludes: [String], files: [String],
        includePatterns: [String], effective: EffectiveSettings, index: FeedIndex
    ) {
        self.path = path
        self.settings = settings
        self.feeds = feeds
        self.remoteIncludes = remoteIncludes
        self.files = files
        self.includePatterns = includePatterns
        self.effective = effective
        self.index = index
    }

    public var http: HTTPSettings { settings.http }
    public var polling: PollingSettings { settings.polling }
    public var ledger: LedgerSettings { settings.ledger }
    public var identity: IdentitySettings { settings.identity }
    public var articles: ArticleSettings { settings.articles }
    public var spool: SpoolSettings { settings.spool }
    public var events: EventSettings { settings.events }
    public var log: LogSettings { settings.log }
    public var metrics: MetricsSettings { settings.metrics }
    public var workers: WorkerSettings { settings.workers }
    public var limits: LimitSettings { settings.limits }
    public var service: ServiceSettings { settings.service }

    public func feed(id: String) -> FeedSettings? {
        index.find(id).map { feeds[$0] }.flatMap { $0.id == id ? $0 : nil }
    }

    /// The feeds with a tag, and those in the folders below it (`news` has what is tagged `news/local`).
    public func feeds(tagged tag: String) -> [FeedSettings] {
        feeds.filter { $0.isTagged(tag) }
    }

    /// Every tag with the number of feeds that carry it, by name.
    public var tags: [(tag: String, feeds: Int)] {
        var counts: [String: Int] = [:]
        for feed in feeds { for tag in feed.tags { counts[tag, default: 0] += 1 } }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Configuration {
    /// Reads a configuration file and all that it includes.
    /// - Parameters:
    ///   - path: relative to `files.currentDirectory` unless it is absolute.
    ///   - environment: for `${CREDENTIAL}`, and for the proxies where the file names none.
    ///   - secrets: what becomes of those that cannot be read here.
    /// - Returns: every mistake there is, in file order, where there is one.
    public static func load(
        path: String, files: any FileReader, environment: [String: String] = [:], secrets: SecretUse = .sent,
        limits: ConfigurationLimits = .init()
    ) -> Result<Configuration, ConfigurationErrors> {
        var loader = ConfigurationLoader(
            path: path, files: files, environment: environment, secrets: secrets, limits: limits)
        loader.load()
        return loader.result
    }
}

extension Configuration {
    /// Whether a secret is withheld here that requests need: those of a feed, or those that belong to none.
    public func withholdsSecret(of feed: FeedSettings?) -> Bool {
        guard let feed else { return http.proxy == .withheld }
        return feed.http.proxy == .withheld || feed.headers.contains { $0.value.isWithheld }
    }

    /// Whether any is.
    public var withholdsSecrets: Bool { withholdsSecret(of: nil) || feeds.contains(where: withholdsSecret) }
}

extension Configuration {
    /// Reads what holds for the whole daemon, and no feed: what `status` and `spool` need to know, at once however many
    /// feeds there are, and without its secrets.
    public static func loadSettings(
        path: String, files: any FileReader, environment: [String: String] = [:], limits: ConfigurationLimits = .init()
    ) -> Result<Configuration, ConfigurationErrors> {
        settingsLoader(path, files, environment, limits).result
    }

    /// The same for those who only look: nil, or the settings with defaults where there are mistakes, if it is known all the same
    /// where state and spool are.
    public static func loadSettingsDespiteMistakes(
        path: String, files: any FileReader, environment: [String: String] = [:], limits: ConfigurationLimits = .init()
    ) -> Configuration? {
        settingsLoader(path, files, environment, limits).despiteMistakes
    }

    private static func settingsLoader(
        _ path: String, _ files: any FileReader, _ environment: [String: String], _ limits: ConfigurationLimits
    ) -> ConfigurationLoader {
        func loaded(_ extent: ConfigurationLoader.Extent) -> ConfigurationLoader {
            var loader = ConfigurationLoader(
                path: path, files: files, environment: environment, secrets: .withheld, limits: limits)
            loader.load(extent)
            return loader
        }
        let loader = loaded(.settingsUnchecked)
        return loader.errors.isEmpty ? loader : loaded(.settings)
    }
}

/// Bounds on the configuration itself.
public struct ConfigurationLimits: Sendable {
    /// Bytes of one file.
    public var fileSize = 256 << 20
    public var files = 10_000
    public var feeds = 1_000_000
    /// Mistakes that are told of one file.
    public var errorsPerFile = 1000

    public init() {}
}
