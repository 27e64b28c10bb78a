import Testing

@testable import Ingest

/// A document as text: strings in quotes, tables in braces, in the order of the keys.
func shown(_ value: TOMLNode.Value) -> String {
  switch value {
  case .string(let text): quoted(text)
  case .integer(let number): String(number)
  case .float(let number): number.isNaN ? "nan" : "\(number)"
  case .boolean(let flag): String(flag)
  case .dateTime(let text): text
  case .list(let list): "[" + list.elements.map { shown($0.value) }.joined(separator: ", ") + "]"
  case .section(let section):
    "{"
      + section.entries.map { "\(quoted($0.key)): \(shown($0.node.value))" }.joined(separator: ", ")
      + "}"
  }
}

@Suite struct TOMLReaderTests {
  @Test(arguments: [
    ("a bare key", "a = 1", #"{"a": 1}"#),
    ("quoted and dotted keys", "\"a b\".'c' . d = true", #"{"a b": {"c": {"d": true}}}"#),
    ("an empty quoted key", "\"\" = 1", #"{"": 1}"#),
    ("digits are keys", "3.14 = 1", #"{"3": {"14": 1}}"#),
    (
      "numbers", "a=[+1_000, -0, 0xdead_BEEF, 0o17, 0b101]", #"{"a": [1000, 0, 3735928559, 15, 5]}"#
    ),
    (
      "floats", "a=[1.5, -0.5e3, 1e-2, 6_0.0, inf, -inf, nan]",
      #"{"a": [1.5, -500.0, 0.01, 60.0, inf, -inf, nan]}"#
    ),
    (
      "dates", "a=[1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00, 1979-05-27, 07:32:00]",
      #"{"a": [1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00, 1979-05-27, 07:32:00]}"#
    ),
    ("escapes", #"a = "\b\t\n\f\r\"\\\u00e9\U0001F600""#, #"{"a": "\u0008\t\n\u000c\r\"\\é😀"}"#),
    ("literal text", #"a = 'C:\x "y"'"#, #"{"a": "C:\\x \"y\""}"#),
    ("lines", "a = \"\"\"\nx\n  y \\\n\n   z\"\"\"", #"{"a": "x\n  y z"}"#),
    ("quotes at the end of lines", "a = \"\"\"\"x\"\"\"\"\"", #"{"a": "\"x\"\""}"#),
    ("literal lines", "a = '''\nx\\\ny'''", #"{"a": "x\\\ny"}"#),
    ("an array over lines", "a = [ # one\n 1,\n\n 2, # two\n]", #"{"a": [1, 2]}"#),
    ("an inline table", "a = { b.c = 1, d = {} }", #"{"a": {"b": {"c": 1}, "d": {}}}"#),
    ("tables", "[a.b]\nc=1\n[a]\nd=2", #"{"a": {"b": {"c": 1}, "d": 2}}"#),
    (
      "arrays of tables", "[[f]]\na=1\n[f.h]\nx=1\n[[f]]\n[[f.g]]\n[[f.g]]\ny=2",
      #"{"f": [{"a": 1, "h": {"x": 1}}, {"g": [{}, {"y": 2}]}]}"#
    ),
    (
      "a carriage return before the line feed", "a = 1\r\n[b]\r\nc = [\r\n1]\r\n",
      #"{"a": 1, "b": {"c": [1]}}"#
    ),
    ("a byte order mark", "\u{FEFF}a = 1", #"{"a": 1}"#),
    ("nothing", "", "{}"),
  ])
  func reads(_ why: String, _ text: String, _ expected: String) {
    let document = TOMLDocument(parsing: Array(text.utf8))
    #expect(document.mistakes.isEmpty, "\(why)")
    #expect(shown(.section(document.root)) == expected, "\(why)")
  }

  @Test(arguments: [
    ("no value", "a =", "1:4"), ("no equals sign", "a 1", "1:3"), ("no key", "= 1", "1:1"),
    ("two values", "a = 1 2", "1:7"), ("a word", "a = yes", "1:5"),
    ("a leading zero", "a = 01", "1:5"),
    ("a stray underscore", "a = 1__0", "1:5"), ("a dot with no digits", "a = 1.", "1:5"),
    ("an integer beyond 64 bits", "a = 9223372036854775808", "1:5"),
    ("no such day", "a = 2023-02-29", "1:5"),
    ("a string that is not closed", "a = \"x\nb = 1", "1:5"),
    ("lines that are not closed", "a = '''x\n", "1:5"),
    ("an unknown escape", #"a = "x\q""#, "1:7"), ("half a surrogate pair", #"a = "\ud800""#, "1:6"),
    ("a control character", "a = \"x\u{1}\"", "1:7"),
    ("a control character in a comment", "a = 1 # \u{7}", "1:9"),
    ("an array that is not closed", "a = [1, 2\nb = 1", "2:1"),
    ("an inline table over lines", "a = { b = 1,\n c = 2 }", "1:13"),
    ("a comma too many", "a = { b = 1, }", "1:14"), ("a key twice", "a = 1\na = 2", "2:1"),
    ("a table twice", "[a]\n[a]", "2:2"), ("a value is no table", "a = 1\n[a.b]", "2:2"),
    ("an inline table is whole", "a = {}\n[a.b]", "2:2"),
    ("dotted keys are whole", "a.b = 1\n[a]", "2:2"),
    ("a table is not added to by dots", "[a.b]\n[c]\n[a]\nb.d = 1", "4:1"),
    ("an array is not added to", "a = []\n[[a]]", "2:3"),
    ("a header that is not closed", "[a\nb = 1", "1:3"),
    ("a bare carriage return", "a = 1\rb = 2", "1:6"),
    ("columns count characters", "\"äöü\" = x", "1:9"),
  ])
  func tellsWhere(_ why: String, _ text: String, _ place: String) {
    let source = SourceText(file: "f", bytes: Array(text.utf8))
    let document = TOMLDocument(parsing: source.bytes)
    #expect(
      document.mistakes.first.map { source.place($0.offset).description } == "f:" + place, "\(why)")
  }

  @Test("every mistake is told, and what is right is read") func goesOn() {
    let text = "a = \nb = 1\nc == 2\nd = [1,\n  \"x,\n]\ne = 3\n[t\n[u]\nf = 1 1\ng = 4\n"
    let source = SourceText(file: "f", bytes: Array(text.utf8))
    let document = TOMLDocument(parsing: source.bytes)
    #expect(document.mistakes.map { source.place($0.offset).line } == [1, 3, 5, 8, 10])
    #expect(shown(.section(document.root)) == #"{"b": 1, "e": 3, "u": {"f": 1, "g": 4}}"#)
  }

  @Test("below a header that is wrong nothing is told of what is right") func wrongHeaders() {
    let text = "[[feed]]\nurl = 1\n[[feed\nurl = 2\n[a]\nx = 1\n[a]\nx = 2\n[b]\ny = 1\n"
    let document = TOMLDocument(parsing: Array(text.utf8))
    #expect(document.mistakes.count == 2)
    #expect(
      shown(.section(document.root)) == #"{"feed": [{"url": 1}], "a": {"x": 1}, "b": {"y": 1}}"#)
  }

  @Test("bytes that are no UTF-8 have a place") func malformed() {
    let document = TOMLDocument(parsing: Array("a = '".utf8) + [0xC3, 0x28])
    #expect(document.mistakes.map(\.offset) == [5])
  }

  @Test("nesting ends at its bound, not with the stack") func depth() {
    let text = "a = " + String(repeating: "[", count: 100_000)
    #expect(TOMLDocument(parsing: Array(text.utf8)).mistakes.count == 1)
  }

  @Test("mistakes end at their bound") func manyMistakes() {
    let text = String(repeating: "a\n", count: 10_000)
    #expect(TOMLDocument(parsing: Array(text.utf8), maximumMistakes: 7).mistakes.count == 7)
  }

  @Test("tables are handed out one by one, the same as all at once") func streams() {
    let text = "[[feed]]\na=1\n[feed.h]\nx=1\n[http]\ny=1\n[[feed]]\n[[feed.g]]\n[[feed]]\nb=2\n"
    let whole = TOMLDocument(parsing: Array(text.utf8)).root["feed"].map { shown($0.value) }
    var reader = TOMLReader(Array(text.utf8), streaming: "feed")
    var parts: [String] = []
    while let node = reader.next() { parts.append(shown(node.value)) }
    #expect("[" + parts.joined(separator: ", ") + "]" == whole)
  }
}
