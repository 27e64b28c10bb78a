import ArgumentParser
import Basics
import Feeds
import Glibc
import Ingest

struct Discover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover", abstract: "Finds the feeds that a page names or hides, the likeliest first.",
        discussion: """
            Prints one JSON object a line. Exits 1 where there is none, 74 where the page cannot be had. An address is \
            asked for once; where its page names no feed, a few addresses where feeds usually are follow, until one is \
            a feed. A file needs no network, and nothing that it names is asked for.
            """)

    @Option(help: "Where the file's page was got: what its relative addresses are resolved against.") var url: String?
    @Flag(help: "For a file: list the usual addresses too, unasked and not counted as found.") var guesses = false
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp("A configuration that says how requests are made.", valueName: "file"), completion: .file())
    var configurationFile: String?
    @Argument(
        help: ArgumentHelp("An http or https address, a file, or - for standard input.", valueName: "url|file"),
        completion: .file())
    var source: String

    func validate() throws {
        if let url, WebURL(url)?.isHTTP != true {
            throw ValidationError("--url takes an http or https address, not '\(url)'")
        }
    }

    func run() async throws {
        if let address = WebURL(source), address.isHTTP {
            try await search(address)
        } else {
            try await look()
        }
    }

    private func search(_ address: WebURL) async throws {
        let configuration = try configurationFile.map { path in
            let configuration = try ConfigurationOption.load(path)
            try ConfigurationOption.requireSecrets(path, in: configuration)
            return configuration
        }
        let search = FeedSearch(configuration, environment: Process.environment)
        let found = try await orFail {
            try await withProgress { progress in
                progress.show("looking for feeds of \(address.host ?? "")")
                return try await search(address)
            }
        }
        try show(found)
    }

    private func look() async throws {
        let bytes = try await orFail { try Input.read(source) }
        let found = FeedDiscovery(in: bytes, url: url, storedAt: location)
        if found.unresolved > 0 {
            let message = "\(found.unresolved) left out, whose address is not known: --url tells where the file was got"
            if found.candidates.isEmpty { throw ValidationError(message) }
            Terminal.complain(message)
        }
        try show(found.candidates, unasked: guesses ? found.guesses : [])
    }

    /// The file's own address, which a feed has that does not tell where it was got.
    private var location: String? {
        guard source != "-", let path = realpath(source, nil) else { return nil }
        defer { free(path) }
        return "file://" + PercentEncoding.path.encode(String(cString: path).utf8)
    }

    private func show(_ candidates: [FeedCandidate], unasked: [FeedCandidate] = []) throws {
        var writer = JSONWriter()
        for candidate in candidates {
            candidate.write(to: &writer)
            writer.newline()
        }
        for candidate in unasked {
            candidate.write(to: &writer, isChecked: false)
            writer.newline()
        }
        Terminal.say(writer)
        if candidates.isEmpty {
            Terminal.complain("no feed was found")
            throw ExitCode(1)
        }
    }
}
