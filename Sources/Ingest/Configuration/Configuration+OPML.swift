import Feeds

extension Configuration {
    /// The configuration with the feeds of OPML documents that were fetched from `remoteIncludes`.
    ///
    /// What they name and the configuration's files name too stays as the files have it. They may name http and https
    /// addresses alone, and set nothing but title and tags. An outline that cannot be used is told and left out. What an
    /// earlier call added is replaced.
    public func adding(
        remote documents: [(address: String, bytes: [UInt8])], limits: ConfigurationLimits = .init()
    ) -> (configuration: Configuration, errors: [ConfigurationError]) {
        let remote = Set(remoteIncludes)
        var collector = FeedCollector(
            settings: settings, common: effective, limit: limits.feeds,
            feeds: feeds.filter { !remote.contains($0.place.file) })
        var errors: [ConfigurationError] = []
        for (address, bytes) in documents {
            do {
                let list = try OPMLFeedList(parsing: bytes)
                let source = SourceText(file: address, bytes: list.text)
                let context = ReadingContext(files: NoFiles(), environment: [:], directory: "/", secrets: .sent)
                var found = FileErrors()
                collector.add(list, source, context, isRemote: true, &found)
                errors += found.inOrder(of: source, limit: limits.errorsPerFile)
            } catch {
                let place = SourcePlace(file: address, line: error.line, column: error.column)
                errors.append(.init(code: "opml", place: place, wrong: error.wrong, expected: error.expected))
            }
        }
        let configuration = Configuration(
            path: path, settings: settings, feeds: collector.feeds, remoteIncludes: remoteIncludes, files: files,
            includePatterns: includePatterns, effective: effective, index: collector.ids)
        return (configuration, errors)
    }

    /// The feeds as an OPML document: folders from tags, and the few settings that an outline can carry.
    public func opml(title: String, feeds: [FeedSettings]? = nil) -> OPMLDocument {
        var document = OPMLDocument(title: title, feeds: (feeds ?? self.feeds).map { $0.outline(beside: effective) })
        document.attributes = [OPMLAttribute("xmlns:feedmill", OPMLFeed.namespace)]
        return document
    }
}

extension Configuration {
    /// Whether something of a feed is lost when it goes through OPML: headers, and settings that an outline has no name for.
    public func saysMoreThanOPML(_ feed: FeedSettings) -> Bool {
        guard feed.headers.isEmpty else { return true }
        guard feed.effective !== effective else { return false }
        var (articles, identity) = (feed.articles, feed.identity)
        articles.fetch = effective.articles.fetch
        identity.policy = effective.identity.policy
        return articles != effective.articles || identity != effective.identity || feed.http != effective.http
            || feed.polling != effective.polling || feed.effective.proxies != effective.proxies
    }
}

extension FeedSettings {
    /// The feed as OPML knows it; what it has in common with all feeds is left out.
    func outline(beside common: EffectiveSettings) -> OPMLFeed {
        var attributes = outline.map { OPMLAttribute($0.name, $0.value) }
        func set(_ name: String, _ value: String) {
            attributes.append(OPMLAttribute(OPMLFeed.settingPrefix + name, value))
        }
        if id != FeedID.derived(fromText: address) { set("id", id) }
        if let interval { set("interval", DurationText.text(interval)) }
        if paused { set("paused", "true") }
        if articles.fetch != common.articles.fetch { set("articles", String(articles.fetch)) }
        if identity.policy != common.identity.policy { set("identity", identity.policy.rawValue) }
        return OPMLFeed(url: address, title: title, tags: tags, attributes: attributes)
    }
}

/// A file system with nothing in it, for documents that may not name files.
private struct NoFiles: FileReader {
    let currentDirectory = "/"

    func read(_ path: String, limit: Int) throws(FileReadError) -> [UInt8] {
        throw FileReadError(code: "file-missing", message: "no files here")
    }

    func glob(_ pattern: String) -> [String] { [] }
    func obstacle(_ directory: String) -> String? { nil }
}
