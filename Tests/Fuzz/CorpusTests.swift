import Glibc
import Testing

/// Every seed of the corpus, and all that a fuzzer ever found, through its target.
@Suite struct CorpusTests {
    private static let directory = String(#filePath.dropLast("CorpusTests.swift".utf8.count)) + "Corpus/"

    @Test("each target holds what it promises on its whole corpus", arguments: FuzzTarget.all.map(\.name))
    func holds(_ name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let files = Self.files(in: Self.directory + name)
        #expect(!files.isEmpty, "\(name) has no corpus")
        for file in files {
            let bytes = Self.bytes(of: file)
            #expect(throws: Never.self, "\(file)") { try target.run(bytes) }
            for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
                #expect(throws: Never.self, "\(file), cut off at \(end)") { try target.run(Array(bytes[..<end])) }
            }
        }
    }

    private static func files(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(directory + "/" + name) }
        }
        return names.sorted()
    }

    private static func bytes(of file: String) -> [UInt8] {
        guard let stream = fopen(file, "r") else { return [] }
        defer { fclose(stream) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        return Array(bytes[..<fread(&bytes, 1, bytes.count, stream)])
    }
}
