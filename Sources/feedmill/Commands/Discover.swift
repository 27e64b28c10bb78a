import ArgumentParser
import Basics
import Feeds
import Glibc
import HTTP
import Ingest

struct Discover: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Finds the feeds that a page names or hides, the likeliest first.",
        discussion:
            "Prints one JSON object a line. Exits 1 where there is none. An address is fetched once; a file needs no network."
    )

    @Option(help: "Where the file's page was got: what relative addresses are resolved against.") var url: String?
    @Argument(
        help: ArgumentHelp("An http or https address, a file, or - for standard input.", valueName: "url|file"),
        completion: .file())
    var source: String

    func run() async throws {
        let (bytes, address, contentType) = try await orFail { try await page() }
        let candidates = FeedDiscovery.candidates(in: bytes, url: address, contentType: contentType)
        var writer = JSONWriter()
        for candidate in candidates {
            writer.beginObject()
            writer.field("url", candidate.url)
            writer.field("title", candidate.title)
            writer.field("mime_type", candidate.mimeType)
            writer.field("origin", candidate.origin.rawValue)
            writer.endObject()
            writer.newline()
        }
        Terminal.say(writer.bytes)
        if candidates.isEmpty { throw ExitCode(1) }
    }

    func validate() throws {
        if url == nil, WebURL(source)?.isHTTP != true {
            throw ValidationError("--url is needed to tell where the file's page was got")
        }
    }

    private func page() async throws -> ([UInt8], String, String?) {
        guard let address = WebURL(source), address.isHTTP else { return (try Input.read(source), url ?? "", nil) }
        let client = HTTPClient(ClientConfiguration(version: Feedmill.version))
        let result = await client.send(HTTPRequest(url: address, purpose: .page))
        await client.shutdown()
        let response = try result.get()
        return (response.body, response.url.description, response.headers["Content-Type"])
    }
}
