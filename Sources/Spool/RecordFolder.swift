import Glibc

/// A directory where records are kept outside a spool, with all directories in it: whatever a consumer named the files, and
/// packed or not by the ends of their names. Takes no lock and changes nothing.
public struct RecordFolder: Sendable {
    private let top: Directory
    private static let maximumDepth = 16

    /// Nil where there is no such directory.
    public init?(path: String) {
        guard let top = Directory(existing: path) else { return nil }
        self.top = top
    }

    /// Calls `body` with the path of each file and its lines, in no order; a file that cannot be read or unpacked has none.
    public func visit(_ body: (_ path: String, _ lines: [ArraySlice<UInt8>]) throws -> Void) throws {
        var open = [(directory: top, depth: 0)]
        while let (directory, depth) = open.popLast() {
            let walk = try DirectoryWalk(directory)
            while let name = walk.next() {
                if depth < RecordFolder.maximumDepth, let inner = directory.directory(name) {
                    open.append((inner, depth + 1))
                } else {
                    try body("\(directory.path)/\(name)", RecordFolder.lines(of: name, in: directory))
                }
            }
        }
    }

    private static func lines(of name: String, in directory: Directory) -> [ArraySlice<UInt8>] {
        let plain = name.prefix { $0 != ":" }
        let compression = SpoolCompression.allCases.first { $0 != .none && plain.hasSuffix($0.ending) } ?? .none
        return directory.read(name).flatMap { compression.unpacked($0) }?.split(separator: 0x0A) ?? []
    }
}
