import Basics
import Glibc

/// The delivery contract, held against what a consumer found in a spool, take after take.
struct Contract {
    private struct Delivered: Hashable {
        let identity: String
        let sequence: Int
    }

    private(set) var problems: [String] = []
    /// Records that were found more than once.
    private(set) var doubled = 0
    /// Records that were found.
    var records: Int { sequences.count }
    private var titles: Set<String> = []
    private var sequences: [String: Int] = [:]
    private var identities: [Int: String] = [:]

    /// Reads every file of `new/` as it lies there, then removes it as a consumer does.
    mutating func take(_ spool: String, leavesFiles: Bool = false) {
        for name in Consumer.names(spool + "/new") {
            let path = "\(spool)/new/\(name)"
            let bytes = Home.bytes(path)
            if bytes.last != 0x0A {
                problems.append("torn: \(name) does not end with a newline (\(bytes.count) bytes)")
            }
            for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().enumerated()
            {
                guard let record = try? JSONValue(parsing: line) else {
                    problems.append("torn: \(name) holds a line that is no JSON")
                    continue
                }
                note(record, name, place)
            }
            if !leavesFiles { unlink(path) }
        }
    }

    private mutating func note(_ record: JSONValue, _ name: String, _ place: Int) {
        guard let id = record["id"]?.string, let revision = record["revision"]?.integer,
            let sequence = record["sequence"]?.integer
        else {
            problems.append("torn: \(name) holds no record")
            return
        }
        let digits = "\(sequence)"
        if place == 0, !name.hasPrefix(String(repeating: "0", count: 20 - digits.utf8.count) + digits + ".") {
            problems.append("\(name) holds sequence \(sequence)")
        }
        let identity = "\(id)/\(revision)"
        if let known = sequences.updateValue(sequence, forKey: identity) {
            doubled += 1
            if known != sequence { problems.append("\(identity) came as \(known) and as \(sequence)") }
        }
        if let known = identities.updateValue(identity, forKey: sequence), known != identity {
            problems.append("sequence \(sequence) was given to \(known) and to \(identity)")
        }
        guard record["kind"]?.string == "item" else { return }
        titles.insert(
            [
                record.at("feed", "id"), record.at("item", "id"), record.at("item", "title"),
                record.at("article", "status"),
            ]
            .map { $0?.string ?? "-" }.joined(separator: " "))
    }

    /// What was expected and never came.
    func lost(of expected: Set<String>) -> [String] { expected.subtracting(titles).sorted() }

    /// The same, whatever became of the articles.
    func lostItems(of expected: Set<String>) -> [String] {
        func item(_ name: String) -> Substring { name[..<(name.lastIndex(of: " ") ?? name.endIndex)] }
        return Set(expected.map(item)).subtracting(titles.map(item)).map(String.init).sorted()
    }

    /// Everything that is wrong, in one text; empty where the contract was kept.
    func verdict(expecting expected: Set<String>) -> String {
        (problems + lost(of: expected).map { "lost: \($0)" }).joined(separator: "; ")
    }
}
