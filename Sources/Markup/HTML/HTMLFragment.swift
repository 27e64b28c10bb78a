import Basics

/// A piece of clean markup: balanced, of allowed elements alone, white space collapsed, nothing empty. What an article is rendered
/// from, as HTML, text or Markdown. Made by `HTMLFragmentBuilder`.
public struct HTMLFragment: Sendable {
    enum Token: Sendable {
        /// `attributes` is a range of `HTMLFragment.attributes`.
        case open(HTMLTag, attributes: Range<Int32>)
        case close(HTMLTag)
        /// A void element: `br`, `hr`, `img`.
        case void(HTMLTag, attributes: Range<Int32>)
        /// A range of `HTMLFragment.bytes`.
        case text(Range<Int32>)
    }

    /// An attribute of an element; `value` is not escaped.
    public struct Attribute: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    var tokens: [Token] = []
    var attributes: [Attribute] = []
    var bytes: [UInt8] = []

    public init() {}

    /// Whether there is no text and no picture in it.
    public var isEmpty: Bool { tokens.isEmpty }

    /// As HTML: no white space that was not text, attributes in double quotes.
    public var html: String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + tokens.count * 8)
        for token in tokens {
            switch token {
            case .open(let tag, let attributes): write(tag, attributes, into: &out)
            case .void(let tag, let attributes): write(tag, attributes, into: &out)
            case .close(let tag):
                out.append(contentsOf: "</".utf8)
                out.append(contentsOf: tag.rawValue.utf8)
                out.append(0x3E)
            case .text(let range): HTMLFragment.escape(text(range), into: &out)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Puts `other` behind what is here.
    public mutating func append(_ other: HTMLFragment) {
        let (attributeOffset, byteOffset) = (Int32(attributes.count), Int32(bytes.count))
        func shifted(_ range: Range<Int32>, by offset: Int32) -> Range<Int32> {
            range.lowerBound + offset..<range.upperBound + offset
        }
        tokens += other.tokens.map { token in
            switch token {
            case .open(let tag, let attributes):
                .open(tag, attributes: shifted(attributes, by: attributeOffset))
            case .void(let tag, let attributes):
                .void(tag, attributes: shifted(attributes, by: attributeOffset))
            case .close(let tag): .close(tag)
            case .text(let range): .text(shifted(range, by: byteOffset))
            }
        }
        attributes += other.attributes
        bytes += other.bytes
    }

    func text(_ range: Range<Int32>) -> ArraySlice<UInt8> {
        bytes[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    func value(of name: String, in range: Range<Int32>) -> String? {
        attributes[Int(range.lowerBound)..<Int(range.upperBound)].first { $0.name == name }?.value
    }

    private func write(_ tag: HTMLTag, _ range: Range<Int32>, into out: inout [UInt8]) {
        out.append(0x3C)
        out.append(contentsOf: tag.rawValue.utf8)
        for attribute in attributes[Int(range.lowerBound)..<Int(range.upperBound)] {
            out.append(0x20)
            out.append(contentsOf: attribute.name.utf8)
            out.append(contentsOf: "=\"".utf8)
            HTMLFragment.escape(attribute.value.utf8, inAttribute: true, into: &out)
            out.append(0x22)
        }
        out.append(0x3E)
    }

    static func escape(
        _ text: some Sequence<UInt8>, inAttribute: Bool = false, into out: inout [UInt8]
    ) {
        for byte in text {
            switch byte {
            case 0x26: out.append(contentsOf: "&amp;".utf8)
            case 0x3C: out.append(contentsOf: "&lt;".utf8)
            case 0x3E: out.append(contentsOf: "&gt;".utf8)
            case 0x22 where inAttribute: out.append(contentsOf: "&quot;".utf8)
            default: out.append(byte)
            }
        }
    }
}
