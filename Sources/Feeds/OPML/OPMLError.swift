import Basics

/// Why no outlines could be had of a document.
public struct OPMLError: CodedError, Equatable {
  /// `not-opml`, `truncated`, `unknown-encoding`, `too-large`, `too-deep`, `too-many`.
  public let code: String
  /// From 1; 0 where the document as a whole is meant.
  public let line: Int
  public let column: Int
  public let wrong: String
  public let expected: String

  public var message: String { "\(wrong); expected \(expected)" }
}

/// Something in an OPML document that had to be repaired.
public struct OPMLProblem: Hashable, Sendable {
  /// `bare-ampersand`, `undefined-entity`, `unquoted-attribute`, `attribute-twice`, `unclosed-outline`,
  /// `stray-end-tag`, `stray-markup`, `malformed-text`.
  public let code: String
  public let line: Int
  public let column: Int
  public let message: String
}
