import Basics
import Markup

/// HTML that its feed escaped once too often, so that readers would show its tags.
enum EscapedTwice {
    /// The HTML that was meant. Nil where it is not certain: the whole must be escaped blocks, from the first tag to the
    /// last, with four tags at least, and hold none of its own. A text *about* HTML has words around its tags, or few tags.
    static func mend(_ html: [UInt8]) -> [UInt8]? {
        guard let start = html.firstIndex(where: { $0 > 0x20 }), html[start...].starts(with: opening),
            !html.hasByte(0x3C), let end = html.lastIndex(where: { $0 > 0x20 }),
            html[start...end].suffix(4).elementsEqual("&gt;".utf8),
            isBlock(html[(start + 4)...].prefix(while: isNamePart)), isBlock(lastTag(html[start...end].dropLast(4)))
        else { return nil }
        var tags = 0
        for index in start..<end - 3 where html[index] == 0x26 && html[index...].starts(with: opening) { tags += 1 }
        guard tags >= 4 else { return nil }
        return Array(CharacterReferences.decoded(String(decoding: html, as: UTF8.self)).utf8)
    }

    /// The name in the end tag that the text ends with, its bracket cut off; empty where it ends with none.
    private static func lastTag(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let name = text.suffix(text.reversed().prefix(while: isNamePart).count)
        return text[..<name.startIndex].suffix(5).elementsEqual("&lt;/".utf8) ? name : []
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
    }

    private static func isBlock(_ name: ArraySlice<UInt8>) -> Bool {
        blocks.contains(String(decoding: name, as: UTF8.self).asciiLowercased)
    }

    private static let opening = Array("&lt;".utf8)
    private static let blocks: Set<String> = [
        "article", "blockquote", "div", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "section", "table",
        "ul",
    ]
}
