import Basics
import Glibc
import Spool

/// Takes records out of a spool as a consumer does: reads a file of `new/`, then deletes it.
struct Consumer: Sendable {
    let spool: String

    /// What waits, in order; it is gone from the spool afterwards.
    func take() throws -> [JSONValue] {
        guard let reader = SpoolReader(path: spool) else { return [] }
        var records: [JSONValue] = []
        for name in try reader.names() {
            for line in reader.lines(of: name) { records.append(try JSONValue(parsing: line)) }
            unlink(spool + "/new/" + name)
        }
        return records
    }

    /// The names of a directory's files, sorted.
    static func names(_ directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}

extension JSONValue {
    /// The value that a path of keys leads to.
    func at(_ path: String...) -> JSONValue? {
        path.reduce(Optional(self)) { $0?[$1] }
    }
}
