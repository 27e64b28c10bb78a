import Basics
import Spool

/// The records that wait in a configured spool, for those who look.
public struct WaitingRecords: Sendable {
    private let reader: SpoolReader?

    public init(_ configuration: Configuration) {
        reader = SpoolReader(path: configuration.settings.spoolDirectory)
    }

    /// Calls `body` with each record's line, in order of sequence, until it returns false.
    public func visit(_ body: (ArraySlice<UInt8>) throws -> Bool) throws {
        for name in try reader?.names() ?? [] {
            for line in reader?.lines(of: name) ?? [] {
                if try !body(line) { return }
            }
        }
    }

    /// One line for a person: sequence, id, revision, feed, title.
    public static func summary(of record: JSONValue) -> String {
        let title =
            record["item"]?["title"]?.string ?? record["event"]?["message"]?.string ?? record["item"]?["url"]?.string
            ?? ""
        let columns = [
            record["sequence"]?.integer.map(String.init) ?? "?", record["id"]?.string ?? "?",
            record["revision"]?.integer.map { "r\($0)" } ?? record["kind"]?.string ?? "",
            record["feed"]?["id"]?.string ?? "",
            title.collapsed.cleaned,
        ]
        return columns.joined(separator: "\t")
    }
}
