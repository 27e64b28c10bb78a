import Basics
import Testing

private let check = JSONLineCheck(keys: ["id", "title", "tags", "inner"], maximumDepth: 3)

private func accepts(_ text: String) -> Bool { check.acceptsObject(Array(text.utf8)) }

private func accepts(_ bytes: [UInt8]) -> Bool {
    check.acceptsObject(Array(#"{"id":""#.utf8) + bytes + Array("\"}".utf8))
}

@Test(arguments: [
    "{}", #"{"id":"a"}"#, #"{"title":"","id":[]}"#, #"{"inner":{"id":1,"id":2,"any thing":null}}"#,
    #"{"tags":[true,false,null,0,-0,12,-3.25,1e9,1E-9,2.5e+10]}"#, #"{"id":"\"\\\/\n\r\t\u00e9\u2028\ud83d\ude00"}"#,
    #"{"id":"Füße über Brücken, 橋の上, 😀"}"#, #"{"id":{"a":{}},"tags":[[]]}"#,
    #"{"id":"0123456701234567012345670123456","title":"}],\":{[" }"#.replacing(" }", with: "}"),
])
func whatTheWriterWritesIsAccepted(_ text: String) {
    #expect(accepts(text))
}

@Test(
    "whatever would break a line, or stand outside of its object, is refused",
    arguments: [
        "", "[]", "\"a\"", "{", "}", "{}}", "{},{}", #"{"id":1}}"#, #"{"id":1},"sequence":1"#, #"{"id":1,}"#, #"{,}"#,
        #"{"id"}"#, #"{"id":}"#, #"{"id" :1}"#, #"{"id": 1}"#, "{\"id\":1}\n", "{\n\"id\":1}", #"{"id":1,"id":2}"#,
        #"{"id":1,"i\u0064":2}"#, #"{"sequence":1}"#, #"{"":1}"#, #"{id:1}"#, #"{"id":'a'}"#, #"{"tags":[1,]}"#,
        #"{"tags":[1 2]}"#, #"{"tags":[1}"#, #"{"tags":{"a":1]}"#, #"{"tags":[}"#, #"{"id":[[[]]]}"#,
        #"{"id":{"a":{"b":{}}}}"#, #"{"id":"a}"#, #"{"id":"a\"}"#, #"{"id":"\x"}"#, #"{"id":"\u12"}"#,
        #"{"id":"\u00g0"}"#, #"{"id":"\ud800"}"#, #"{"id":"\ud800\u0041"}"#, #"{"id":"\udc00"}"#, #"{"id":"\u0000"}"#,
        #"{"id":"\u001b[2J"}"#, #"{"id":"\b"}"#, #"{"id":01}"#, #"{"id":+1}"#, #"{"id":1.}"#, #"{"id":.5}"#,
        #"{"id":1e}"#, #"{"id":-}"#, #"{"id":NaN}"#, #"{"id":tru}"#, #"{"id":nul}"#, #"{"id":truex}"#, "\u{FEFF}{}",
    ])
func whatBreaksALineIsRefused(_ text: String) {
    #expect(!accepts(text))
}

@Test(
    "in a string, whatever is no printable scalar of well-formed UTF-8 is refused, wherever it stands",
    arguments: [
        [0x0A], [0x0D], [0x00], [0x1B], [0x7F], [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xC2], [0xC2, 0x41], [0xC2, 0x85],
        [0xE0, 0x9F, 0xBF], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9], [0xE2, 0x80], [0xED, 0xA0, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xF0, 0x9F, 0x98],
    ] as [[UInt8]])
func whatIsNoTextIsRefused(_ bytes: [UInt8]) {
    for length in 0..<17 {
        let plain = [UInt8](repeating: 0x61, count: length)
        #expect(accepts(plain + plain))
        #expect(!accepts(plain + bytes), "after \(length)")
        #expect(!accepts(plain + bytes + plain), "between \(length)")
    }
}

@Test(arguments: [
    ("", true), (#""id":1"#, true), (#""id":1,"tags":[{}]"#, true), (#""id":1,"#, false), (#","id":1"#, false),
    (#""id":1}"#, false), (#""id":1},"sequence":{"a":2"#, false), (#""id":1,"id":2"#, false),
    (#""status":"ok""#, false),
    (#"{"id":1}"#, false), (#""id""#, false), (#""id":1,"tags":[{}"#, false), (#""id":{"a":{}}"#, true),
    (#""id":{"a":{"b":[]}}"#, false),
])
func membersStayInTheirObject(_ text: String, _ isAccepted: Bool) {
    #expect(check.acceptsMembers(Array(text.utf8)) == isAccepted)
}

/// What is accepted is read by any reader of JSON as one object; nothing that is cut off anywhere is accepted.
@Test func nothingThatIsCutIsAccepted() throws {
    let whole = Array(#"{"id":"é\ud83d\ude00😀","tags":[1.5e3,{"a":1},true],"inner":{"b":"\n"}}"#.utf8)
    #expect(check.acceptsObject(whole))
    for count in whole.indices { #expect(!check.acceptsObject(Array(whole[..<count]))) }
    for place in whole.indices {
        for byte in [0x00, 0x0A, 0x20, 0x22, 0x2C, 0x5B, 0x5C, 0x7D, 0x80, 0xFF] as [UInt8] {
            var changed = whole
            changed[place] = byte
            guard check.acceptsObject(changed) else { continue }
            guard case .object = try JSONValue(parsing: changed) else {
                Issue.record("no object: \(String(decoding: changed, as: UTF8.self))")
                continue
            }
        }
    }
}

@Test func depthOfALineIsBounded() {
    let deep = JSONLineCheck(keys: ["id"], maximumDepth: 64)
    func nested(_ depth: Int) -> [UInt8] {
        Array(("{\"id\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}").utf8)
    }
    #expect(deep.acceptsObject(nested(63)))
    #expect(!deep.acceptsObject(nested(64)))
    #expect(!deep.acceptsObject(nested(1_000_000)))
}
