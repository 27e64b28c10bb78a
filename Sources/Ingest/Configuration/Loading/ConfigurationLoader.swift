import Basics
import Feeds

/// Reads the configuration file, then each file that it includes, and keeps every mistake.
struct ConfigurationLoader {
    let path: String
    let files: any FileReader
    let environment: [String: String]
    let secrets: SecretUse
    let limits: ConfigurationLimits
    private(set) var errors: [ConfigurationError] = []
    private var settings = Settings()
    private var feeds: FeedCollector
    private var remoteIncludes: [String] = []
    private var filesRead: [String] = []
    private var includePatterns: [String] = []
    /// The text was read to its end, and the directories are as it says.
    private var namesDirectories = false

    init(
        path: String, files: any FileReader, environment: [String: String], secrets: SecretUse,
        limits: ConfigurationLimits
    ) {
        self.path = Path.absolute(path, in: files.currentDirectory)
        self.files = files
        self.environment = environment
        self.secrets = secrets
        self.limits = limits
        feeds = FeedCollector(settings: Settings(), environment: environment, limit: limits.feeds)
    }

    var result: Result<Configuration, ConfigurationErrors> {
        guard errors.isEmpty else { return .failure(ConfigurationErrors(errors)) }
        return .success(configuration)
    }

    /// For those who only look: defaults stand where there are mistakes. Nil where it is not known what to look at.
    var despiteMistakes: Configuration? { namesDirectories ? configuration : nil }

    private var configuration: Configuration {
        Configuration(
            path: path, settings: settings, feeds: feeds.feeds, remoteIncludes: remoteIncludes, files: filesRead,
            includePatterns: includePatterns, effective: feeds.common, index: feeds.ids)
    }

    /// How much of the configuration is wanted.
    enum Extent {
        case all
        /// What holds for the whole daemon; neither feeds nor included files.
        case settings
        /// The same, and no mistakes in the text can be told: its feeds are passed over unread.
        case settingsUnchecked
    }

    mutating func load(_ extent: Extent = .all) {
        guard let source = source(path, namedAt: nil, withoutFeeds: extent == .settingsUnchecked) else { return }
        // Twice over the first file: what holds for all feeds may stand below them.
        var sections = TOMLReader(source.bytes, streaming: "feed")
        while sections.next() != nil {}
        var found = FileErrors()
        add(sections.mistakes, to: &found)
        namesDirectories = sections.mistakes.isEmpty
        readSections(of: sections.root, in: path, &found)
        guard extent == .all else {
            remoteIncludes = settings.include.filter { WebURL($0)?.isHTTP ?? false }
            errors += found.inOrder(of: source, limit: limits.errorsPerFile)
            return
        }
        feeds = FeedCollector(settings: settings, environment: environment, limit: limits.feeds)
        _ = readFeeds(source, &found)
        let includes = resolveIncludes(of: sections.root, source, &found)
        errors += found.inOrder(of: source, limit: limits.errorsPerFile)
        for file in includes { readIncluded(file) }
        putInOrder()
    }

    /// By file in the order of reading, then by place: an include that cannot be read is told where it is named.
    private mutating func putInOrder() {
        var rank: [String: Int] = [:]
        for (number, file) in filesRead.enumerated() { rank[file] = number }
        let order: (ConfigurationError) -> (Int, Int, Int) = {
            (rank[$0.place.file] ?? .max, $0.place.line, $0.place.column)
        }
        errors = errors.enumerated().sorted { a, b in
            let (first, second) = (order(a.element), order(b.element))
            return first == second ? a.offset < b.offset : first < second
        }.map(\.element)
    }
}

// MARK: The first file

extension ConfigurationLoader {
    private func add(_ mistakes: [TOMLDocument.Mistake], to found: inout FileErrors) {
        for mistake in mistakes {
            found.add("syntax", at: mistake.offset, mistake.message, expected: mistake.expected)
        }
    }

    private func context(of file: String) -> ReadingContext {
        ReadingContext(
            files: files, environment: environment, directory: Path.directory(of: file), secrets: secrets)
    }

