import Basics

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
    /// Nil where they were moved away, and could not be made anew.
    private let place: Monitor<SpoolPlace?>
    private let syncAllFrom: Int

    /// Makes the directories where they are missing, and takes the spool for this process.
    /// - Parameter syncAllFrom: from so many files on, one `syncfs` costs less than an `fsync` for each.
    public init(path: String, syncAllFrom: Int = 12) throws(SpoolError) {
        self.path = path
        self.syncAllFrom = syncAllFrom
        place = Monitor(try SpoolPlace(path: path))
    }

    /// Makes the entries durable, as files of up to `recordsPerFile` records each, and shows them in `new/`. When this
    /// returns they survive a loss of power. When it throws, some of them may be in `new/`: to deliver the same entries
    /// again replaces those by themselves. Where the spool's directories were moved away or removed meanwhile, they are made
    /// anew, and the entries are delivered there.
    ///
    /// - Returns: the size of what was written, in bytes.
    @discardableResult
    public func deliver(
        _ entries: [SpoolEntry], recordsPerFile: Int = 1, compression: SpoolCompression = .none
    ) throws(SpoolError) -> Int {
        guard !entries.isEmpty else { return 0 }
        let batch = SpoolBatch(
            entries: entries, recordsPerFile: recordsPerFile, compression: compression, syncAllFrom: syncAllFrom)
        if let known = place.withLock({ $0 }) {
            do throws(SpoolError) {
                let size = try known.deliver(batch)
                if known.isThere { return size }
            } catch {
                if known.isThere { throw error }
            }
            // Its lock is given up, so that it can be taken again.
            known.leave()
            place.withLock { $0 = nil }
        }
        let place = try SpoolPlace(path: path)
        self.place.withLock { $0 = place }
        return try place.deliver(batch)
    }

    /// The highest sequence that any file here bears; 0 where there is none. What consumers took elsewhere is not seen.
    public func highestSequence() throws(SpoolError) -> UInt64 {
        try SpoolReader(path: path)?.highestSequence() ?? 0
    }
}
