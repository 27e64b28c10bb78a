import Basics

/// For how long an answer stays fresh in a private cache (RFC 9111, 4.2): what the server says of when to ask again. Only
/// what is said counts, never a guess from Last-Modified; `s-maxage` is for shared caches and left alone.
public struct Freshness: Sendable, Hashable {
    /// Seconds from the receipt for which the answer need not be asked for again; 0 where it is stale at once. Nil where
    /// the server says nothing.
    public var lifetime: Double?
    /// `no-store`: what came is not to be kept; it says nothing of how often to ask.
    public var noStore: Bool

    /// From the fields of a 200 or a 304, received at `now`.
    public init(_ headers: HTTPHeaders, now: Timestamp) {
        let control = headers.list("Cache-Control").map { CacheControl($0) }
        noStore = control?.noStore ?? false
        // Pragma counts where there is no Cache-Control (RFC 9111, 5.4).
        let pragma =
            control == nil && (headers.list("Pragma")?.asciiLowercased.contains("no-cache") ?? false)
        let date = headers["Date"].flatMap { HTTPDate.parse($0, now: now) }
        let age = Freshness.age(headers, date: date, now: now)
        if control?.noCache == true || noStore || pragma {
            lifetime = 0
        } else if let maxAge = control?.maxAge {
            lifetime = max(0, Double(maxAge) - age)
        } else if let expires = headers["Expires"] {
            // An Expires that is no date means the past (RFC 9111, 5.3).
            let end = HTTPDate.parse(expires, now: now)
            lifetime = end.map { max(0, $0 - (date ?? now) - age) } ?? 0
        }
    }

    /// RFC 9111, 4.2.3, without the time that the answer took. Age alone: our clock and the server's may differ, so an old
    /// Date proves nothing.
    private static func age(_ headers: HTTPHeaders, date: Timestamp?, now: Timestamp) -> Double {
        Double(CacheControl.deltaSeconds(headers["Age"]) ?? 0)
    }

    /// How long to wait at most before asking again, the wish of a server held to `cap` (feeds claim years).
    public func wait(cap: Double = 86_400) -> Double { min(lifetime ?? 0, cap) }
}
