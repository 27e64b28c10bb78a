import Articles
import Basics
import Records

extension Article {
    /// Puts the page's canonical address (docs/identity.md) in the place of what the page claims. Where the page's own
    /// address is not known, a claim cannot be judged, and stays.
    public mutating func settleAddress(_ parameters: TrackingParameters = .init()) {
        guard let url = url.flatMap({ WebURL($0) }), url.isHTTP else { return }
        canonicalURL = CanonicalURL.ofPage(fetched: url, claims: addressClaims, parameters: parameters).description
    }
}
