/// How much waits in the spool, held against `[spool] max_size`. Consumers take files without a word, so what was delivered
/// since the last look is only a bound from above; a look is worth its price only when that bound is over the limit.
public struct SpoolLevel: Equatable, Sendable {
  /// In bytes; nil is no limit.
  public let limit: Int?
  private var atMost = 0
  private var looked = false

  public init(limit: Int?) {
    self.limit = limit
  }

  public mutating func delivered(bytes: Int) { atMost += bytes }

  public mutating func looked(bytes: Int) {
    atMost = bytes
    looked = true
  }

  /// True where the spool may be over its limit, and has to be looked at before more is polled.
  public var wantsLook: Bool { limit.map { !looked || atMost > $0 } ?? false }

  public var isFull: Bool { limit.map { atMost > $0 } ?? false }
}
