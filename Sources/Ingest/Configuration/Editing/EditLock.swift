import CSystem
import Glibc

/// Sees to it that one process at a time changes the files of a configuration: a lock on the directory of its first file.
public enum EditLock {
    /// Runs `body` with the lock held. Where the directory cannot be opened there is none; whoever then cannot write is told
    /// so on writing.
    /// - Parameter wait: called once, where another process is at it.
    public static func holding<Result>(
        configuration path: String, wait: () -> Void, _ body: () throws -> Result
    ) rethrows -> Result {
        let descriptor = open(
            Path.directory(of: Path.absolute(path, in: SystemFiles().currentDirectory)),
            O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        if descriptor >= 0, fm_lock_file(descriptor) != 0 {
            wait()
            while fm_lock_file(descriptor) != 0, errno == EWOULDBLOCK || errno == EINTR { usleep(50_000) }
        }
        return try body()
    }
}
