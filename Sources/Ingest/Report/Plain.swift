import Basics

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
