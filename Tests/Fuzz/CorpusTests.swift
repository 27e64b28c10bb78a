import Ingest
import Testing

/// Every seed of the corpus, and all that a fuzzer ever found, through its target.
@Suite struct CorpusTests {
    private static let directory = String(#filePath.dropLast("CorpusTests.swift".utf8.count)) + "Corpus/"

    @Test("each target holds what it promises on its whole corpus", arguments: FuzzTarget.all.map(\.name))
    func holds(_ name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let files = SystemFiles().glob(Self.directory + name + "/*")
        #expect(!files.isEmpty, "\(name) has no corpus")
        for file in files {
            let bytes = try SystemFiles().read(file, limit: 1 << 20)
            #expect(throws: Never.self, "\(file)") { try target.run(bytes) }
            for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
                #expect(throws: Never.self, "\(file), cut off at \(end)") { try target.run(Array(bytes[..<end])) }
            }
        }
    }
}
