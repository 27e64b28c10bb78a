/// Why a poll failed, as far as it bears on when to try again.
public enum FailureClass: UInt8, CaseIterable, Sendable {
  /// 429, and what amounts to it.
  case rateLimited = 1
  /// 401, 403, 451.
  case refused = 2
  /// 404 and the other 4xx.
  case notFound = 3
  /// No address for the host's name.
  case unknownHost = 4
  /// 5xx.
  case serverError = 5
  /// No connection, TLS failed, timed out, broken off.
  case connection = 6
  /// An answer that is no feed, or breaks a bound.
  case unusable = 7

  /// In words, as a status line has it.
  public var words: String {
    switch self {
    case .rateLimited: "too many requests (429)"
    case .refused: "refused (401, 403)"
    case .notFound: "not found (404)"
    case .unknownHost: "no address for the host"
    case .serverError: "server error (5xx)"
    case .connection: "no connection"
    case .unusable: "no usable feed in the answer"
    }
  }

  /// The wait after the first failure, in seconds; it doubles with each further one.
  var firstWait: Double {
    switch self {
    case .rateLimited, .refused: 4 * 3600
    case .notFound, .unknownHost: 2 * 3600
    case .serverError, .connection, .unusable: 1800
    }
  }
}
