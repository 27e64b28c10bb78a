import Basics
import CSystem
import Glibc

/// The ledger as a file: whose it is, and whether it can be one.
enum LedgerFile {
    /// Makes the directory, takes the lock, and sees to it that a new ledger appears whole or not at all.
    static func prepare(directory: String, path: String) throws(LedgerError) -> LedgerLock {
        try makeDirectory(directory)
        try synchronise(directory: directory + "/..")
        let lock = try takeLock(directory: directory, path: path)
        if access(path, F_OK) != 0 { try create(path) }
        return lock
    }

    /// The lock goes with the process: one that was killed leaves none.
    static func takeLock(directory: String, path: String) throws(LedgerError) -> LedgerLock {
        let isNew = access(directory + "/.lock", F_OK) != 0
        let descriptor = open(directory + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw failure("open", directory + "/.lock") }
        if isNew { adopt(directory + "/.lock") }
        let lock = LedgerLock(descriptor)
        guard fm_lock_file(descriptor) == 0 else {
            throw errno == EWOULDBLOCK ? .locked(path: path) : failure("flock", directory + "/.lock")
        }
        return lock
    }

    /// Throws where the file is no SQLite database, or shorter than its own header says (SQLite file format, 1.3).
    static func check(_ path: String) throws(LedgerError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        var status = stat()
        var header = [UInt8](repeating: 0, count: 100)
        guard fstat(file, &status) == 0 else { throw failure("stat", path) }
        guard pread(file, &header, 100, 0) == 100 else { throw .damaged(path: path, detail: "it has no header") }
        guard header.starts(with: Array("SQLite format 3".utf8) + [0]) else {
            throw .damaged(path: path, detail: "it does not begin as an SQLite file does")
        }
        func number(_ offset: Int, _ count: Int) -> Int {
            header[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
        }
        let pageSize = number(16, 2) == 1 ? 65_536 : number(16, 2)
        let pages = number(24, 4) == number(92, 4) ? number(28, 4) : 0
        guard access(path + "-wal", F_OK) == 0 || Int(status.st_size) >= pageSize * pages else {
            throw .damaged(path: path, detail: "\(status.st_size) bytes are left of \(pageSize * pages)")
        }
    }

    /// An empty database under another name, made durable, then renamed: a ledger of no bytes is always a damaged one.
    private static func create(_ path: String) throws(LedgerError) {
        let temporary = path + ".new"
        // What is left of a killed attempt; and logs of a ledger that was moved away, which would be read into this one.
        for leftover in [temporary, temporary + "-journal", path + "-wal", path + "-shm"] { unlink(leftover) }
        do {
            try EmptyDatabase.write(to: temporary)
        } catch {
            throw LedgerError(error, path: path)
        }
        try settle(temporary, as: path, overwriting: false)
    }

    /// Makes a file of no bytes that only its owner and group may read.
    static func makeFile(_ path: String) throws(LedgerError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw failure("open", path) }
        close(file)
    }

    /// What root makes belongs to whom the directory belongs to: the daemon must be able to work with it.
    static func adopt(_ path: String) {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        var status = stat()
        guard geteuid() == 0, stat(String(path[..<slash]), &status) == 0 else { return }
        _ = chown(path, status.st_uid, status.st_gid)
    }

    /// Makes a file durable, gives it its name, and makes that durable too.
    static func settle(_ temporary: String, as path: String, overwriting: Bool) throws(LedgerError) {
        try synchronise(temporary, O_RDWR)
        if overwriting {
            guard rename(temporary, path) == 0 else { throw failure("rename", path) }
        } else {
            guard fm_rename_new(temporary, path) == 0 else {
                throw errno == EEXIST ? .exists(path: path) : failure("rename", path)
            }
        }
        try synchroniseDirectory(of: path)
    }

    static func synchroniseDirectory(of path: String) throws(LedgerError) {
        let slash = path.lastIndex(of: "/")
        try synchronise(directory: slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    }

    /// The names in a directory are durable.
    private static func synchronise(directory: String) throws(LedgerError) {
        // One that may not be read was not made by us.
        if access(directory, R_OK) != 0 && errno == EACCES { return }
        try synchronise(directory, O_RDONLY | O_DIRECTORY)
    }

    private static func synchronise(_ path: String, _ flags: Int32) throws(LedgerError) {
        let file = open(path, flags | O_CLOEXEC)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("fsync", path) }
    }

    static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    static func makeDirectory(_ path: String) throws(LedgerError) {
        if mkdir(path, 0o750) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw failure("mkdir", path)
        }
        try makeDirectory(String(path[..<slash]))
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw failure("mkdir", path) }
        try synchronise(directory: path + "/..")
    }

    static func failure(_ operation: String, _ path: String) -> LedgerError {
        switch errno {
        case ENOSPC, EDQUOT: .full(path: path)
        case EROFS, EACCES, EPERM: .readOnly(path: path)
        default: .failed(path: path, detail: "\(operation): \(String(cString: strerror(errno)))")
        }
    }
}

/// An open file whose lock goes with it.
final class LedgerLock: Sendable {
    private let descriptor: Monitor<Int32>

    init(_ descriptor: Int32) {
        self.descriptor = Monitor(descriptor)
    }

    deinit {
        release()
    }

    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }
}

extension LedgerLock {
    /// Whether a process works with the ledger in `directory` at this moment.
    static func isHeld(directory: String) -> Bool {
        // flock(2) asks for no right to write.
        let descriptor = open(directory + "/.lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fm_lock_file(descriptor) != 0 && errno == EWOULDBLOCK
    }
}
