/// An error that someone acts on: a stable code for programs, a sentence for people.
public protocol CodedError: Error, Sendable, CustomStringConvertible {
    /// `error.code` in records, status and logs: part of the interface, added to, never renamed. `kebab-case`.
    var code: String { get }
    /// What happened, then what would help.
    var message: String { get }
}

extension CodedError {
    public var description: String { "\(code): \(message)" }
}

extension JSONWriter {
    /// `"error": {"code", "message", "line"}`, as every record and every line of output has it. What a message repeats of a
    /// stranger's words cannot move a terminal.
    public mutating func error(code: String, message: String, line: Int? = nil) {
        key("error")
        beginObject()
        field("code", code)
        field("message", message.cleaned.collapsed)
        field("line", line)
        endObject()
    }

    /// The object that stands in place of a result that could not be had from `source`.
    public mutating func failure(of source: String, _ failure: some CodedError, line: Int? = nil) {
        beginObject()
        field("source", source)
        error(code: failure.code, message: failure.message, line: line)
        endObject()
    }
}
