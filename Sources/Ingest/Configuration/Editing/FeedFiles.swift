import Basics
import Feeds
import Glibc

/// Changes the feeds of the configuration's files: only the bytes that say what changes are touched, the result is read
/// as a configuration before anything is written, and each file is replaced as a whole.
public struct FeedFiles: Sendable {
    private let configuration: Configuration
    private let files: any FileReader & FileWriter
    private let environment: [String: String]

    /// - Parameter configuration: as it was read from the same files.
    public init(_ configuration: Configuration, files: any FileReader & FileWriter, environment: [String: String]) {
        self.configuration = configuration
        self.files = files
        self.environment = environment
    }

    /// Writes a feed into a file of its own, named for its id, in the directory of the first pattern of TOML files.
    /// - Returns: the file, and the feed as it is configured now.
    public func add(_ feed: NewFeed) throws(FeedFileError) -> (path: String, feed: FeedSettings) {
        var feed = feed
        let address = FeedAddress(feed.url, in: files.currentDirectory)
        if let address, !address.isHTTP { feed.url = address.text }
        let id = feed.id ?? address.map { FeedID.derived(fromText: $0.text) } ?? "feed"
        let known = configuration.feed(id: id) ?? configuration.feeds.first { $0.address == address?.text }
        // What a list at an address names may be said otherwise in a file: the file goes before the list.
        if let known, feed.id == nil || known.id == id, !configuration.isListed(known) {
            throw .known(id: known.id, known.place)
        }
        let path = try newFile(named: FeedID.isValid(id) ? id : "feed")
        let changed = try write(Array(feed.toml.utf8), to: path)
        guard let added = changed.feeds.first(where: { $0.place.file == path }) else { throw .noDirectory }
        return (path, added)
    }

    /// Takes a feed out of its file; a file that then holds nothing is removed.
    /// - Parameter id: the feed's id or its address.
    /// - Returns: the file.
    public func remove(id: String) throws(FeedFileError) -> String {
        let feed = try configuration.feed(named: id)
        if configuration.isListed(feed) { throw .listed(id: feed.id, address: feed.place.file) }
        let edited = try edit(feed) {
            $0.removing()
        } opml: {
            $0.removing()
        }
        let isEmpty = edited.bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        // A file that `include` names without a pattern has to be there.
        let isOptional = configuration.includePatterns.contains {
            $0 != feed.place.file && matches(feed.place.file, $0)
        }
        _ = try write(isEmpty && isOptional ? nil : edited.bytes, to: feed.place.file, over: edited.original) {
            $0.feed(id: feed.id)?.address != feed.address
        }
        return feed.place.file
    }

    /// Pauses a feed or lets it go on. One that comes from a list at an address gets a file of its own that says so.
    /// - Parameter id: the feed's id or its address.
    /// - Returns: the file; nil where the feed was so already.
    public func setPaused(_ paused: Bool, id: String) throws(FeedFileError) -> String? {
        let feed = try configuration.feed(named: id)
        guard feed.paused != paused else { return nil }
        if configuration.isListed(feed) {
            let own = NewFeed(
                url: feed.address, title: feed.title, tags: feed.tags,
                settings: [NewFeed.Setting(key: "paused", value: String(paused))], outline: feed.outline)
            return try add(own).path
        }
        let edited = try edit(feed) {
            paused ? $0.setting("paused", to: "true") : $0.unsetting("paused", otherwise: "false")
        } opml: {
            $0.setting("paused", to: paused ? "true" : nil)
        }
        _ = try write(edited.bytes, to: feed.place.file, over: edited.original) {
            $0.feed(id: feed.id)?.paused == paused
        }
        return feed.place.file
    }

    /// Writes the feeds of an OPML document that are not configured yet into one new file. It may be a stranger's: it can
    /// name http and https addresses alone. A feed whose settings would be mistakes is left out, and told.
    /// - Parameters:
    ///   - name: what the file is called, without its ending; made safe.
    ///   - tags: for each of them, beside its own.
    public func importing(
        _ document: OPMLDocument, named name: String, tags: [String] = []
    ) throws(FeedFileError) -> FeedImport {
        var known = Set(configuration.feeds.map(\.address))
        var result = FeedImport()
        var new: [NewFeed] = []
        for feed in document.feeds {
            if let address = FeedAddress(feed.url, in: "/"), address.isHTTP {
                guard known.insert(address.text).inserted else {
                    result.known += 1
                    continue
                }
                var feed = NewFeed(feed)
                feed.tags += tags.filter { !feed.tags.contains($0) }
                new.append(feed)
            } else {
                result.rejected.append("\(redacted(feed.url)): no http or https URL")
            }
        }
        guard !new.isEmpty else { return result }
        let path = try newFile(named: safeName(name))
        do throws(FeedFileError) {
            _ = try write(text(of: new), to: path)
        } catch {
            guard case .invalid(let errors) = error else { throw error }
            new = part(new, from: errors.errors.filter { $0.place.file == path }, &result)
            guard !new.isEmpty else { return result }
            _ = try write(text(of: new), to: path)
        }
        result.path = path
        result.added = new.count
        return result
    }
}

