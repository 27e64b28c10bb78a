import Basics
import CSystem
import Glibc

/// The ledger as a file: whose it is, and whether it can be one.
enum LedgerFile {
    /// Makes the directory, takes the lock, and sees to it that a new ledger appears whole or not at all.
    static func prepare(directory: String, path: String) throws(LedgerError) -> LedgerLock {
        try makeDirectory(directory)
        try sync(directory + "/..")
        let descriptor = open(directory + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else { throw failure("open", directory + "/.lock") }
        let lock = LedgerLock(descriptor)
        guard fm_lock_file(descriptor) == 0 else {
            throw errno == EWOULDBLOCK ? .locked(path: path) : failure("flock", directory + "/.lock")
        }
        if access(path, F_OK) != 0 { try create(path, in: directory) }
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
    private static func create(_ path: String, in directory: String) throws(LedgerError) {
        let temporary = path + ".new"
        // What is left of a killed attempt; and logs of a ledger that was moved away, which would be read into this one.
        for leftover in [temporary, temporary + "-journal", path + "-wal", path + "-shm"] { unlink(leftover) }
        do {
            try EmptyDatabase.write(to: temporary)
        } catch {
            throw LedgerError(error, path: path)
        }
        guard rename(temporary, path) == 0 else { throw failure("rename", path) }
        try sync(directory)
    }

    /// The names in a directory are durable.
    private static func sync(_ directory: String) throws(LedgerError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // One that may not be read was not made by us.
        if descriptor < 0 && errno == EACCES { return }
        guard descriptor >= 0 else { throw failure("open", directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync", directory) }
    }

    private static func makeDirectory(_ path: String) throws(LedgerError) {
        if mkdir(path, 0o750) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw failure("mkdir", path)
        }
        try makeDirectory(String(path[..<slash]))
        guard mkdir(path, 0o750) == 0 || errno == EEXIST else { throw failure("mkdir", path) }
        try sync(path + "/..")
    }

    private static func failure(_ operation: String, _ path: String) -> LedgerError {
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
        let descriptor = open(directory + "/.lock", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return fm_lock_file(descriptor) != 0 && errno == EWOULDBLOCK
    }
}
