/// How much waits in the spool, held against `[spool] max_size`. Consumers take files without a word, so what was delivered
/// since the last look is only a bound from above; a look is worth its price only when that bound is over the limit.
public struct SpoolLevel: Equatable, Sendable {
    /// In bytes; nil is no limit.
    public var limit: Int?
    /// In bytes; nil before the first look.
    public private(set) var atMost: Int?

    /// - Parameter atMost: what was known when the spool was let alone; nobody but consumers has touched it since.
    public init(limit: Int?, atMost: Int? = nil) {
        self.limit = limit
        self.atMost = atMost
    }

    /// In bytes, since the level was made.
    public private(set) var delivered = 0

    public mutating func delivered(bytes: Int) {
        delivered += bytes
        atMost = atMost.map { $0 + bytes }
    }

    /// - Parameter start: what had been delivered when the look began: it may have missed what came since.
    public mutating func looked(bytes: Int, since start: Int) { atMost = bytes + delivered - start }

    /// True where the spool may be over its limit, and has to be looked at before more is polled.
    public var wantsLook: Bool { limit.map { limit in atMost.map { $0 > limit } ?? true } ?? false }

    public var isFull: Bool { limit.map { (atMost ?? 0) > $0 } ?? false }
}
