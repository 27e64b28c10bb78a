import Basics

/// What is kept of a text to know it again and to see that it changed: hashes of all of it and of what is not volatile
/// in it, its length, and a sketch.
struct TextPrint: Hashable, Sendable {
    /// Of every visible character; 0 where there is no text.
    var exact: UInt64 = 0
    /// Of all but volatile words.
    var calm: UInt64 = 0
    /// Visible bytes.
    var length = 0
    /// It ends as a summary does that was cut from a longer text: in an ellipsis, perhaps with a link's words behind it.
    var endsCut = false
    var sketch = TextSketch()

    init() {}

    init(_ text: VisibleText, words: [TextWord]) {
        guard !text.isEmpty else { return }
        exact = ItemKey.of(text.hashIgnoringSpace())
        length = text.bytes.count
        let end = text.bytes.suffix(32)
        endsCut = zip(end, zip(end.dropFirst(), end.dropFirst(2))).contains {
            $0 == 0x2E && $1.0 == 0x2E && $1.1 == 0x2E
        }
        let marks = VolatileText.marks(words, in: text)
        var rest: [UInt8] = []
        rest.reserveCapacity(text.bytes.count)
        var hashes: [UInt64] = []
        hashes.reserveCapacity(words.count)
        for (word, isVolatile) in zip(words, marks) where !isVolatile {
            rest.append(contentsOf: text.bytes[word.range])
            // Numbers are all one in a sketch.
            if word.hash != 0 { hashes.append(word.numberlessHash) }
        }
        calm = rest.isEmpty ? exact : ItemKey.of(Hash64.of(rest))
        sketch = TextSketch(words: hashes)
    }
}
