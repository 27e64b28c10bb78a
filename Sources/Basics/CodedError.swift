/// An error that someone acts on: a stable code for programs, a sentence for people.
public protocol CodedError: Error, Sendable, CustomStringConvertible {
  /// `error.code` in records, status and logs: part of the interface, added to, never renamed. `kebab-case`.
  var code: String { get }
  /// What happened, then what would help.
  var message: String { get }
}

extension CodedError {
  public var description: String { "\(code): \(message)" }
}
