import Basics
import Glibc
import Ledger

/// The feedmill that works with a configuration's ledger at this moment, as another process sees it.
public struct RunningDaemon: Equatable, Sendable {
    public let processID: Int32

    /// Nil where none runs, or where it cannot be said which process it is.
    public init?(_ configuration: Configuration) {
        let directory = configuration.settings.stateDirectory
        guard SQLiteLedger.isInUse(directory: directory) else { return nil }
        let holders = Self.holders(of: directory + "/.lock")
        let note = DaemonNote.read(from: directory)?.processID
        if let note, holders.contains(note) || holders.isEmpty && Self.isFeedmill(note) {
            processID = note
        } else if let holder = holders.first(where: Self.isFeedmill) {
            processID = holder
        } else {
            return nil
        }
    }

    /// Makes it read its configuration again.
    /// - Returns: nil where it was told, else why it could not be.
    public func reload() -> String? {
        kill(processID, SIGHUP) == 0 ? nil : String(cString: strerror(errno))
    }

    /// The processes that hold a flock(2) on a file, or on one of that number on another device, as /proc/locks tells (proc(5)): of
    /// some file systems stat(2) names other devices than it does.
    private static func holders(of path: String) -> [Int32] {
        var status = stat()
        guard stat(path, &status) == 0, let bytes = try? SystemFiles().read("/proc/locks", limit: 1 << 24) else {
            return []
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 6, words[1] == "FLOCK", words[3] == "WRITE", let process = Int32(words[4]),
                process > 0, words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == UInt64(status.st_ino)
            else { return nil }
            return process
        }
    }

    private static func isFeedmill(_ process: Int32) -> Bool {
        let name = try? SystemFiles().read("/proc/\(process)/comm", limit: 100)
        return name?.starts(with: "feedmill".utf8) == true
    }
}
