import Basics
import Logging

/// One event of the log as bytes, in each of the forms that can be asked for.
enum LogLine {
    /// `2026-01-02T03:04:05Z warning poll failed feed=example code=timeout`, for people and `grep`.
    static func text(_ event: Event, time: Timestamp?) -> String {
        let prefix = time.map { "\(Timestamp(seconds: $0.seconds)) " } ?? ""
        return prefix + "\(event.level) \(safe(event.message))"
            + event.fields.map { " \($0.name)=\(quoted($0.value))" }.joined()
            + "\n"
    }

    /// One JSON object a line; its texts are as quiet as those of `text`.
    static func json(_ event: Event, time: Timestamp) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("time", time)
        writer.field("level", "\(event.level)")
        writer.field("message", safe(event.message))
        for field in event.fields where !["time", "level", "message"].contains(field.name) {
            writer.key(field.name)
            writer.value(safe(field.value))
        }
        writer.endObject()
        writer.newline()
        return writer.finish()
    }

    /// A datagram for journald's native protocol (systemd, JOURNAL_NATIVE_PROTOCOL): `NAME=value` a line, fields in capitals.
    static func journal(_ event: Event) -> [UInt8] {
        var text = "PRIORITY=\(priority(event.level))\nSYSLOG_IDENTIFIER=feedmill\n"
        text += "MESSAGE=\(safe(event.message))\(event.fields.map { " \($0.name)=\(quoted($0.value))" }.joined())\n"
        for field in event.fields {
            let name = field.name.asciiLowercased.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
            text += "\(String(name).uppercased())=\(safe(field.value))\n"
        }
        return Array(text.utf8)
    }

    /// sd-daemon(3)'s numbers.
    static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    struct Event {
        let level: Logger.Level
        let message: String
        let fields: [(name: String, value: String)]
    }

    /// On one line, without anything that moves a terminal.
    private static func safe(_ text: String) -> String { text.cleaned.collapsed }

    private static func quoted(_ text: String) -> String {
        let text = safe(text)
        guard text.isEmpty || text.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
