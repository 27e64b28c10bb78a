import Basics
import Testing

@Test(arguments: [
    ("published", "ublish", 1), ("u ublis ublish", "ublish", 8), ("uuublish", "ublish", 2), ("ublis", "ublish", nil),
    ("", "a", nil), ("a", "a", 0),
])
func findsBytes(_ text: String, _ word: StaticString, _ place: Int?) {
    var text = text
    #expect(text.withUTF8 { ByteSearch.first(word, in: $0) } == place)
    #expect(text.holds(word) == (place != nil))
}

@Test func partsAtTheFirstMark() throws {
    let parts = try #require("Ann Lee and Bo Ray and Cy".parted(by: " and "))
    #expect(parts.before == "Ann Lee" && parts.behind == "Bo Ray and Cy")
    #expect("Ann Lee".parted(by: " and ") == nil)
    #expect("über alles – fast".parted(by: " – ").map { $0.behind } == "fast")
}
