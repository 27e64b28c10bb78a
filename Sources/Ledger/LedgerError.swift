import Basics
import GRDB
import Glibc

/// Why the ledger could not be opened, read or written. What it held before is as it was.
public enum LedgerError: CodedError, Equatable {
    case locked(path: String)
    /// Truncated, zeroed, or no ledger at all.
    case damaged(path: String, detail: String)
    /// Written by a later feedmill.
    case newer(path: String)
    /// Written by an earlier feedmill, and only to be read now.
    case older(path: String)
    /// A file that would have to be overwritten.
    case exists(path: String)
    /// There is no ledger, and nothing that one could be made from.
    case nothingToRebuild(path: String)
    case full(path: String)
    case readOnly(path: String)
    case failed(path: String, detail: String)

    /// - Parameter cause: the errno behind a failed call to the system, where it is known.
    init(_ error: any Error, path: String, cause: Int32? = nil) {
        guard let error = error as? DatabaseError else {
            self = .failed(path: path, detail: "\(error)")
            return
        }
        let detail = error.message ?? error.resultCode.description
        switch error.resultCode.primaryResultCode {
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, detail: detail)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: self = LedgerError(detail, path: path, cause: cause)
        default: self = .failed(path: path, detail: detail)
        }
    }

    private init(_ detail: String, path: String, cause: Int32?) {
        switch cause {
        case ENOSPC, EDQUOT: self = .full(path: path)
        case EROFS: self = .readOnly(path: path)
        case .some(let code) where code != 0:
            self = .failed(path: path, detail: "\(detail): \(String(cString: strerror(code)))")
        default: self = .failed(path: path, detail: detail)
        }
    }

    /// What it holds cannot be read; perhaps some rows of it alone.
    public var isDamage: Bool {
        if case .damaged = self { true } else { false }
    }

    public var code: String {
        switch self {
        case .locked: "ledger-locked"
        case .damaged: "ledger-damaged"
        case .newer: "ledger-newer"
        case .older: "ledger-older"
        case .exists: "ledger-file-exists"
        case .nothingToRebuild: "ledger-nothing-to-rebuild"
        case .full: "ledger-disk-full"
        case .readOnly: "ledger-read-only"
        case .failed: "ledger-io-error"
        }
    }

    public var message: String {
        switch self {
        case .locked(let path):
            "another feedmill works with \(path); stop it first, or give this one a state_directory of its own"
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)); put a backup in its place, or run `feedmill ledger rebuild`, which saves what can "
                + "be read and takes the rest from the spool"
        case .newer(let path):
            "\(path) was written by a later feedmill; install that one, or put back the backup from before"
        case .older(let path):
            "\(path) was written by an earlier feedmill; it is brought up to date when this one runs: restart the daemon"
        case .exists(let path): "\(path) is there already; name another file, or replace it with --force"
        case .nothingToRebuild(let path):
            "there is no \(path), and no record in the spool to make one from; the daemon begins a new ledger when it is started"
        case .full(let path): "no space or quota is left for \(path); polling goes on when there is room"
        case .readOnly(let path): "\(path) may not be written; check its owner, mode and file system"
        case .failed(let path, let detail): "\(path): \(detail)"
        }
    }
}
