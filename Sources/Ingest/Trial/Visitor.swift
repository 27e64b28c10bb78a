import Basics
import HTTP

/// Asks for single documents by the rules of the configuration, for commands: no ledger, no turns, nothing kept.
public struct Visitor: Sendable {
    public let configuration: Configuration
    let http: HTTPClient
    /// Reads what was had.
    public let reader = FencedReader()

    public init(_ configuration: Configuration) {
        self.configuration = configuration
        http = HTTPClient(configuration.http.clientConfiguration())
    }

    /// A document that belongs to no configured feed.
    /// - Parameter limit: bytes, unpacked; nil: as many as a feed may have.
    public func document(
        at url: WebURL, purpose: HTTPRequest.Purpose, limit: Int? = nil
    ) async -> Result<HTTPResponse, FetchError> {
        var request = HTTPRequest(url: url, purpose: purpose)
        request.apply(
            configuration.http, bodySize: limit ?? configuration.http.maxFeedSize,
            proxies: configuration.effective.proxies)
        return await http.send(request)
    }

    /// Closes all connections; nothing can be asked afterwards.
    public func leave() async {
        await http.shutdown()
        await reader.close()
    }
}

extension Configuration {
    /// The feed at an address: as it is configured, or as it would be with nothing said but the address. Nil for text that is
    /// no http, https or file URL.
    public func feed(at text: String) -> FeedSettings? {
        guard let address = FeedAddress(text, in: SystemFiles().currentDirectory) else { return nil }
        if let known = feeds.first(where: { $0.address == address.text }) { return known }
        var draft = FeedDraft()
        if let authorization = address.authorization {
            draft.headers = [FeedHeader(name: "Authorization", value: authorization)]
        }
        return FeedSettings(
            draft, id: FeedID.derived(fromText: address.text), address: address, effective: effective,
            place: SourcePlace(file: ""))
    }
}
