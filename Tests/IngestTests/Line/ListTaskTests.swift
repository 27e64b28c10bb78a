import Testing

@testable import Ingest

@Suite struct ListTaskTests {
    private func answer(_ document: String) throws -> ListTask.Reply {
        try ListTask.Reply(bytes: WorkerLine.handle(ListTask.Request(document: Array(document.utf8)).bytes))
    }

    @Test("a worker counts the feeds of a list") func counts() throws {
        let outline = "<outline xmlUrl='https://a.example/'/><outline text='no feed'/>"
        #expect(try answer("<opml><body>\(outline)</body></opml>") == .list(feeds: 1))
        #expect(try answer("<opml><body></body></opml>") == .list(feeds: 0))
    }

    @Test("and says what is none, and in which line") func refuses() throws {
        guard case .failed(let error) = try answer("\n<html></html>") else {
            Issue.record("taken for a list")
            return
        }
        #expect(error.code == "not-opml" && error.message.hasPrefix("line 2: "))
    }

    @Test("a reply that is cut off is an error") func cutOff() {
        let bytes = ListTask.Reply.failed(ListTask.Failure(code: "c", message: "m")).bytes
        for end in bytes.indices {
            #expect(throws: (any Error).self) { try ListTask.Reply(bytes: Array(bytes[..<end])) }
        }
    }
}