/// What an import came to.
public struct FeedImport: Equatable, Sendable {
    /// Nil where there was nothing to write.
    public var path: String?
    public var added = 0
    public var known = 0
    /// Addresses that could not be taken, and why; fit to be shown.
    public var rejected: [String] = []
}

extension FeedFiles {
    private func text(of feeds: [NewFeed]) -> [UInt8] { Array(feeds.map(\.toml).joined(separator: "\n").utf8) }

    /// The feeds that no mistake belongs to; the others are rejected.
    private func part(
        _ feeds: [NewFeed], from mistakes: [ConfigurationError], _ result: inout FeedImport
    ) -> [NewFeed] {
        var good: [NewFeed] = []
        var line = 1
        for feed in feeds {
            let end = line + feed.toml.utf8.count { $0 == 0x0A }
            if let mistake = mistakes.first(where: { (line..<end).contains($0.place.line) }) {
                result.rejected.append("\(redacted(feed.url)): \(mistake.message)")
            } else {
                good.append(feed)
            }
            // An empty line parts them.
            line = end + 1
        }
        return good
    }

    private func edit(
        _ feed: FeedSettings, toml: (TOMLEdit) -> [UInt8]?, opml: (OPMLEdit) -> [UInt8]?
    ) throws(FeedFileError) -> (bytes: [UInt8], original: [UInt8]) {
        let path = feed.place.file
        let bytes: [UInt8]
        do {
            bytes = try files.read(path, limit: ConfigurationLimits().fileSize)
        } catch {
            throw .unreadable(error)
        }
        let source = SourceText(file: path, bytes: bytes)
        let isTOML = path == configuration.path || path.asciiLowercased.hasSuffix(".toml")
        let edited =
            isTOML
            ? TOMLEdit(source, feedAt: feed.place).flatMap(toml) : OPMLEdit(source, feedAt: feed.place).flatMap(opml)
        guard let edited else { throw .byHand(feed.place) }
        return (edited, bytes)
    }

    /// A file that is not there yet, and that `include` would read.
    private func newFile(named name: String) throws(FeedFileError) -> String {
        for pattern in configuration.includePatterns where pattern.hasSuffix(".toml") {
            let start = Path.directory(of: pattern) + "/" + name
            guard matches(start + ".toml", pattern) else { continue }
            var path = start + ".toml"
            var number = 2
            while isThere(path) {
                path = "\(start)-\(number).toml"
                number += 1
            }
            return path
        }
        throw .noDirectory
    }

    private func isThere(_ path: String) -> Bool {
        do throws(FileReadError) {
            _ = try files.read(path, limit: 0)
            return true
        } catch {
            return error.code != "file-missing"
        }
    }

    private func safeName(_ name: String) -> String {
        let safe = name.utf8.map { byte -> UInt8 in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x2D || byte == 0x5F
                ? byte : 0x2D
        }
        let text = String(decoding: safe.drop { $0 == 0x2D || $0 == 0x5F }.prefix(60), as: UTF8.self)
        return text.isEmpty ? "imported" : text
    }

    /// Checks what the configuration would be, then writes; `nil` removes the file.
    /// - Parameters:
    ///   - original: what the file holds; nothing is written where it holds something else by now.
    ///   - isWanted: whether what was meant comes of it: an editor may have moved the lines before they were read.
    private func write(
        _ bytes: [UInt8]?, to path: String, over original: [UInt8]? = nil,
        isWanted: (Configuration) -> Bool = { _ in true }
    ) throws(FeedFileError) -> Configuration {
        let edited = EditedFiles(files: files, path: path, bytes: bytes)
        let changed: Configuration
        // Whoever edits need not be able to read what the daemon reads.
        let result = Configuration.load(
            path: configuration.path, files: edited, environment: environment, secrets: .withheld)
        switch result {
        case .success(let configuration): changed = configuration
        case .failure(let errors): throw .invalid(errors)
        }
        let isAsRead = original.map { (try? files.read(path, limit: ConfigurationLimits().fileSize)) == $0 } ?? true
        guard isAsRead, isWanted(changed) else { throw .changed(path: path) }
        do {
            if let bytes { try files.write(bytes, to: path) } else { try files.remove(path) }
        } catch {
            throw .file(error)
        }
        return changed
    }
}

/// A file system as it will be once one file is changed.
private struct EditedFiles: FileReader {
    let files: any FileReader
    let path: String
    /// Nil: the file is gone.
    let bytes: [UInt8]?

    var currentDirectory: String { files.currentDirectory }

    func read(_ path: String, limit: Int) throws(FileReadError) -> [UInt8] {
        guard path == self.path else { return try files.read(path, limit: limit) }
        guard let bytes else { throw FileReadError(code: "file-missing", message: "No such file or directory") }
        return bytes
    }

    func obstacle(_ directory: String) -> String? { files.obstacle(directory) }

    func glob(_ pattern: String) -> [String] {
        let others = files.glob(pattern).filter { $0 != path }
        guard bytes != nil, matches(path, pattern) else { return others }
        return (others + [path]).sorted()
    }
}

/// Whether glob(3) would find a path by a pattern.
private func matches(_ path: String, _ pattern: String) -> Bool {
    fnmatch(pattern, path, FNM_PATHNAME | FNM_PERIOD) == 0
}
