/// Text that is never shown: printing, interpolating and reflecting it give `<redacted>`.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The secret itself, for the wire alone.
    public let revealed: String
    /// It could not be read here: `revealed` is what names it, and never sent.
    public let isWithheld: Bool

    public init(_ text: String) { (revealed, isWithheld) = (text, false) }

    init(withheld name: String) { (revealed, isWithheld) = (name, true) }

    public var description: String { "<redacted>" }
    public var debugDescription: String { "<redacted>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
