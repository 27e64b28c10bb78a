import Basics
import HTTP
import Testing

@testable import Ingest

/// A file of the tree.
private func repository(_ path: String) throws -> String {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    return String(decoding: try SystemFiles().read("/\(root)/\(path)", limit: 4 << 20), as: UTF8.self)
}

@Test(arguments: [
    ("http-404", "look at the address in a browser; `feedmill discover` finds new ones"),
    ("http-410", "remove the feed, or look for its new address with `feedmill discover`"),
    ("http-503", "nothing, unless it lasts: look at the site"),
    ("http-302", "look at the address in a browser"),
    ("http-4040", nil), ("strange", nil), ("", nil),
])
func aCodeHasItsAdvice(_ code: String, _ help: String?) {
    #expect(Advice.of(code)?.help == help)
}

@Test func everyCodeHasItsPage() {
    let pages = Set(CodeReference.pages.map(\.code))
    let families = ["http-401", "http-407", "http-408", "http-425", "http-xxx"]
    for code in Advice.table.flatMap(\.codes) where !families.contains(code) {
        #expect(pages.contains(code), "\(code)")
    }
}

@Test func noCodeStandsTwice() {
    let codes = Advice.table.flatMap(\.codes)
    #expect(Set(codes).count == codes.count)
}

@Test func everyMetricIsInTheDocuments() throws {
    let text = try repository("docs/operating.md")
    for family in Metrics.full.families {
        let name = family.name + (family.kind == .counter ? "_total" : "")
        #expect(text.contains("`\(name)"), "\(name)")
    }
}
