import Basics
import Glibc

/// Why a record could not be made durable. Nothing of a failed delivery is lost: it is still owed.
public enum SpoolError: CodedError, Equatable {
    /// No space, no quota or no inode is left.
    case full(path: String)
    case readOnly(path: String)
    case notPermitted(path: String)
    case tooManyOpenFiles
    case locked(path: String)
    case failed(operation: String, path: String, errno: Int32)

    init(_ operation: String, _ path: String, errno code: Int32 = Glibc.errno) {
        switch code {
        case ENOSPC, EDQUOT: self = .full(path: path)
        case EROFS: self = .readOnly(path: path)
        case EACCES, EPERM: self = .notPermitted(path: path)
        case EMFILE, ENFILE: self = .tooManyOpenFiles
        default: self = .failed(operation: operation, path: path, errno: code)
        }
    }

    public var code: String {
        switch self {
        case .full: "spool-disk-full"
        case .readOnly: "spool-read-only"
        case .notPermitted: "spool-not-permitted"
        case .tooManyOpenFiles: "spool-too-many-open-files"
        case .locked: "spool-locked"
        case .failed: "spool-io-error"
        }
    }

    public var message: String {
        switch self {
        case .full(let path): "no space, quota or inode is left for \(path); polling goes on when there is room"
        case .readOnly(let path): "the file system of \(path) is read-only"
        case .notPermitted(let path): "\(path) may not be written; check its owner and mode"
        case .tooManyOpenFiles: "no more files can be opened; raise LimitNOFILE"
        case .locked(let path):
            "another feedmill writes to \(path); stop it first, or give this one a spool_directory of its own"
        case .failed(let operation, let path, let code): "\(operation) \(path): \(String(cString: strerror(code)))"
        }
    }
}
