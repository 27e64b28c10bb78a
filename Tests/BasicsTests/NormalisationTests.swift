@_spi(_Unicode) import Swift
import Testing

@testable import Basics

/// What the fast way passes over is what the standard library would have left as it is: every character, alone and behind what it
/// might compose with or change places with.
@Test(arguments: [
    "", "e", "\u{1EA1}", "\u{627}", "\u{5E9}", "\u{3B7}", "\u{43E}\u{483}", "\u{304B}", "\u{AC00}", "\u{2DE0}",
])
func everyCharacterIsComposedAsUnicodeSays(_ before: String) {
    var wrong: [Unicode.Scalar] = []
    for value in UInt32(0x80)...0x3_FFFF {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let text = before + String(scalar)
        if !text.nfc.unicodeScalars.elementsEqual(text._nfc) { wrong.append(scalar) }
    }
    #expect(wrong.isEmpty)
}

@Test(arguments: [
    ("e\u{301}", "\u{E9}"), ("it’s e\u{301} – \u{2126}", "it’s \u{E9} – \u{3A9}"),
    ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"),
    ("q\u{307}\u{323}", "q\u{323}\u{307}"), ("Καλημέρα, “мир”, 日本語 한국어 😀", "Καλημέρα, “мир”, 日本語 한국어 😀"),
])
func textsAreComposed(_ text: String, _ composed: String) {
    #expect(text.nfc.unicodeScalars.elementsEqual(composed.unicodeScalars))
}
