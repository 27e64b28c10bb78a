import Basics
import Glibc

/// Reads a document in UTF-8 as a balanced run of elements and text, with namespaces resolved to small numbers. What is not
/// well-formed is mended on the way and noted in `flaws`.
///
/// It copies nothing: texts are ranges of the document until `append` decodes them.
public struct XMLReader: ~Copyable {
    public enum Event: Sendable {
        /// `element`, `attributes`.
        case start
        /// `element`, `elementStart`.
        case end
        /// `text`, `isCDATA`.
        case text
        case finished
    }

    /// An element's or attribute's name.
    public struct Name: Sendable {
        /// As the vocabulary numbers them; 0 for none, `XMLVocabulary.other` for one it does not know.
        public var namespace: UInt8
        public var local: ByteName
        /// As written, prefix and all; empty for an element that was closed without an end tag.
        public var range: Range<Int>
    }

    public struct Attribute: Sendable {
        public var name: Name
        public var value: Range<Int>
    }

    private struct Open {
        var name: Name
        var start: Int
        var bindings: Int
        var rawName: Range<Int>
    }

    private struct Binding {
        var prefix: ByteName
        var namespace: UInt8
    }

    private var tokenizer: XMLTokenizer
    private var decoder: XMLText
    private let vocabulary: XMLVocabulary
    private var open: [Open] = []
    private var bindings: [Binding] = []
    /// End tags that are owed: the stack shrinks to this depth, an event at a time.
    private var closingTo: Int?
    /// Elements that were passed over because they lie too deep, still open.
    private var skipped = 0
    private var roots = 0
    public private(set) var element = Name(namespace: 0, local: .empty, range: 0..<0)
    /// Where the element that just ended began, its `<`.
    public private(set) var elementStart = 0
    public private(set) var attributes: [Attribute] = []
    public private(set) var text = 0..<0
    public private(set) var isCDATA = false
    /// The document ended within its root.
    public private(set) var endsEarly = false

    public init(_ bytes: UnsafeBufferPointer<UInt8>, vocabulary: XMLVocabulary, limits: XMLLimits = XMLLimits()) {
        tokenizer = XMLTokenizer(bytes, limits: limits)
        decoder = XMLText(limits: limits)
        self.vocabulary = vocabulary
    }

    public var flaws: [XMLFlaw] { tokenizer.flaws }
    /// Elements that are open, the current one included after its start.
    public var depth: Int { open.count }
    /// Where the tag or text begins that was read last.
    public var tokenStart: Int { tokenizer.tokenStart }
    /// Where reading stands.
    public var offset: Int { tokenizer.index }
    public var doctype: Range<Int>? { tokenizer.doctype }
    public var bytes: UnsafeBufferPointer<UInt8> { tokenizer.bytes }

    public mutating func note(_ kind: XMLFlaw.Kind, at offset: Int) { tokenizer.note(kind, at: offset) }

    /// Appends a range of the document with its references decoded.
    public mutating func append(_ range: Range<Int>, into output: inout ByteBuffer) {
        decoder.append(range, &tokenizer, into: &output)
    }

    /// The nearest offset at or before `offset` where a character begins.
    public func characterBoundary(before offset: Int) -> Int {
        var offset = offset
        while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
        return offset
    }

    /// Notes the flaws of references in a range that nobody will decode.
    public mutating func checkReferences(_ range: Range<Int>) {
        guard !isCDATA else { return }
        decodeForFlaws(range)
    }

    private mutating func decodeForFlaws(_ range: Range<Int>) {
        guard memchr(bytes.baseAddress! + range.lowerBound, 0x26, range.count) != nil else { return }
        var output = ByteBuffer(capacity: range.count)
        append(range, into: &output)
    }

    /// The element that just began becomes a child of the one at `depth`: those between were never closed.
    public mutating func adopt(at depth: Int) {
        guard open.count > depth + 1 else { return }
        tokenizer.note(.misnestedTag, at: tokenizer.tokenStart)
        open.removeSubrange(depth..<open.count - 1)
        if closingTo != nil { closingTo = open.count - 1 }
    }

    /// A range of the document as text, its references decoded.
    public mutating func string(_ range: Range<Int>) -> String {
        let raw = UnsafeBufferPointer(rebasing: bytes[range])
        guard raw.hasByte(0x26) else { return String(decoding: raw, as: UTF8.self) }
        var output = ByteBuffer(capacity: range.count)
        append(range, into: &output)
        return String(output)
    }

    public mutating func next() -> Event {
        if let target = closingTo {
            if open.count > target {
                close()
                return .end
            }
            closingTo = nil
        }
        while true {
            switch tokenizer.next() {
            case .startTag:
                if start() { return .start }
            case .endTag:
                if end() { return .end }
            case .text:
                guard skipped == 0 else { continue }
                text = tokenizer.text
                isCDATA = false
                if !open.isEmpty { return .text }
                noteJunk()
            case .cdata:
                if open.isEmpty { tokenizer.note(.textOutsideRoot, at: tokenizer.tokenStart) }
                guard skipped == 0, !open.isEmpty else { continue }
                text = tokenizer.text
                isCDATA = true
                return .text
            case .end:
                guard !open.isEmpty else { return .finished }
                tokenizer.note(.unclosedTag, at: tokenizer.index)
                endsEarly = true
                closingTo = 0
                close()
                return .end
            }
        }
    }

    private mutating func noteJunk() {
        let isBlank = tokenizer.bytes[text].allSatisfy { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D }
        if !isBlank { tokenizer.note(.textOutsideRoot, at: text.lowerBound) }
    }
}

