import ArgumentParser
import Basics
import Glibc
import Ingest

extension FeedsCommand {
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Adds a feed; looks for it where the address is a page's.",
            discussion: """
                Writes a file under feeds.d, named for the feed. Where a page names several feeds it asks which one, on a \
                terminal; else it takes the first and says that there are more.
                """)

        @OptionGroup var option: ConfigurationOption
        @Option(help: "Its name in records and commands; absent: derived from the address.") var id: String?
        @Option(help: "Your title for it; absent: its own.") var title: String?
        @Option(
            name: .customLong("tag"),
            help: ArgumentHelp("A tag; a/b is a folder in a folder. Repeatable.", valueName: "tag"))
        var tags: [String] = []
        @Option(help: ArgumentHelp("Between two polls, as 90s, 15m, 6h or 2d; absent: learnt.", valueName: "duration"))
        var interval: String?
        @Flag(help: "It is not polled until `feedmill feeds resume`.") var paused = false
        @Flag(help: "Articles are not fetched: records carry what the feed carries.") var noArticles = false
        @Option(
            help: ArgumentHelp("Another key of [[feed]], its value as TOML. Repeatable.", valueName: "key=value"))
        var set: [String] = []
        @Flag(help: "Add the address as it is, without asking for it.") var asIs = false
        @Argument(help: "The address of a feed, or of a page that has one.") var url: String

        func validate() throws {
            if let bad = set.first(where: { !$0.contains("=") }) {
                throw ValidationError("--set wants key=value, not \(bad)")
            }
        }

        func run() async throws {
            let address = FeedsCommand.address(from: url)
            let found = try await find(address)
            let (path, feed) = try FeedEdit.make(option) { files, _ in
                do throws(FeedFileError) {
                    return try files.add(new(found.url))
                } catch {
                    throw blameOptions(for: error) ?? error
                }
            }
            Terminal.say("added \(feed.id)\(found.title.map { ": \($0.cleaned.collapsed)" } ?? "")\n")
            Terminal.say("  \(feed.address)\n  in \(path)\n")
            if !feed.headers.isEmpty, WebURL(found.url)?.password.isEmpty == false {
                Terminal.complain("the password stands in \(path), for whoever may read that")
            }
            try FeedEdit.tellDaemon(option)
        }

        /// The address to add, and the title that was seen there.
        private func find(_ address: String) async throws -> (url: String, title: String?) {
            let configuration = try option.load()
            // Under a name of its own an address may be there twice, with another account.
            if id == nil, let known = try? configuration.feed(named: address), !configuration.isListed(known) {
                throw FeedEdit.complain(.known(id: known.id, known.place))
            }
            guard !asIs, let url = WebURL(address), url.isHTTP else { return (address, nil) }
            try ConfigurationOption.requireSecrets(option.path, in: configuration)
            let visitor = Visitor(configuration)
            let result = try await withProgress { progress in
                let result = await FeedLookup(visitor: visitor, progress: progress, wanted: Question.canAsk ? 12 : 2)
                    .feeds(at: url)
                await visitor.leave()
                return result
            }
            let feeds: [FeedLookup.Found]
            do {
                feeds = try result.get()
            } catch {
                Terminal.complain(
                    "\(FeedsCommand.shown(address)): \(error.message) [\(error.code)]; --as-is adds it all the same")
                throw ExitCode(1)
            }
            return try await choose(feeds, configuration)
        }

        private func choose(
            _ feeds: [FeedLookup.Found], _ configuration: Configuration
        ) async throws -> (url: String, title: String?) {
            if feeds.count == 1 || !Question.canAsk {
                if feeds.count > 1 {
                    Terminal.complain(
                        "the page names more feeds, \(feeds[1].url) the next; `feedmill discover` tells all")
                }
                return (feeds[0].url, feeds[0].title)
            }
            let place = Question.choose(
                "The page names \(feeds.count) feeds:", feeds.map { "\($0.title ?? "no title"): \($0.url)" })
            guard let place else { throw ExitCode(1) }
            return (feeds[place].url, feeds[place].title)
        }

        private func new(_ url: String) -> NewFeed {
            var settings: [NewFeed.Setting] = []
            if let interval { settings.append(NewFeed.Setting(key: "interval", text: interval)) }
            if paused { settings.append(NewFeed.Setting(key: "paused", value: "true")) }
            if noArticles { settings.append(NewFeed.Setting(key: "articles", value: "false")) }
            for pair in set {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                settings.append(NewFeed.Setting(key: String(parts[0]).trimmed, value: String(parts[1]).trimmed))
            }
            return NewFeed(url: url, id: id, title: title, tags: tags, settings: settings)
        }

        /// A mistake in what would be the feed's file comes from the command line: 64, without a place in a file that is not there.
        private func blameOptions(for error: FeedFileError) -> ExitCode? {
            guard case .invalid(let errors) = error, !errors.errors.contains(where: { $0.place.file == option.path }),
                errors.errors.allSatisfy({ access($0.place.file, F_OK) != 0 })
            else { return nil }
            for error in errors.errors { Terminal.complain("\(error.message) [\(error.code)]") }
            return errors.errors.allSatisfy { $0.code == "feed-twice" } ? ExitCode(1) : ExitCode(EX_USAGE)
        }
    }

    /// An address without user and password.
    static func shown(_ address: String) -> String {
        if let url = WebURL(address) { return url.withoutCredentials.description }
        // What cannot be read may hold them all the same.
        guard let start = address.firstRange(of: "://")?.upperBound, let end = address.lastIndex(of: "@"), end >= start
        else { return address }
        return address[..<start] + "…" + address[end...]
    }

    /// What a person means by an address: `https` where no scheme is given, and what browsers call `feed:`.
    static func address(from text: String) -> String {
        var text = text.trimmed
        if text.hasPrefix("feed:") { text = String(text.dropFirst(text.hasPrefix("feed://") ? 7 : 5)) }
        guard let scheme = WebURL(text)?.scheme, ["http", "https", "file"].contains(scheme) else {
            return isAddressOfAnotherKind(text) ? text : "https://" + text
        }
        return text
    }

    /// Whether a text has a scheme, though not one that is read or not in a URL that can be: `ftp://a`, `mailto:a@b`, but not `a.example:8080`.
    private static func isAddressOfAnotherKind(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        let behind = text[text.index(after: colon)...]
        return behind.hasPrefix("//") || !text[..<colon].contains(".") && !(behind.first?.isNumber ?? true)
    }
}
