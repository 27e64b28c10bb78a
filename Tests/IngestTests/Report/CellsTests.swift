import Testing

@testable import Ingest

@Test(arguments: [
    ("plain", "abc", 3), ("a letter with what stands on it", "e\u{301}", 1), ("Chinese", "新聞", 4), ("Korean", "뉴스", 4),
    ("a picture", "📰", 2), ("a picture of several scalars", "👩‍🔬", 2), ("a letter shown as a picture", "❤\u{FE0F}", 2),
    ("blocks", "▁█", 2), ("nothing", "", 0), ("full width", "Ａ", 2), ("a space that joins", "\u{200D}", 0),
])
func textIsMeasuredInCells(_ why: String, _ text: String, _ width: Int) {
    #expect(Cells.width(of: text) == width, "\(why)")
}

@Test(arguments: [
    ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("新聞社", 5, "新聞…"), ("新聞社", 4, "新…"), ("abc", 0, ""), ("abc", 1, "…"),
])
func whatDoesNotFitIsCut(_ text: String, _ width: Int, _ expected: String) {
    #expect(Cells.cut(text, to: width) == expected)
}

@Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("one", 7, ["one"]), ("", 7, [""]),
    ("https://example.org/long", 10, ["https://ex", "ample.org/", "long"]), ("新聞 社", 4, ["新聞", "社"]),
    ("新聞", 1, ["新", "聞"]), ("a\nb", 9, ["a b"]),
])
func textIsWrapped(_ text: String, _ width: Int, _ lines: [String]) {
    #expect(Cells.wrap(text, to: width) == lines)
}

@Test(arguments: [
    ("the highest is full, the least is seen", [0, 1, 50, 100], 10, true, "│ ▁▄█│"),
    ("in ASCII", [0, 1, 50, 100], 10, false, "| .=#|"),
    ("nothing at all", [0, 0], 10, true, "│  │"),
    ("added up where there is no room", [1, 1, 4, 4], 4, true, "│▂█│"),
    ("in groups of one size alone", [1, 1, 1, 1, 1, 1], 7, true, "│███│"),
])
func numbersArePlotted(_ why: String, _ numbers: [Int], _ width: Int, _ isUnicode: Bool, _ expected: String) {
    #expect(Plot.line(numbers, width: width, isUnicode: isUnicode) == expected, "\(why)")
}

@Test(
    arguments: [
        ("a pipe", [:], nil, TextStyle(width: 80, isUnicode: false)),
        ("a terminal", ["LANG": "de_DE.UTF-8"], 132, TextStyle(width: 132, isColoured: true)),
        ("COLUMNS says otherwise", ["LANG": "C.utf8", "COLUMNS": "60"], 132, TextStyle(width: 60, isColoured: true)),
        ("COLUMNS says nonsense", ["LC_ALL": "C.UTF-8", "COLUMNS": "wide"], nil, TextStyle()),
        ("no colour", ["LANG": "C.UTF-8", "NO_COLOR": "1"], 80, TextStyle()),
        ("NO_COLOR is empty", ["LANG": "C.UTF-8", "NO_COLOR": ""], 80, TextStyle(isColoured: true)),
        ("a dumb terminal", ["LANG": "C.UTF-8", "TERM": "dumb"], 80, TextStyle()),
        ("LC_ALL goes before LANG", ["LANG": "C.UTF-8", "LC_ALL": "C"], nil, TextStyle(isUnicode: false)),
        ("too narrow for anything", ["LANG": "C.UTF-8", "COLUMNS": "3"], nil, TextStyle(width: 20)),
    ] as [(String, [String: String], Int?, TextStyle)])
func theStyleFollowsTheSurroundings(
    _ why: String, _ environment: [String: String], _ columns: Int?, _ style: TextStyle
) {
    #expect(TextStyle(environment: environment, columns: columns) == style, "\(why)")
}

@Test func aFrameErasesWhatItDoesNotCover() {
    #expect(ScreenFrame.over("a\nb\nc", rows: 2) == "\u{1B}[Ha\u{1B}[K\r\nb\u{1B}[J")
}