extension XMLReader {
    /// Takes the start tag in; false where it lies too deep.
    private mutating func start() -> Bool {
        guard skipped == 0, open.count < tokenizer.limits.maximumDepth else {
            if !tokenizer.isSelfClosing { skipped += 1 }
            tokenizer.note(.depthLimit, at: tokenizer.tokenStart)
            return false
        }
        if open.isEmpty {
            roots += 1
            if roots == 2 { tokenizer.note(.severalRoots, at: tokenizer.tokenStart) }
        }
        let outer = bindings.count
        bind()
        element = resolve(tokenizer.name, isAttribute: false)
        if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
        for attribute in tokenizer.attributes {
            let name = resolve(attribute.name, isAttribute: true)
            if attributes.count < 32,
                attributes.contains(where: { $0.name.local == name.local && $0.name.namespace == name.namespace })
            {
                tokenizer.note(.duplicateAttribute, at: attribute.name.lowerBound)
                continue
            }
            attributes.append(Attribute(name: name, value: attribute.value))
            checkValue(attribute.value)
        }
        open.append(Open(name: element, start: tokenizer.tokenStart, bindings: outer, rawName: tokenizer.name))
        if tokenizer.isSelfClosing { closingTo = open.count - 1 }
        return true
    }

    /// XML 1.0, production 10. A value's references are decoded only where somebody asks for it, so they are looked at here.
    private mutating func checkValue(_ value: Range<Int>) {
        if memchr(bytes.baseAddress! + value.lowerBound, 0x3C, value.count) != nil {
            tokenizer.note(.bareLessThan, at: value.lowerBound)
        }
        decodeForFlaws(value)
    }

    /// Takes the end tag in; false where it closes nothing.
    private mutating func end() -> Bool {
        if skipped > 0 {
            skipped -= 1
            return false
        }
        let name = tokenizer.name
        if let last = open.last, isSame(last.rawName, name) {
            close()
            return true
        }
        guard let index = open.lastIndex(where: { isSame($0.rawName, name) }) ?? lastIndexIgnoringCase(name) else {
            tokenizer.note(.strayEndTag, at: tokenizer.tokenStart)
            return false
        }
        tokenizer.note(.misnestedTag, at: tokenizer.tokenStart)
        closingTo = index
        close()
        return true
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        a.count == b.count && memcmp(bytes.baseAddress! + a.lowerBound, bytes.baseAddress! + b.lowerBound, a.count) == 0
    }

    /// An element of the same local name: `</Title>`, `</title>` for `<rss:title>`.
    private func lastIndexIgnoringCase(_ name: Range<Int>) -> Int? {
        let (_, local) = split(name)
        let wanted = ByteName(bytes.baseAddress! + local.lowerBound, local.count)
        return open.lastIndex { $0.name.local == wanted }
    }

    private mutating func close() {
        let last = open.removeLast()
        element = last.name
        elementStart = last.start
        bindings.removeLast(bindings.count - last.bindings)
    }

    private func split(_ name: Range<Int>) -> (prefix: Range<Int>, local: Range<Int>) {
        guard let found = memchr(bytes.baseAddress! + name.lowerBound, 0x3A, name.count) else {
            return (name.lowerBound..<name.lowerBound, name)
        }
        let colon = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
        return (name.lowerBound..<colon, colon + 1..<name.upperBound)
    }

    /// Takes in the namespaces that the tag declares.
    private mutating func bind() {
        for attribute in tokenizer.attributes
        where attribute.name.count >= 5 && tokenizer.matches("xmlns", at: attribute.name.lowerBound) {
            let prefix: Range<Int>
            if attribute.name.count == 5 {
                prefix = attribute.name.upperBound..<attribute.name.upperBound
            } else if bytes[attribute.name.lowerBound + 5] == 0x3A {
                prefix = attribute.name.lowerBound + 6..<attribute.name.upperBound
            } else {
                continue
            }
            let name = ByteName(bytes.baseAddress! + prefix.lowerBound, prefix.count)
            // Namespaces in XML 1.0, sections 2.2 and 3: no prefix is undeclared, `xmlns` never declared.
            if attribute.name.count > 5, attribute.value.isEmpty || name == Self.xmlns {
                tokenizer.note(.badNamespace, at: attribute.name.lowerBound)
            }
            let uri = UnsafeBufferPointer(rebasing: bytes[attribute.value])
            let namespace = vocabulary.namespace(uri, prefix: name)
            if name == Self.xml, vocabulary.namespace(uri, prefix: .empty) != XMLVocabulary.xml {
                tokenizer.note(.badNamespace, at: attribute.name.lowerBound)
            } else {
                bindings.append(Binding(prefix: name, namespace: namespace))
            }
        }
    }

    private mutating func resolve(_ range: Range<Int>, isAttribute: Bool) -> Name {
        let (prefixRange, localRange) = split(range)
        let local = ByteName(bytes.baseAddress! + localRange.lowerBound, localRange.count)
        if prefixRange.isEmpty && isAttribute { return Name(namespace: 0, local: local, range: range) }
        let prefix = ByteName(bytes.baseAddress! + prefixRange.lowerBound, prefixRange.count)
        var index = bindings.count
        while index > 0 {
            index -= 1
            if bindings[index].prefix == prefix {
                return Name(namespace: bindings[index].namespace, local: local, range: range)
            }
        }
        if prefixRange.isEmpty { return Name(namespace: 0, local: local, range: range) }
        let namespace = vocabulary.byPrefix[prefix] ?? XMLVocabulary.other
        if namespace != XMLVocabulary.xml, prefix != Self.xmlns {
            tokenizer.note(.undeclaredPrefix, at: range.lowerBound)
        }
        return Name(namespace: namespace, local: local, range: range)
    }

    private static var xmlns: ByteName { ByteName("xmlns") }
    private static var xml: ByteName { ByteName("xml") }
}
