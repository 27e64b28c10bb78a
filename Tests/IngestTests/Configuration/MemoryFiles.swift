import Ingest

/// A file system in memory. One test uses one, on one thread, so nothing is locked.
final class MemoryFiles: FileReader, FileWriter, @unchecked Sendable {
    var files: [String: [UInt8]]
    /// What another program writes after so many reads of a file.
    var intruder: (path: String, reads: Int, text: String)?
    /// Files of another user's.
    var forbidden: Set<String> = []
    let currentDirectory = "/etc/feedmill"

    init(_ files: [String: String] = [:]) { self.files = files.mapValues { Array($0.utf8) } }

    subscript(_ path: String) -> String? { files[path].map { String(decoding: $0, as: UTF8.self) } }

    func read(_ path: String, limit: Int) throws(FileReadError) -> [UInt8] {
        if let other = intruder, other.path == path {
            intruder?.reads -= 1
            if other.reads == 0 {
                files[path] = Array(other.text.utf8)
                intruder = nil
            }
        }
        guard !forbidden.contains(path) else {
            throw FileReadError(code: "file-unreadable", message: "Permission denied", isForbidden: true)
        }
        guard let bytes = files[path] else {
            throw FileReadError(code: "file-missing", message: "No such file or directory")
        }
        guard bytes.count <= limit else { throw FileReadError(code: "file-too-large", message: "it is too long") }
        return bytes
    }

    /// Knows `*` in the last component alone.
    func obstacle(_ directory: String) -> String? { nil }

    func glob(_ pattern: String) -> [String] {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return files[pattern] == nil ? [] : [pattern] }
        return files.keys.filter {
            $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[1]) && !$0.dropFirst(parts[0].count).contains("/")
        }
        .sorted()
    }

    func write(_ bytes: [UInt8], to path: String) throws(FileWriteError) { files[path] = bytes }

    func remove(_ path: String) throws(FileWriteError) { files[path] = nil }

    static let main = "/etc/feedmill/feedmill.toml"

    func load(
        _ environment: [String: String] = [:], secrets: SecretUse = .sent
    ) -> Result<Configuration, ConfigurationErrors> {
        Configuration.load(path: "feedmill.toml", files: self, environment: environment, secrets: secrets)
    }

    /// The mistakes of a configuration of one file, as `LINE:COLUMN code`.
    static func mistakes(in text: String, _ more: [String: String] = [:]) -> [String] {
        let files = MemoryFiles(more.merging([main: text]) { $1 })
        guard case .failure(let errors) = files.load() else { return [] }
        return errors.errors.map { error in
            let file =
                error.place.file == main ? "" : error.place.file.split(separator: "/").last.map { "\($0):" } ?? ""
            return "\(file)\(error.place.line):\(error.place.column) \(error.code)"
        }
    }
}
