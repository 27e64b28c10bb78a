/// What the operator, and the budget, lay down for the polls of one feed. All times in seconds.
public struct PollSettings: Equatable, Sendable {
  /// Never two polls of a feed closer than this.
  public var minInterval: Double = 600
  /// Never two polls further apart, unless the server or its failures ask for it; nil: a day for a feed that published within
  /// `dormantAfter`, a week for others, and longer where a budget would else go to feeds with nothing to tell.
  public var maxInterval: Double?
  /// The feed's own `interval`: pins it. nil: learnt.
  public var interval: Double?
  /// The floor for a feed that gives validators, and for one that gives none, unless it publishes faster or the server's
  /// `max-age` allows more (courtesy D12, D13).
  public var validatedFloor: Double = 3600
  public var unvalidatedFloor: Double = 4 * 3600
  /// The most that the server's freshness, or the feed's own wish, can lengthen (D14).
  public var freshnessCap: Double = 86_400
  /// The most that Retry-After can lengthen (D23).
  public var retryAfterCap: Double = 7 * 86_400
  /// A feed that answered 410 is asked again after this; nil: never (D28).
  public var goneInterval: Double?
  public var dormantAfter: Double = 90 * 86_400
  public var ceiling: Double = 86_400
  public var dormantCeiling: Double = 7 * 86_400
  /// What a request may cost, in seconds that one item waits: one that saves less waiting is not made.
  public var price: Double = PollSettings.defaultPrice
  /// Polls are moved by up to this share of their distance, so that feeds added together drift apart.
  public var jitter: Double = 0.1

  /// Twenty minutes of one item's waiting.
  public static let defaultPrice = 1200.0

  public init() {}
}
