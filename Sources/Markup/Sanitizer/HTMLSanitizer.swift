import Basics

/// Makes markup that a stranger wrote safe to show: only elements, attributes, URL schemes and CSS properties of an
/// allow-list are let through; what comes out is balanced, its URLs are absolute, and cleaning it again changes nothing.
///
/// No element that it writes has raw text in it, every attribute stands in double quotes with its specials escaped, and
/// every URL is one that was parsed: so a browser cannot read the result otherwise than it was meant.
public struct HTMLSanitizer: Sendable {
    /// The bounds, each of which only makes it leave out what is beyond.
    public struct Options: Sendable {
        /// Elements open at once; deeper ones lose their tags.
        public var maximumDepth = 200
        /// Attributes of one tag that are looked at.
        public var maximumAttributes = 64
        /// Bytes of one URL; a longer one is left out. Pictures in `data:` URLs are the reason for the size.
        public var maximumURLLength = 262_144

        public init() {}
    }

    public let base: WebURL?
    public let options: Options

    /// Relative URLs are resolved against `base`; without one they stay relative.
    public init(base: WebURL?, options: Options = Options()) {
        self.base = base
        self.options = options
    }

    /// Whether HTML has an element of that name, so that its tags mean something to it.
    public static func knows(_ element: ByteName) -> Bool { HTMLElement.table[element] != nil }

    /// Appends the clean form of `html`, which is UTF-8, to `output`. Time and memory are linear in its length.
    public func clean(_ html: UnsafeBufferPointer<UInt8>, into output: inout ByteBuffer) {
        guard !html.isEmpty else { return }
        output.reserve(html.count + html.count / 16 + 64)
        var pass = SanitizerPass(html, base: base, options: options, isDoubtful: TextHygiene.needsCleaning(html))
        pass.run(into: &output)
    }

    public func clean(_ html: [UInt8]) -> [UInt8] {
        var output = ByteBuffer()
        html.withUnsafeBufferPointer { clean($0, into: &output) }
        return [UInt8](output)
    }

    public func clean(_ html: String) -> String {
        var html = html
        var output = ByteBuffer()
        html.withUTF8 { clean($0, into: &output) }
        return String(output)
    }
}
