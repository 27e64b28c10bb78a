import Basics
import Glibc

/// Removes old files of one folder, a bounded number of steps at a time: what is too old, then, of the rest, the lowest
/// sequences until no more than so many bytes are left. Touches no file whose name the spool did not give.
public final class SpoolSweep: Sendable {
    /// What may stay. A nil bounds nothing.
    public struct Retention: Equatable, Sendable {
        /// In seconds since a file was written or moved, whichever was later.
        public var age: Double?
        public var bytes: Int?

        public init(age: Double? = nil, bytes: Int? = nil) {
            self.age = age
            self.bytes = bytes
        }

        public var boundsNothing: Bool { age == nil && bytes == nil }
    }

    /// What came of it so far.
    public struct Outcome: Equatable, Sendable {
        public var removed = 0
        public var removedBytes = 0
        public var kept = 0
        public var keptBytes = 0

        public init() {}
    }

    private struct Candidate {
        let file: SpoolFile
        let size: Int
    }

    private struct State {
        var walk: DirectoryWalk?
        /// The lowest sequences among what stays by age, as many as are remembered.
        var lowest: [Candidate] = []
        var isSorted = false
        var outcome = Outcome()
    }

    private let directory: Directory
    private let retention: Retention
    private let now: Timestamp
    private let isRehearsal: Bool
    /// Candidates for removal by size that one sweep remembers; the next sweep sees the rest.
    private let memory: Int
    private let state: Monitor<State>

    /// Nil where there is no such folder.
    /// - Parameter isRehearsal: count what would be removed, and remove nothing.
    public init?(
        path: String, folder: SpoolFolder, retention: Retention, now: Timestamp, isRehearsal: Bool = false,
        memory: Int = 20_000
    ) {
        guard let directory = Directory(existing: "\(path)/\(folder.rawValue)") else { return nil }
        self.directory = directory
        self.retention = retention
        self.now = now
        self.isRehearsal = isRehearsal
        self.memory = memory
        guard let walk = try? DirectoryWalk(directory) else { return nil }
        state = Monitor(State(walk: walk))
    }

    public var outcome: Outcome { state.withLock { $0.outcome } }

    /// Looks at `steps` files at most; true when there is no more to do. Blocks on the disk.
    public func turn(steps: Int = 1_000) -> Bool {
        state.withLock { state in
            for _ in 0..<steps {
                if state.walk != nil {
                    look(&state)
                } else if !shrink(&state) {
                    return true
                }
            }
            return false
        }
    }
}

extension SpoolSweep {
    private func look(_ state: inout State) {
        guard let name = state.walk?.next() else {
            state.walk = nil
            return
        }
        guard let file = SpoolFile(name: name), let status = directory.status(of: name) else { return }
        if let age = retention.age, now - Timestamp(seconds: Int64(status.moved)) >= age {
            remove(file, size: status.size, &state)
            return
        }
        state.outcome.kept += 1
        state.outcome.keptBytes += status.size
        guard retention.bytes != nil else { return }
        state.lowest.append(Candidate(file: file, size: status.size))
        if state.lowest.count >= 2 * memory { forgetHighest(&state) }
    }

    private func forgetHighest(_ state: inout State) {
        state.lowest.sort { $0.file < $1.file }
        state.lowest.removeLast(max(0, state.lowest.count - memory))
    }

    /// Removes the lowest sequence that is left; false where enough was removed, or no more is known.
    private func shrink(_ state: inout State) -> Bool {
        guard let limit = retention.bytes, state.outcome.keptBytes > limit else { return false }
        if !state.isSorted {
            forgetHighest(&state)
            state.lowest.reverse()
            state.isSorted = true
        }
        guard let next = state.lowest.popLast() else { return false }
        state.outcome.kept -= 1
        state.outcome.keptBytes -= next.size
        remove(next.file, size: next.size, &state)
        return true
    }

    private func remove(_ file: SpoolFile, size: Int, _ state: inout State) {
        guard isRehearsal || unlinkat(directory.descriptor, file.name, 0) == 0 else { return }
        state.outcome.removed += 1
        state.outcome.removedBytes += size
    }
}
