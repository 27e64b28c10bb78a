import Basics

/// A block of a page and what extraction thought of it: for a person who wonders why.
public struct ExplainedBlock: Sendable {
    public var text: String
    /// The elements that it stands in, outermost first, with the first word of each one's class: `main > div.story > p`.
    public var path: String
    /// How likely it is content, 0 ... 1.
    public var score: Double
    public var isKept: Bool
    /// `score`, or the rule that overruled it.
    public var reason: String

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("kept")
        writer.value(isKept)
        writer.key("score")
        writer.value((score * 1000).rounded() / 1000)
        writer.field("reason", reason)
        writer.field("path", path)
        writer.field("text", text)
        writer.endObject()
    }
}
