import Basics
import Glibc

/// Spans of time and sizes as a person reads them.
public enum Plain {
    /// `3 s`, `12 min`, `5 h`, `2 d`: the largest unit of which there is at least one and a half.
    public static func span(_ seconds: Double) -> String {
        let seconds = abs(seconds)
        if seconds < 90 { return "\(Int(seconds.rounded())) s" }
        if seconds < 90 * 60 { return "\(Int((seconds / 60).rounded())) min" }
        if seconds < 36 * 3600 { return "\(Int((seconds / 3600).rounded())) h" }
        return "\(Int((seconds / 86_400).rounded())) d"
    }

    /// `90s`, `15m`, `6h`, `7d` in seconds, as the configuration has durations; nil for all else.
    public static func parseSpan(_ text: String) -> Double? { DurationText.parse(text) }

    /// `in 5 min`, `3 h ago`.
    public static func relative(_ time: Timestamp, to now: Timestamp) -> String {
        let distance = time - now
        if abs(distance) < 1 { return "now" }
        return distance > 0 ? "in \(span(distance))" : "\(span(distance)) ago"
    }

    /// `2026-11-28 05:48:35`, by the clock on the wall: the zone is the process's, as TZ or /etc/localtime has it.
    public static func local(_ time: Timestamp) -> String {
        var (seconds, parts) = (time_t(time.seconds), tm())
        guard localtime_r(&seconds, &parts) != nil else { return time.description }
        func digits(_ number: Int32, _ count: Int = 2) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1))-\(digits(parts.tm_mday)) "
            + "\(digits(parts.tm_hour)):\(digits(parts.tm_min)):\(digits(parts.tm_sec))"
    }

    /// `7`, `1,234`, `200,000`.
    public static func count(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }

    /// `1 feed`, `3 feeds`; `plural` where it is more than an s.
    public static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(count(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// `512 B`, `3.4 KiB`, `12 MiB`.
    public static func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        for unit in ["B", "KiB", "MiB", "GiB", "TiB"] {
            if value < 1000 || unit == "TiB" {
                let digits = unit == "B" || value >= 10 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
                return "\(digits) \(unit)"
            }
            value /= 1024
        }
        return "\(bytes) B"
    }
}
