import Basics
import Spool

/// The records in a configured spool, for those who look.
public struct SpoolRecords: Sendable {
    private let reader: SpoolReader?

    public init(_ configuration: Configuration) {
        reader = SpoolReader(path: configuration.settings.spoolDirectory)
    }

    /// Calls `body` with the name of each file and each record's line in it, in order of sequence, until it returns false.
    /// - Parameter last: of so many records alone, the latest.
    public func visit(
        _ folder: SpoolFolder, last: Int? = nil, _ body: (_ file: String, _ line: ArraySlice<UInt8>) throws -> Bool
    ) throws {
        guard let reader else { return }
        var names = try reader.names(in: folder)[...]
        // Of the first file that is looked at, so many lines are of earlier records.
        var skipped = 0
        if let last {
            var (first, count) = (names.endIndex, 0)
            while first > names.startIndex, count < last {
                first -= 1
                count += reader.lines(of: names[first]).count
            }
            (names, skipped) = (names[first...], max(0, count - last))
        }
        for name in names {
            for line in reader.lines(of: name).dropFirst(skipped) {
                if try !body(name, line) { return }
            }
            skipped = 0
        }
    }

    /// The lines of the records with an id, or of the one with a sequence: those that wait first. By a sequence one file is
    /// read in each folder, by an id all of them.
    public func find(_ name: String) throws -> [ArraySlice<UInt8>] {
        for folder in SpoolFolder.allCases {
            let found = try find(name, in: folder)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func find(_ name: String, in folder: SpoolFolder) throws -> [ArraySlice<UInt8>] {
        if name.utf8.count < 20, let sequence = UInt64(name) {
            guard let file = try reader?.name(holding: sequence, in: folder) else { return [] }
            return reader?.lines(of: file).filter { SpoolRecords.record($0)?["sequence"]?.integer == Int(sequence) }
                ?? []
        }
        var found: [ArraySlice<UInt8>] = []
        try visit(folder) { _, line in
            if SpoolRecords.record(line)?["id"]?.string == name { found.append(line) }
            return true
        }
        return found
    }

    private static func record(_ line: ArraySlice<UInt8>) -> JSONValue? { try? JSONValue(parsing: line) }
}