    private mutating func readSections(of root: TOMLSection, in file: String, _ found: inout FileErrors) {
        let context = context(of: file)
        for entry in root.entries where entry.key != "feed" {
            if let key = SettingsKeys.sections[""]?[entry.key] {
                read(key, entry, context, &found)
            } else if let keys = SettingsKeys.sections[entry.key] {
                readSection(entry, keys, context, &found)
            } else {
                unknown(
                    entry, in: nil,
                    among: Array(SettingsKeys.sections.keys.filter { !$0.isEmpty }) + ["feed"]
                        + Array(SettingsKeys.sections["", default: [:]].keys), &found)
            }
        }
        checkTogether(root, &found)
    }

    private mutating func readSection(
        _ section: TOMLSection.Entry, _ keys: [String: SettingsKeys.Key], _ context: ReadingContext,
        _ found: inout FileErrors
    ) {
        guard case .section(let table) = section.node.value else {
            found.add(
                "wrong-type", at: section.node.range.lowerBound, "`\(section.key)` is \(section.node.kind)",
                expected: "a table: [\(section.key)]")
            return
        }
        for entry in table.entries {
            if let key = keys[entry.key] {
                read(key, entry, context, &found)
            } else {
                unknown(entry, in: section.key, among: Array(keys.keys), &found)
            }
        }
    }

    private mutating func read(
        _ key: SettingsKeys.Key, _ entry: TOMLSection.Entry, _ context: ReadingContext, _ found: inout FileErrors
    ) {
        do {
            try key.apply(entry.node, context, &settings)
        } catch {
            if ["state_directory", "spool_directory"].contains(key.key.path) { namesDirectories = false }
            found.add(error, of: key.key.path, at: entry.node.range, expected: key.expected)
        }
    }

    private func unknown(
        _ entry: TOMLSection.Entry, in section: String?, among names: [String], _ found: inout FileErrors
    ) {
        let sorted = names.sorted()
        let near = nearest(entry.key, among: sorted)
        let place = section.map { "[\($0)]" } ?? "a configuration"
        found.add(
            "unknown-key", at: entry.keyRange.lowerBound, "`\(entry.key.cleaned)` is no key of \(place)",
            expected: near.map { "one of its keys: did you mean `\($0)`?" } ?? "one of "
                + sorted.joined(separator: ", "))
    }

    /// What no key can know alone.
    private func checkTogether(_ root: TOMLSection, _ found: inout FileErrors) {
        func range(_ section: String, _ names: String...) -> Range<Int> {
            guard case .section(let table)? = root[section]?.value else { return 0..<0 }
            return names.lazy.compactMap { table[$0]?.range }.first ?? 0..<0
        }
        if let longest = settings.polling.maxInterval, settings.polling.minInterval > longest {
            found.add(
                "out-of-range", at: range("polling", "min_interval", "max_interval").lowerBound,
                "`polling.min_interval` is more than max_interval",
                expected: "at most \"\(DurationText.text(longest))\"")
        }
        if settings.http.connectionsPerHost > settings.http.connections {
            found.add(
                "out-of-range", at: range("http", "connections_per_host", "connections").lowerBound,
                "`http.connections_per_host` is more than connections", expected: "at most \(settings.http.connections)"
            )
        }
        let dropped = Set(settings.identity.dropParameters)
        if let name = settings.identity.keepParameters.first(where: dropped.contains) {
            found.add(
                "bad-value", at: range("identity", "keep_parameters").lowerBound,
                "`identity.keep_parameters` has \(quoted(name)), and drop_parameters has it too",
                expected: "each parameter in one of them")
        }
        if case .tcp(let host, _)? = settings.metrics.listen, !settings.metrics.allowRemote, !Self.isLoopback(host) {
            found.add(
                "bad-value", at: range("metrics", "listen").lowerBound,
                "`metrics.listen` is \(quoted(host)), open to the network",
                expected: "a loopback address, a socket (\"unix:PATH\"), or allow_remote = true beside it")
        }
    }

    private static func isLoopback(_ host: String) -> Bool {
        ["127.0.0.0/8", "::1"].contains { HostPattern($0)?.matches(host) ?? false }
    }
}

// MARK: Feeds and includes

