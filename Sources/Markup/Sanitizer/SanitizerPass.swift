import Basics

/// One run of the sanitiser over one text: tokens in, clean markup out, a stack of the elements that are open.
struct SanitizerPass {
    private var tokenizer: HTMLTokenizer
    private var open: OpenElements
    private var writer: SanitizerWriter

    init(_ html: UnsafeBufferPointer<UInt8>, base: WebURL?, options: HTMLSanitizer.Options, isDoubtful: Bool) {
        tokenizer = HTMLTokenizer(html, maximumAttributes: options.maximumAttributes)
        open = OpenElements(maximumDepth: options.maximumDepth)
        writer = SanitizerWriter(
            html, links: LinkFilter(base: base, maximumLength: options.maximumURLLength), isDoubtful: isDoubtful)
    }

    mutating func run(into output: inout ByteBuffer) {
        while true {
            switch tokenizer.next() {
            case .text: writer.text(tokenizer.textStart..<tokenizer.textEnd, into: &output)
            case .startTag: startTag(&output)
            case .endTag: endTag(&output)
            case .end:
                open.closeAll(into: &output)
                return
            }
        }
    }

    private mutating func startTag(_ output: inout ByteBuffer) {
        guard let element = HTMLElement.table[tokenizer.name] else { return }
        switch element.treatment {
        case .keep: keep(element, &output)
        case .unwrap: break
        case .removeRest:
            if tokenizer.skipRawText(tokenizer.name, length: element.name.utf8CodeUnitCount) == nil {
                tokenizer.skipRest()
            }
        case .remove: _ = tokenizer.skipRawText(tokenizer.name, length: element.name.utf8CodeUnitCount)
        case .textOnly:
            let name = tokenizer.name
            if let content = tokenizer.skipRawText(name, length: element.name.utf8CodeUnitCount) {
                writer.rawText(content, into: &output)
            }
        }
    }

    /// An iframe has no more than its address; what stands in it is for readers that show no iframes, and so stays.
    private mutating func frame(_ element: HTMLElement, _ output: inout ByteBuffer) {
        if writer.startTag(element, tokenizer.attributes, into: &output) {
            OpenElements.writeEndTag(element.name, into: &output)
        }
    }

    private mutating func keep(_ element: HTMLElement, _ output: inout ByteBuffer) {
        guard open.hasRoom, !element.isTablePart || open.isInTable else { return }
        open.closeImplied(by: element, into: &output)
        if element.groups.contains(.frame) { return frame(element, &output) }
        if writer.startTag(element, tokenizer.attributes, into: &output), !element.isVoid { open.push(element) }
    }

    private mutating func endTag(_ output: inout ByteBuffer) {
        guard let element = HTMLElement.table[tokenizer.name], element.treatment == .keep else { return }
        if element.isVoid {
            if element.id == OpenElements.br { output.append("<br>" as StaticString) }
            return
        }
        open.close(element, into: &output)
    }
}
