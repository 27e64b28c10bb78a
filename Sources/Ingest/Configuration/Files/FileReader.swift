import Basics

/// What reading the configuration needs of the file system.
public protocol FileReader: Sendable {
    /// The directory that relative paths of the command line are in; absolute.
    var currentDirectory: String { get }
    /// The whole of a regular file.
    func read(_ path: String, limit: Int) throws(FileReadError) -> [UInt8]
    /// The files that a pattern (`*`, `?`, `[…]`) names, sorted by name; empty where there is none.
    func glob(_ pattern: String) -> [String]
    /// Why a directory that is there cannot be listed; nil where it can be, or is not there, or its name is a pattern itself.
    func obstacle(_ directory: String) -> String?
}

/// Why a file could not be read.
public struct FileReadError: CodedError, Equatable {
    /// `file-missing`, `file-too-large` or `file-unreadable`.
    public let code: String
    public let message: String
    /// Whether it is this user who may not read it.
    public let isForbidden: Bool

    public init(code: String, message: String, isForbidden: Bool = false) {
        self.code = code
        self.message = message
        self.isForbidden = isForbidden
    }
}
