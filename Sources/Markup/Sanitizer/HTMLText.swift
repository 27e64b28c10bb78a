import Basics

/// Text out of markup: tags gone, references decoded.
public enum HTMLText {
    /// What is taken for a tag.
    public enum Tags: Sendable {
        /// Everything that HTML's tokenizer takes for one.
        case all
        /// Only tags of elements that HTML, SVG or MathML has, so that `vector<int>` stays what it is; a tag that never ends
        /// is text too.
        case known
    }

    /// The text of a piece of HTML, cleaned and in NFC. White space is as a browser would show it: runs are one space,
    /// blocks and `br` begin a new line; the contents of `script`, `style` and their like are left out.
    public static func plain(_ html: UnsafeBufferPointer<UInt8>, tags: Tags = .all) -> String {
        guard html.hasByte(0x3C) || html.hasByte(0x26) else { return lines(html) }
        var output = ByteBuffer(capacity: html.count)
        var tokenizer = HTMLTokenizer(html)
        var strayScriptEnds = 0
        loop: while true {
            switch tokenizer.next() {
            case .text:
                let text = UnsafeBufferPointer(rebasing: html[tokenizer.textStart..<tokenizer.textEnd])
                CharacterReferences.decode(text, in: .text, into: &output, replacingSpace: true)
            case .startTag:
                // An end tag of a script whose start was commented out takes the next start with it: what follows is text.
                if strayScriptEnds > 0, tokenizer.name == script {
                    strayScriptEnds -= 1
                } else {
                    start(&tokenizer, tags, html, into: &output)
                }
            case .endTag:
                if tokenizer.name == script { strayScriptEnds += 1 }
                end(tokenizer, tags, html, into: &output)
            case .end: break loop
            }
        }
        if tags == .known, tokenizer.isCutInTag {
            let rest = UnsafeBufferPointer(rebasing: html[tokenizer.tagStart...])
            CharacterReferences.decode(rest, in: .text, into: &output, replacingSpace: true)
        }
        collapse(&output)
        return String(output).cleaned
    }

    public static func plain(_ html: String, tags: Tags = .all) -> String {
        var html = html
        return html.withUTF8 { plain($0, tags: tags) }
    }

    public static func plain(_ html: [UInt8], tags: Tags = .all) -> String {
        html.withUnsafeBufferPointer { plain($0, tags: tags) }
    }
}

extension HTMLText {
    private static let script = ByteName("script")

    /// A line end that survives the collapsing of white space.
    private static let lineBreak: UInt8 = 0x0B

    private static func start(
        _ tokenizer: inout HTMLTokenizer, _ tags: Tags, _ html: UnsafeBufferPointer<UInt8>,
        into output: inout ByteBuffer
    ) {
        guard let element = HTMLElement.table[tokenizer.name] else {
            if tags == .known, !OtherVocabularies.has(tokenizer.name) {
                output.append(tokenizer.tagStart..<tokenizer.index, of: html)
            }
            return
        }
        if element.isBlock || element.id == OpenElements.br { output.append(lineBreak) }
        switch element.treatment {
        case .keep, .unwrap: break
        case .remove: _ = tokenizer.skipRawText(tokenizer.name, length: element.name.utf8CodeUnitCount)
        case .removeRest:
            if tokenizer.skipRawText(tokenizer.name, length: element.name.utf8CodeUnitCount) == nil {
                tokenizer.skipRest()
            }
        case .textOnly:
            if let content = tokenizer.skipRawText(tokenizer.name, length: element.name.utf8CodeUnitCount) {
                output.append(content, of: html)
            }
        }
    }

    private static func end(
        _ tokenizer: HTMLTokenizer, _ tags: Tags, _ html: UnsafeBufferPointer<UInt8>, into output: inout ByteBuffer
    ) {
        guard let element = HTMLElement.table[tokenizer.name] else {
            if tags == .known, !OtherVocabularies.has(tokenizer.name) {
                output.append(tokenizer.tagStart..<tokenizer.index, of: html)
            }
            return
        }
        if element.isBlock { output.append(lineBreak) }
    }

    private static func lines(_ text: UnsafeBufferPointer<UInt8>) -> String {
        var output = ByteBuffer(capacity: text.count)
        if TextHygiene.needsCleaning(text) {
            output.append(String(decoding: text, as: UTF8.self).cleaned)
        } else {
            output.append(contentsOf: text)
        }
        collapse(&output)
        return String(output)
    }

    /// Runs of white space become one space, those with a line break in them one line feed; none is left at the ends.
    private static func collapse(_ text: inout ByteBuffer) {
        text.rewrite { bytes in
            var end = 0
            var pending: UInt8 = 0
            for index in 0..<bytes.count {
                let byte = bytes[index]
                switch byte {
                case lineBreak: pending = 0x0A
                case 0x20, 0x09, 0x0A, 0x0D, 0x0C: pending = pending == 0x0A ? 0x0A : 0x20
                default:
                    if pending != 0 {
                        if end > 0 {
                            bytes[end] = pending
                            end &+= 1
                        }
                        pending = 0
                    }
                    bytes[end] = byte
                    end &+= 1
                }
            }
            return end
        }
    }
}
