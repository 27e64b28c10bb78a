import Basics

/// What one poll of a feed brought, as far as it bears on when to ask again.
public struct PollObservation: Equatable, Sendable {
  public enum Outcome: Equatable, Sendable {
    /// A document was read (200, or a file), whether or not it held anything new.
    case read
    /// 304 Not Modified, or the same bytes as before.
    case unchanged
    case failed(FailureClass)
    /// 410 Gone (RFC 9110, section 15.5.11).
    case gone
    /// Our own network is down: says nothing of the feed.
    case ownOutage
  }

  /// How the answer can be asked for again at less cost.
  public enum Validators: UInt8, Equatable, Sendable {
    /// Not asked over HTTP (a file, a trace): a poll costs no stranger anything.
    case notNeeded = 0
    /// ETag or Last-Modified was given.
    case given = 1
    /// None: each poll costs the server the whole document.
    case missing = 2
  }

  /// An item that was not known before this poll.
  public struct Arrival: Equatable, Sendable {
    /// The date that the item itself bears; nil where it has none.
    public var published: Timestamp?

    public init(published: Timestamp?) { self.published = published }
  }

  public var outcome: Outcome
  /// Items first seen at this poll, in any order.
  public var arrivals: [Arrival]
  /// How many items the document held; nil where no document was read.
  public var shown: Int?
  public var validators: Validators?
  /// Seconds from now during which the answer is fresh (RFC 9111, section 4.2: `max-age` less `Age`, or `Expires` less
  /// `Date`); nil where the server said nothing.
  public var freshness: Double?
  /// Seconds from now that the server asked us to stay away (RFC 9110, section 10.2.3).
  public var retryAfter: Double?
  /// What the feed wishes of its readers; nil keeps what was known.
  public var wishes: FeedWishes?

  public init(
    outcome: Outcome, arrivals: [Arrival] = [], shown: Int? = nil, validators: Validators? = nil,
    freshness: Double? = nil, retryAfter: Double? = nil, wishes: FeedWishes? = nil
  ) {
    self.outcome = outcome
    self.arrivals = arrivals
    self.shown = shown
    self.validators = validators
    self.freshness = freshness
    self.retryAfter = retryAfter
    self.wishes = wishes
  }
}
