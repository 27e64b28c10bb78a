import Basics

/// What is kept of a text to know it again and to see that it changed: hashes of all of it and of what is not volatile
/// in it, its length, and a sketch.
struct TextPrint: Hashable, Sendable {
    /// From so many bytes on a text that is the same is the same item's, where nothing else tells.
    static let telling = 200

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
        exact = TextPrint.hash(text, words)
        length = text.bytes.count
        let end = text.bytes.suffix(32)
        endsCut = zip(end, zip(end.dropFirst(), end.dropFirst(2))).contains {
            $0 == 0x2E && $1.0 == 0x2E && $1.1 == 0x2E
        }
        let marks = VolatileText.marks(words, in: text)
        var hashes: [UInt64] = []
        hashes.reserveCapacity(words.count)
        // Numbers are all one in a sketch.
        for (word, isVolatile) in zip(words, marks) where !isVolatile && word.hash != 0 {
            hashes.append(word.numberlessHash)
        }
        // Without a volatile word, what is calm is everything.
        calm = marks.contains(true) ? TextPrint.calm(text, words, marks) ?? exact : exact
        sketch = TextSketch(words: hashes)
    }

    /// The hash of what is not volatile; nil where all is.
    private static func calm(_ text: VisibleText, _ words: [TextWord], _ marks: [Bool]) -> UInt64? {
        guard marks.contains(false) else { return nil }
        return hash(text, zip(words, marks).lazy.filter { !$1 }.map(\.0))
    }

    /// Of the characters of some words: how words are parted and blocks are set says nothing.
    private static func hash(_ text: VisibleText, _ words: some Sequence<TextWord>) -> UInt64 {
        var letters = ByteBuffer(capacity: text.bytes.count)
        text.bytes.withUnsafeBufferPointer { bytes in
            for word in words { letters.append(word.range, of: bytes) }
        }
        return ItemKey.of(Hash64.of(UnsafeRawBufferPointer(letters.bytes)))
    }
}
