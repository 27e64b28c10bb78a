import Basics
import Feeds
import Foundation
import Markup
import Testing

/// A small feed that teaches one lesson, named for it, and beside it the record that must come out:
/// `FOLDER/LESSON.xml` (or `.jsonfeed`) and `FOLDER/LESSON.expected.json`, an object of `record` and, where they matter, `url`
/// (empty: none is known) and `content_type`.
struct FeedFixture: Sendable, CustomTestStringConvertible {
    let name: String
    let document: [UInt8]
    let url: String?
    let contentType: String?
    let record: JSONValue

    var testDescription: String { name }

    static let all: [FeedFixture] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects ?? []
        let documents = files.compactMap { $0 as? URL }.filter { ["xml", "jsonfeed"].contains($0.pathExtension) }
        return documents.sorted { $0.path < $1.path }.map(FeedFixture.init)
    }()

    private init(_ file: URL) {
        name = file.deletingPathExtension().pathComponents.suffix(2).joined(separator: "/")
        document = [UInt8]((try? Data(contentsOf: file)) ?? Data())
        let beside = file.deletingPathExtension().appendingPathExtension("expected.json")
        let expected = (try? JSONValue(parsing: [UInt8](Data(contentsOf: beside)))) ?? .null
        url = expected["url"].map { $0.string ?? "" } ?? "https://example.org/dir/feed"
        contentType = expected["content_type"]?.string
        record = expected["record"] ?? .null
    }

    /// What `feedmill parse` prints for it, but for `source`.
    func parsed() throws -> JSONValue {
        var writer = JSONWriter()
        do throws(FeedError) {
            let url = url.flatMap { $0.isEmpty ? nil : $0 }
            try FeedDocument(parsing: document, url: url, contentType: contentType).write(source: "-", to: &writer)
        } catch {
            error.write(source: "-", to: &writer)
        }
        return .object(try JSONValue(parsing: writer.finish()).members.filter { $0.key != "source" })
    }
}

@Suite struct FixtureTests {
    @Test(arguments: FeedFixture.all)
    func readsAsRecorded(_ fixture: FeedFixture) throws {
        let parsed = try fixture.parsed()
        #expect(
            parsed == fixture.record,
            "\(fixture.name): \(String(decoding: parsed.encoded, as: UTF8.self))")
    }

    /// A mend without a fixture is one that may have stopped working unseen.
    @Test(arguments: XMLFlaw.Kind.allCases.filter { $0 != .textLimit }.map(\.rawValue) + otherProblems)
    func everyProblemHasItsFixture(_ code: String) {
        #expect(
            FeedFixture.all.contains { $0.record["problems"]?.array.contains { $0["code"]?.string == code } ?? false })
    }

    /// Bounds that a small document cannot meet have tests of their own.
    @Test(arguments: ["html-page", "not-a-feed", "malformed-json", "empty"])
    func everyErrorHasItsFixture(_ code: String) {
        #expect(FeedFixture.all.contains { $0.record["error"]?["code"]?.string == code })
    }
}

private let otherProblems = [
    "double-encoded", "escaped-twice", "guessed-encoding", "malformed-json", "malformed-text", "missing-version",
    "unknown-encoding", "unreadable-date", "windows-1252-controls", "wrong-content-type", "wrong-encoding",
]
