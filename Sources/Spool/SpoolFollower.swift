import Basics
import Glibc

/// Hands out a spool's records as they come, without polling: inotify(7) tells of each file that is renamed into `new/`.
/// Consumers may take files meanwhile; what they moved to `cur/` is read there, what they took elsewhere before it could be
/// read is told as missed.
public final class SpoolFollower {
    public enum Arrival: Equatable {
        /// The records of one file, a line each.
        case records([ArraySlice<UInt8>])
        /// The file that began with this sequence was gone before it could be read.
        case missed(sequence: UInt64)
    }

    private let reader: SpoolReader
    private let watch: Int32
    /// Files that were seen and not yet handed out, in order.
    private var pending = Queue<SpoolFile>()
    /// The highest sequence that a file bore which was handed out or passed over.
    private var last: UInt64 = 0
    /// Files that were handed out lately, by the sequence that they begin with: the last sequence within. After a crash a file comes
    /// again, perhaps with more in it.
    private var handedOut: [UInt64: UInt64] = [:]
    private var handedOutInOrder = Queue<UInt64>()
    private static let remembered = 4096
    /// Records of the first file that lie before the one that was asked for.
    private var from: UInt64 = 0

    /// - Parameter from: begins with this sequence, as far as it is still there; nil: with what comes from now on.
    public init(path: String, from: UInt64?) throws(SpoolError) {
        guard let reader = SpoolReader(path: path) else { throw SpoolError("open", path + "/new", errno: ENOENT) }
        self.reader = reader
        watch = inotify_init1(Int32(IN_CLOEXEC))
        guard watch >= 0 else { throw SpoolError("inotify_init", path) }
        let wanted = UInt32(IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
        guard inotify_add_watch(watch, path + "/new", wanted) >= 0 else {
            let code = errno
            close(watch)
            throw SpoolError("inotify_add_watch", path + "/new", errno: code)
        }
        // The watch stands before the look: nothing falls between them.
        if let from {
            self.from = from
            let (before, after) = try known(from: from)
            if let before { pending.append(before) }
            for file in after { pending.append(file) }
            last = pending.isEmpty ? from - min(1, from) : last
        } else {
            last = try reader.highestSequence()
        }
    }

    deinit {
        close(watch)
    }

    /// The next file's records; waits, as long as it takes, where there is none.
    public func next() throws(SpoolError) -> Arrival {
        while true {
            while let file = pending.popFirst() {
                last = max(last, file.sequence)
                guard let bytes = reader.content(of: file.name) else { return .missed(sequence: file.sequence) }
                let before = handedOut[file.sequence]
                let lines = bytes.split(separator: 0x0A).filter { line in
                    if before == nil, file.sequence >= from { return true }
                    let sequence = sequence(of: line)
                    return sequence >= from && sequence > before ?? 0
                }
                if let last = lines.last {
                    remember(file, upTo: lines.count > 1 ? sequence(of: last) : max(file.sequence, before ?? 0))
                }
                if !lines.isEmpty { return .records(lines) }
            }
            try wait()
        }
    }
}

extension SpoolFollower {
    /// The file that may hold `from` within, and those that begin with it or later.
    private func known(from: UInt64) throws(SpoolError) -> (SpoolFile?, [SpoolFile]) {
        let shown = try listed()
        let files = SpoolFollower.settled(shown, try listed())
        return (files.last { $0.sequence < from }, files.filter { $0.sequence >= from })
    }

    private func listed() throws(SpoolError) -> [SpoolFile] {
        var files: [SpoolFile] = []
        for folder in SpoolFolder.allCases { files += try reader.directory(folder)?.files() ?? [] }
        return files
    }

    /// What two listings, one after the other, tell for certain, in order. A listing that is taken while files come may show one and lack
    /// another that came before it; the second lacks none of those up to the last that the first one shows. And a file that is
    /// moved meanwhile may be listed in both folders.
    static func settled(_ first: [SpoolFile], _ second: [SpoolFile]) -> [SpoolFile] {
        guard let last = first.max() else { return [] }
        var result: [SpoolFile] = []
        for file in second.sorted() where file <= last && file.sequence != result.last?.sequence { result.append(file) }
        return result
    }

    private func sequence(of line: ArraySlice<UInt8>) -> UInt64 {
        (try? JSONValue(parsing: line))?["sequence"]?.integer.map { UInt64(max(0, $0)) } ?? 0
    }

    private func remember(_ file: SpoolFile, upTo last: UInt64) {
        if handedOut.updateValue(last, forKey: file.sequence) == nil { handedOutInOrder.append(file.sequence) }
        while handedOutInOrder.count > Self.remembered, let oldest = handedOutInOrder.popFirst() {
            handedOut[oldest] = nil
        }
    }

    /// Reads what the kernel tells; blocks until it tells something.
    private func wait() throws(SpoolError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var count = read(watch, &buffer, buffer.count)
        while count < 0 && errno == EINTR { count = read(watch, &buffer, buffer.count) }
        guard count > 0 else { throw SpoolError("read", reader.path) }
        var found: [SpoolFile] = []
        var offset = 0
        let header = MemoryLayout<inotify_event>.size
        while offset + header <= count {
            let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self) }
            let name = buffer[(offset + header)..<min(count, offset + header + Int(event.len))].prefix { $0 != 0 }
            offset += header + Int(event.len)
            if event.mask & UInt32(IN_MOVED_TO) != 0 {
                if let file = SpoolFile(name: String(decoding: name, as: UTF8.self)) { found.append(file) }
            } else if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
                found += try known(from: last + 1).1
            } else if event.mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED) != 0 {
                throw SpoolError("watch", reader.path + "/new", errno: ENOENT)
            }
        }
        // What comes after a crash may bear a lower number than what came before it.
        for file in found.sorted() { pending.append(file) }
    }
}
