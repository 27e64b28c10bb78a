/// The name of an HTML element, as far as what a reader sees of its text depends on it.
struct TagName {
    private let name: [UInt8]

    init(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
        self.name = name.prefix(12).map { $0 | 0x20 }
    }

    /// Begins and ends a line of its own.
    var isBlock: Bool { TagName.blocks.contains(name) }
    var isScript: Bool { name == TagName.script }
    /// Its content is no text.
    var isInvisible: Bool { isScript || name == TagName.style }

    /// Has no end tag.
    var isVoid: Bool { TagName.voids.contains(name) }

    private static let voids = Set(
        "img br hr input meta link source area base col embed track wbr".split(separator: " ").map {
            $0.utf8.map { $0 | 0x20 }
        })
    private static let script = Array("script".utf8)
    private static let style = Array("style".utf8)
    private static let blocks = Set(
        """
        p div br li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr tr td th table tbody thead tfoot caption blockquote pre \
        section article header footer figure figcaption address aside nav main form fieldset option details summary \
        center
        """.split(separator: " ").map { $0.utf8.map { $0 | 0x20 } })
}