extension ConfigurationLoader {
    /// - Returns: the reader, at the end of the text.
    private mutating func readFeeds(_ source: SourceText, _ found: inout FileErrors) -> TOMLReader {
        let context = context(of: source.file)
        var reader = TOMLReader(source.bytes, streaming: "feed")
        while let node = reader.next() { feeds.add(node, source, context, &found) }
        if let node = reader.root["feed"] {
            if case .list(let list) = node.value {
                for element in list.elements { feeds.add(element, source, context, &found) }
            } else {
                found.add(
                    "wrong-type", at: node.range.lowerBound, "`feed` is \(node.kind)",
                    expected: "[[feed]], once for each feed")
            }
        }
        return reader
    }

    /// The files that `include` names, in its order and then by name, each once; those that are read already left out.
    private mutating func resolveIncludes(of root: TOMLSection, _ source: SourceText, _ found: inout FileErrors)
        -> [Included]
    {
        var places: [Int] = []
        if case .list(let list)? = root["include"]?.value { places = list.elements.map(\.range.lowerBound) }
        var known: Set<String> = [path]
        var included: [Included] = []
        for (number, pattern) in settings.include.enumerated() {
            if WebURL(pattern)?.isHTTP ?? false {
                remoteIncludes.append(pattern)
                continue
            }
            let absolute = Path.absolute(pattern, in: Path.directory(of: path))
            includePatterns.append(absolute)
            let offset = number < places.count ? places[number] : nil
            let isPattern = pattern.contains { "*?[".contains($0) }
            if isPattern, let reason = files.obstacle(Path.directory(of: absolute)) {
                found.add(
                    "include", at: offset ?? 0, "\(Path.directory(of: absolute)) cannot be listed: \(reason)",
                    expected: "a directory that feedmill may read, or none")
            }
            let names = isPattern ? files.glob(absolute) : [absolute]
            for name in names where known.insert(name).inserted {
                guard included.count < limits.files else {
                    found.add("include", at: offset ?? 0, "more than \(limits.files) files", expected: "fewer")
                    return included
                }
                included.append(Included(path: name, namedAt: offset.map(source.place)))
            }
        }
        return included
    }

    struct Included {
        let path: String
        /// Where `include` names it; nil where that is its default.
        let namedAt: SourcePlace?
    }

    private mutating func readIncluded(_ file: Included) {
        guard let source = source(file.path, namedAt: file.namedAt) else { return }
        var found = FileErrors()
        if file.path.asciiLowercased.hasSuffix(".toml") {
            let reader = readFeeds(source, &found)
            add(reader.mistakes, to: &found)
            for entry in reader.root.entries where entry.key != "feed" {
                found.add(
                    "unknown-key", at: entry.keyRange.lowerBound, "`\(entry.key.cleaned)` in an included file",
                    expected: "[[feed]] alone; all else stands in \(path)")
            }
            errors += found.inOrder(of: source, limit: limits.errorsPerFile)
        } else {
            readOutlines(source, &found)
        }
    }

    private mutating func readOutlines(_ source: SourceText, _ found: inout FileErrors) {
        do {
            let list = try OPMLFeedList(parsing: source.bytes)
            let text = SourceText(file: source.file, bytes: list.text)
            feeds.add(list, text, context(of: source.file), isRemote: false, &found)
            errors += found.inOrder(of: text, limit: limits.errorsPerFile)
        } catch {
            let place = SourcePlace(file: source.file, line: error.line, column: error.column)
            errors.append(.init(code: "opml", place: place, wrong: error.wrong, expected: error.expected))
        }
    }

    private mutating func source(
        _ path: String, namedAt place: SourcePlace?, withoutFeeds: Bool = false
    ) -> SourceText? {
        do {
            let bytes = try files.read(path, limit: limits.fileSize)
            filesRead.append(path)
            return SourceText(file: path, bytes: withoutFeeds ? FeedTables.leftOut(of: bytes) ?? bytes : bytes)
        } catch {
            errors.append(
                ConfigurationError(
                    code: place == nil ? "unreadable" : "include", place: place ?? SourcePlace(file: path),
                    wrong: place == nil ? error.message : "\(quoted(path)) cannot be read: \(error.message)",
                    expected: place == nil
                        ? "a configuration file; --config names another"
                        : "a file, or a glob such as \"feeds.d/*.toml\""))
            return nil
        }
    }
}
