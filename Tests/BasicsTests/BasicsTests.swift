import Basics
import Testing

@Test(
    arguments: [
        (0, 0, "1970-01-01T00:00:00Z"), (1_518_716_940, 250_000_000, "2018-02-15T17:49:00.25Z"),
        (-1, 0, "1969-12-31T23:59:59Z"), (951_782_400, 0, "2000-02-29T00:00:00Z"),
    ] as [(Int64, Int32, String)])
func timestampsAreWrittenAndRead(_ seconds: Int64, _ nanoseconds: Int32, _ text: String) {
    let time = Timestamp(seconds: seconds, nanoseconds: nanoseconds)
    #expect(time.description == text)
    #expect(Timestamp(rfc3339: text) == time)
}

@Test func offsetsAreSubtracted() {
    #expect(Timestamp(rfc3339: "2018-02-15T19:49:00+02:00")?.seconds == 1_518_716_940)
    #expect(Timestamp(rfc3339: "2018-02-30T19:49:00Z") == nil)
    #expect(Timestamp(seconds: 5) + -0.5 == Timestamp(seconds: 4, nanoseconds: 500_000_000))
}

@Test(arguments: [
    (
        #"{"a":[1,2.5,-3e2],"b":"x\n\u00e9\ud83d\ude00","c":null,"d":true}"#,
        #"{"a":[1,2.5,-300],"b":"x\né😀","c":null,"d":true}"#
    ),
    ("[]", "[]"), (#""\ud800""#, "\"\u{FFFD}\""), ("\"\\u2028\"", #""\u2028""#),
])
func jsonIsReadAndWritten(_ text: String, _ expected: String) throws {
    #expect(String(decoding: try JSONValue(parsing: text).encoded, as: UTF8.self) == expected)
}

@Test(arguments: ["", "{", "[1,]", "{\"a\":1,}", "01", "\"a", "nul", "[1] 2", "{a:1}", "\"\t\""])
func whatIsNotJSONIsToldWithItsPlace(_ text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
}

@Test func publishersJSONIsReadLeniently() throws {
    let value = try JSONValue(parsing: "<!-- x -->{\"a\":\"b\nc\",/* y */\"d\":[1,,2,],} tail", .lenient)
    #expect(value["a"]?.string == "b\nc")
    #expect(value["d"]?.array.count == 2)
}

@Test func depthIsBounded() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "[", count: 100_000)) }
}

@Test func hashesAreThePublishedOnes() {
    #expect(Hash64.of("") == 0xEF46_DB37_51D8_E999)
    #expect(Hash64.of("abc") == 0x44BC_2CF5_AD77_0999)
    #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}

@Test func textIsNormalised() {
    #expect(Array("e\u{301}".nfc.unicodeScalars) == ["\u{E9}"])
    #expect("a\u{0}\u{1B}[31m\r\nb\u{202E}".cleaned == "a[31m\nb")
    #expect(" a \u{A0}\n b ".collapsed == "a b")
}

@Test(arguments: [
    (0.5, "2026-01-01T00:00:00.5Z"), (-0.5, "2025-12-31T23:59:59.5Z"), (.nan, "2026-01-01T00:00:00Z"),
    (.infinity, "2311-03-15T16:00:00Z"), (-1e300, "1740-10-20T08:00:00Z"),
])
func aSpanThatNothingCanBeReckonedWithIsNoTrap(_ span: Double, _ expected: String) {
    #expect((Timestamp(rfc3339: "2026-01-01T00:00:00Z")! + span).description == expected)
}
