import Basics

/// What editing the configuration needs of the file system.
public protocol FileWriter: Sendable {
  /// Replaces the file as a whole, or makes it: whoever reads it meets the old bytes or the new ones, also after a crash.
  func write(_ bytes: [UInt8], to path: String) throws(FileWriteError)
  func remove(_ path: String) throws(FileWriteError)
}

/// Why a file could not be written or removed.
public struct FileWriteError: CodedError, Equatable {
  public let code: String
  public let message: String

  public init(message: String) {
    code = "file-unwritable"
    self.message = message
  }
}
