import Basics

/// Counts the files that wait in a spool, some at a time. Blocks on the disk.
public final class SpoolCount: Sendable {
    private struct State {
        var walk: DirectoryWalk?
        /// A name that was read and has not been counted.
        var next: String?
        var census = SpoolCensus()
        var oldest = Int.max
    }

    private let directory: Directory
    private let state: Monitor<State>

    init(of directory: Directory) throws(SpoolError) {
        self.directory = directory
        let walk = try DirectoryWalk(directory)
        state = Monitor(State(walk: walk))
    }

    /// What was counted so far.
    public var census: SpoolCensus {
        state.withLock { state in
            var census = state.census
            census.oldest = state.oldest == Int.max ? nil : Timestamp(seconds: Int64(state.oldest))
            census.isComplete = state.walk == nil
            return census
        }
    }

    /// Counts up to `files` more; true where there are no others.
    public func turn(files: Int = 1_000) -> Bool {
        state.withLock { state in
            var left = files
            while let name = state.next ?? state.walk?.next() {
                guard left > 0 else {
                    state.next = name
                    return false
                }
                state.next = nil
                guard let status = directory.status(of: name) else { continue }
                left -= 1
                state.census.files += 1
                state.census.bytes += status.size
                state.oldest = min(state.oldest, status.modified)
            }
            state.walk = nil
            return true
        }
    }
}
