import Basics
import CSystem
import Glibc

/// Records that go into the spool together.
struct SpoolBatch {
    let entries: [SpoolEntry]
    let recordsPerFile: Int
    let compression: SpoolCompression
    /// From so many files on, one `syncfs` costs less than an `fsync` for each.
    let syncAllFrom: Int
}

/// The directories of a spool, held open and locked for this process.
final class SpoolPlace: Sendable {
    private let path: String
    private let tmp: Directory
    private let new: Directory
    private let lock: SpoolLock

    init(path: String) throws(SpoolError) {
        self.path = path
        let root = try Directory(creating: path)
        lock = try SpoolLock(of: path)
        tmp = try Directory(creating: path + "/tmp")
        new = try Directory(creating: path + "/new")
        _ = try Directory(creating: path + "/cur")
        // A record is no more durable than the directories it lies in.
        try root.sync()
        try root.syncName()
        try removeLeftovers()
    }

    /// Whether consumers find these directories where the spool is.
    var isThere: Bool { tmp.isNamed(path + "/tmp") && new.isNamed(path + "/new") }

    /// Gives up the lock.
    func leave() { lock.release() }

    func deliver(_ batch: SpoolBatch) throws(SpoolError) -> Int {
        var files: [String] = []
        var size = 0
        do throws(SpoolError) {
            let (entries, perFile) = (batch.entries, batch.recordsPerFile)
            let count = (entries.count + perFile - 1) / perFile
            for start in stride(from: 0, to: entries.count, by: perFile) {
                let part = entries[start..<min(start + perFile, entries.count)]
                let file = SpoolFile(sequence: part.first!.sequence, compression: batch.compression)
                files.append(file.name)
                size += try write(part, to: file, syncs: count < batch.syncAllFrom)
            }
            if count >= batch.syncAllFrom, fm_syncfs(tmp.descriptor) != 0 { throw SpoolError("syncfs", tmp.path) }
            for name in files where renameat(tmp.descriptor, name, new.descriptor, name) != 0 {
                throw SpoolError("rename", name)
            }
            try new.sync()
        } catch {
            for name in files { unlinkat(tmp.descriptor, name, 0) }
            throw error
        }
        return size
    }
}

extension SpoolPlace {
    private func write(_ entries: ArraySlice<SpoolEntry>, to target: SpoolFile, syncs: Bool) throws(SpoolError) -> Int {
        let path = tmp.path + "/" + target.name
        let file = openat(tmp.descriptor, target.name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard file >= 0 else { throw SpoolError("open", path) }
        var code: Int32 = 0
        var size = 0
        for piece in pieces(entries, target.compression) where code == 0 {
            code = writeAll(piece, to: file)
            size += piece.count
        }
        if code == 0, size == 0 { code = ENOMEM }
        if code == 0, syncs, fsync(file) != 0 { code = errno }
        if close(file) != 0, code == 0 { code = errno }
        guard code == 0 else { throw SpoolError("write", path, errno: code) }
        return size
    }

    /// What is written for these entries, in order; nothing where memory does not suffice.
    private func pieces(_ entries: ArraySlice<SpoolEntry>, _ compression: SpoolCompression) -> [[UInt8]] {
        guard compression != .none else { return entries.map(\.line) }
        return compression.packed(entries.count == 1 ? entries.first!.line : Array(entries.map(\.line).joined()))
            .map { [$0] } ?? []
    }

    private func writeAll(_ bytes: [UInt8], to file: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let count = Glibc.write(file, buffer.baseAddress! + offset, buffer.count - offset)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return count == 0 ? ENOSPC : errno }
                offset += count
            }
            return 0
        }
    }

    /// What a killed feedmill left half-written (its items are still owed), and what others left here long ago.
    private func removeLeftovers() throws(SpoolError) {
        let dayAndAHalfAgo = time(nil) - 129_600
        let old = try tmp.names().filter {
            SpoolFile(name: $0) != nil || (tmp.status(of: $0)?.modified ?? Int.max) < dayAndAHalfAgo
        }
        for name in old { unlinkat(tmp.descriptor, name, 0) }
    }
}

/// The right to write into a spool: one process has it at a time.
private final class SpoolLock: Sendable {
    private let descriptor: Monitor<Int32>

    init(of path: String) throws(SpoolError) {
        let file = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw SpoolError("open", path + "/.lock") }
        guard fm_lock_file(file) == 0 else {
            let code = errno
            close(file)
            throw code == EWOULDBLOCK ? .locked(path: path) : SpoolError("flock", path, errno: code)
        }
        descriptor = Monitor(file)
    }

    func release() {
        descriptor.withLock { file in
            if file >= 0 { close(file) }
            file = -1
        }
    }

    deinit { release() }
}
