import Basics

/// Why a line is no trace.
public enum TraceError: CodedError, Equatable {
  case missing(String)
  case outOfRange(String)

  public var code: String {
    switch self {
    case .missing: "trace-field-missing"
    case .outOfRange: "trace-field-range"
    }
  }

  public var message: String {
    switch self {
    case .missing(let field):
      "no \"\(field)\" of the right type; a trace has feed, from, until, shows and items"
    case .outOfRange(let field):
      "\"\(field)\" is out of range; times are seconds since 1970, from lies before until, shows is 1 or more"
    }
  }
}
