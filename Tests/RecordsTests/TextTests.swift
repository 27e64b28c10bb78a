import Basics
import Testing

@testable import Records

@Test(
    arguments: [
        ("<p>One two</p><p>three</p>", "One two\nthree"),
        ("<div>\n  One <b>t</b>wo<br>three </div>", "One two\nthree"),
        (
            "caf&#xe9; &amp; bar&hellip; &ldquo;x&rdquo; &mdash; it&rsquo;s", "café & bar... \"x\" - it's"
        ),
        ("cafe\u{301}", "café"),
        ("a<script>var x = '<p>no</p>'</script>b<!-- c > d -->e", "abe"),
        ("<img alt=\"a > b\" src=x>text", "text"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("zero\u{200B}width soft\u{AD}hyphen", "zerowidth softhyphen"),
        ("今日は", "今 日 は"),
        ("<p", ""),
        ("<p title=\"the hidden way\" =x>a</p><p HIDDEN>b</p><div class='x Advert'>c<div>d</div></div>e", "a\ne"),
        ("<p class=ad>a</p><p id='ad'>b", "b"), ("<div class=share>a</div>", "a"),
        ("&unknown; &#x110000;", "&unknown; &#x110000;"),
    ])
func aReaderSees(_ html: String, _ expected: String) {
    #expect(String(decoding: VisibleText(html: html).bytes, as: UTF8.self) == expected)
}

/// Words in brackets are volatile.
@Test(arguments: [
    "Twelve people, or 12 in all, died.",
    "The wall built in 1962 was updated in 1988.",
    "The meeting begins at 18:30 on Friday.",
    "[Updated] [10:32]", "[Last] [updated] [3] [November] [2026] [10:32] [UTC]",
    "We updated the page [on] [3] [November] [2026] [at] [10:32] with the names of all.",
    "[12] [comments]", "[No] [comments]", "Write [12] [comments]", "He has 12 dogs and 3 cats.",
    "12 comments were made by the jury and read out in court.",
    "By Anna, Ben and Rosa in News: [12] [comments] and [3] [likes]",
    "[posted] [3] [hours] [ago]", "posted [3] [hours] [ago] by Anna", "The talks took 3 hours.",
    "[5] [分] [前]", "[Just] [now]", "It is just.",
    "Rendered in [0.031] seconds", "Is it so? (updated 2)", "The train was 31 seconds late.",
    "session [8f3a2b1c9d]", "The iPhone15 costs 999 dollars.",
    "[Now] [10:31]", "The council now meets at a later hour in the old town hall at 10:31.",
    "The motion passed with 12 votes against 9 after a long debate.", "[12] [votes]",
    "[2026-11-03T10:32:07Z]", "[10:32:07]",
    "The police arrested 7 followers of the sect.", "12 vues aériennes", "Green: 399 votes", "The fire hurt 2 guests.",
    "[Rating:] [4.2/5] [(31] [votes)]", "[12] [comments] and [3] [likes]", "The treaty was signed 50 ans ago",
    "Vitamin C was tried in 2025.", "The copyright law of 1976 holds.", "© The Paper [2026]", "iOS 17.2 更 新",
    "死 者 12 人 ( 記 事 更 新 )",
    "閲 覧 数 : [1348] 回", "[12] 条 评 论", "最 終 更 新 : [2026] 年 [11] 月 [27] 日", "11 月 27 日 に 開 く",
])
func onlyWhatAMachineWritesIsVolatile(_ marked: String) {
    let text = VisibleText(plain: marked.filter { $0 != "[" && $0 != "]" })
    let marks = VolatileText.marks(TextWord.all(in: text), in: text)
    let expected = marked.split(separator: " ").map { $0.hasPrefix("[") }
    #expect(marks == expected, "\(marked)")
}

@Test func sketchesMeasureHowMuchOfATextIsThere() {
    let words = (0..<400).map { TextSketch.mix(UInt64($0)) }
    let all = TextSketch(words: words)
    #expect(all.similarity(to: TextSketch(words: words)) == 1)
    #expect(abs(all.similarity(to: TextSketch(words: Array(words.prefix(200)))) - 0.5) < 0.2)
    #expect(
        all.similarity(to: TextSketch(words: (500..<900).map { TextSketch.mix(UInt64($0)) })) < 0.25)
    #expect(TextSketch(words: []).isEmpty)
}

@Test("the lower case of a word is String's, whatever the script")
func everyScalarIsLowercasedAsStringDoes() {
    var differing: [Unicode.Scalar] = []
    for value in UInt32(0x80)..<0x2_0000 {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let word = "a" + String(scalar) + "z"
        var buffer = ByteBuffer()
        buffer.append(word)
        LowercaseMapping.lowercase(&buffer)
        if Array(buffer.bytes) != Array(word.lowercased().utf8) { differing.append(scalar) }
    }
    #expect(differing == [])
}

@Test("a word that is cut within a character is lowercased as String does, with what stands for the character")
func aCutWordIsMendedAsStringDoes() {
    for cut in 1...3 {
        let bytes = Array("aé漢".utf8.prefix(5 - cut))
        var buffer = ByteBuffer()
        buffer.append(contentsOf: bytes)
        LowercaseMapping.lowercase(&buffer)
        #expect(Array(buffer.bytes) == Array(String(decoding: bytes, as: UTF8.self).lowercased().utf8))
    }
}
