import Basics
import CSystem
import Glibc

/// A record on its way into the spool.
public struct SpoolEntry: Sendable {
    public let sequence: UInt64
    /// One line of JSON with the line feed at its end.
    public let line: [UInt8]

    public init(sequence: UInt64, line: [UInt8]) {
        self.sequence = sequence
        self.line = line
    }
}

/// The directory where records wait for those who want them, by Maildir's rule: written whole under `tmp/`, made durable,
/// then renamed into `new/`. What is in `new/` is complete, always. What a consumer took out is never touched.
///
/// Every call blocks on the disk: make it on a thread for that. One process at a time may deliver into a spool.
public final class SpoolDirectory: Sendable {
    public let path: String
    private let tmp: Directory
    private let new: Directory
    private let lock: Int32
    /// From so many files on, one `syncfs` costs less than an `fsync` for each.
    private let syncAllFrom: Int

    /// Makes the directories where they are missing, and takes the spool for this process.
    public init(path: String, syncAllFrom: Int = 12) throws(SpoolError) {
        self.path = path
        self.syncAllFrom = syncAllFrom
        let root = try Directory(creating: path)
        lock = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
        guard lock >= 0 else { throw SpoolError("open", path + "/.lock") }
        guard fm_lock_file(lock) == 0 else {
            let code = errno
            close(lock)
            throw code == EWOULDBLOCK ? .locked(path: path) : SpoolError("flock", path, errno: code)
        }
        tmp = try Directory(creating: path + "/tmp")
        new = try Directory(creating: path + "/new")
        _ = try Directory(creating: path + "/cur")
        // A record is no more durable than the directories it lies in.
        try root.sync()
        try root.syncName()
        try removeLeftovers()
    }

    deinit {
        close(lock)
    }

    /// Makes the entries durable, as files of up to `recordsPerFile` records each, and shows them in `new/`. When this
    /// returns they survive a loss of power. When it throws, some of them may be in `new/`: to deliver the same entries
    /// again replaces those by themselves.
    ///
    /// - Returns: the size of what was written, in bytes.
    @discardableResult
    public func deliver(
        _ entries: [SpoolEntry], recordsPerFile: Int = 1, compression: SpoolCompression = .none
    ) throws(SpoolError) -> Int {
        guard !entries.isEmpty else { return 0 }
        var files: [String] = []
        var size = 0
        do throws(SpoolError) {
            let count = (entries.count + recordsPerFile - 1) / recordsPerFile
            for start in stride(from: 0, to: entries.count, by: recordsPerFile) {
                let part = entries[start..<min(start + recordsPerFile, entries.count)]
                let file = SpoolFile(sequence: part.first!.sequence, compression: compression)
                files.append(file.name)
                size += try write(part, to: file, syncs: count < syncAllFrom)
            }
            if count >= syncAllFrom, fm_syncfs(tmp.descriptor) != 0 { throw SpoolError("syncfs", tmp.path) }
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

    /// The highest sequence that any file here bears; 0 where there is none. What consumers took elsewhere is not seen.
    public func highestSequence() throws(SpoolError) -> UInt64 {
        try SpoolReader(path: path)?.highestSequence() ?? 0
    }
}

extension SpoolDirectory {
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
