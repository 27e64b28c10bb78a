import Basics
import Glibc

/// What is in a spool, for those who only look: takes no lock and changes nothing.
public struct SpoolReader: Sendable {
    public let path: String
    private let new: Directory
    private let cur: Directory?

    /// Nil where there is no spool at `path`.
    public init?(path: String) {
        guard let new = Directory(existing: path + "/new") else { return nil }
        self.path = path
        self.new = new
        cur = Directory(existing: path + "/cur")
    }

    /// Counts the files that wait, `limit` of them at most; their sizes cost a system call each.
    public func census(limit: Int = .max) throws(SpoolError) -> SpoolCensus {
        let count = try SpoolCount(of: new)
        _ = count.turn(files: limit)
        return count.census
    }

    /// The same, for whoever shares the disk with others: a turn at a time.
    public func count() throws(SpoolError) -> SpoolCount { try SpoolCount(of: new) }

    /// What is left on the file system for those without privileges, in bytes.
    public var freeBytes: Int {
        var status = statvfs()
        guard fstatvfs(new.descriptor, &status) == 0 else { return 0 }
        // Some file systems over a network claim more than there is.
        let product = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return product.overflow ? .max : Int(clamping: product.partialValue)
    }

    /// The names in a folder, in the order of their sequence; none where there is no such folder.
    public func names(in folder: SpoolFolder = .new) throws(SpoolError) -> [String] {
        try directory(folder)?.files().map(\.name) ?? []
    }

    /// The name of the file that bears this sequence, or would hold it within; nil where there is none.
    public func name(holding sequence: UInt64, in folder: SpoolFolder) throws(SpoolError) -> String? {
        guard let directory = directory(folder) else { return nil }
        let walk = try DirectoryWalk(directory)
        var best: SpoolFile?
        // Names sort as numbers do: of a million, few are higher than all before them.
        var digits: [UInt8] = []
        while let name = walk.next(where: { !$0.lexicographicallyPrecedes(digits) }) {
            guard let file = SpoolFile(name: name), file.sequence <= sequence else { continue }
            best = max(best ?? file, file)
            digits = Array(name.utf8.prefix(SpoolFile.digits))
        }
        return best?.name
    }

    /// The lines of one file, unpacked; none where a consumer has taken it away meanwhile, or it is damaged.
    public func lines(of name: String) -> [ArraySlice<UInt8>] { content(of: name)?.split(separator: 0x0A) ?? [] }

    /// The bytes of one file, unpacked, wherever it lies now; nil where it is gone, or damaged.
    func content(of name: String) -> [UInt8]? {
        guard let bytes = new.read(name) ?? cur?.read(name) else { return nil }
        return SpoolFile(name: name)?.compression.unpacked(bytes)
    }

    public func highestSequence() throws(SpoolError) -> UInt64 {
        var highest: UInt64 = 0
        for folder in SpoolFolder.allCases {
            guard let last = try name(holding: .max, in: folder), let file = SpoolFile(name: last) else { continue }
            // A file of several records bears the first one's number.
            let lines = content(of: last)?.count { $0 == 0x0A } ?? 1
            highest = max(highest, file.sequence + UInt64(max(1, lines)) - 1)
        }
        return highest
    }

    func directory(_ folder: SpoolFolder) -> Directory? { folder == .new ? new : cur }
}
