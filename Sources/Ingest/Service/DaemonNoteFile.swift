import Basics
import Glibc

/// Where a daemon keeps its note. The file is held open, so that the note can be written when no more files can be opened, as
/// it is written over in place, so that it can be when the disk is full.
public final class DaemonNoteFile: Sendable {
    private let path: String
    private let descriptor = Monitor<Int32>(-1)

    public init(in stateDirectory: String) {
        path = DaemonNote.path(in: stateDirectory)
    }

    deinit {
        let file = descriptor.withLock { $0 }
        if file >= 0 { close(file) }
    }

    /// Blocks on the disk, shortly. What cannot be written is let go: the note helps people, nothing rests on it.
    public func write(_ note: DaemonNote) {
        descriptor.withLock { file in
            var status = stat()
            if file >= 0, fstat(file, &status) != 0 || status.st_nlink == 0 {
                close(file)
                file = -1
            }
            if file < 0 { file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640) }
            let bytes = note.bytes
            if file >= 0 { _ = pwrite(file, bytes, bytes.count, 0) }
        }
    }
}
