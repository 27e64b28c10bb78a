import Basics

/// Why bytes are no poll history. A feed's history is then to be begun anew: nothing but learning is lost.
public enum HistoryError: CodedError, Equatable {
  case version(UInt8)
  case malformed

  public var code: String {
    switch self {
    case .version: "history-version"
    case .malformed: "history-malformed"
    }
  }

  public var message: String {
    switch self {
    case .version(let version):
      "a poll history of version \(version), which this feedmill does not know; it is begun anew"
    case .malformed: "a poll history that cannot be read; it is begun anew"
    }
  }
}
