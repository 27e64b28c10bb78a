/// A header that the operator adds to a feed's requests.
public struct FeedHeader: Hashable, Sendable {
  public let name: String
  public let value: Secret
}

/// An attribute of an OPML outline that feedmill has no use for.
public struct FeedOutlineAttribute: Hashable, Sendable {
  public let name: String
  public let value: String
}
