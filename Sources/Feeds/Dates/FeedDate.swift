import Basics

/// Times as feeds write them: RFC 822 and its corruptions, RFC 3339, ISO 8601, asctime, and what publishers made up.
///
/// A time without an offset is UTC, but for Korean ones, which say by their words where they are from. What is no time is
/// nil, never a guess. Reads no clock.
public enum FeedDate {
    /// The instant that the text names; `maximumLength` bytes are looked at, a longer text is no time.
    public static func parse(_ text: String, maximumLength: Int = 100) -> Timestamp? {
        let text = text.cleaned.collapsed
        guard !text.isEmpty, text.utf8.count <= maximumLength else { return nil }
        if let time = MailDate.parse(text) { return time }
        return ISODate.parse(text)?.timestamp ?? UnixTime.parse(text) ?? inWords(text)
    }

    private static func inWords(_ text: String) -> Timestamp? {
        let (text, zone) = ZoneRule.split(withPlainDashes(text))
        var words = DateWords(text)
        guard var parts = ISODate.parse(text) ?? words.read() else { return nil }
        switch zone {
        case .none: break
        case .unknown where parts.offsetSeconds == nil: return nil
        case .unknown: break
        case .known(let rule):
            guard parts.offsetSeconds == nil else { break }
            guard let offset = rule.offset(at: parts) else { return nil }
            parts.offsetSeconds = offset
        }
        return parts.timestamp
    }

    /// Hyphens, dashes and minus signs of any kind as the one of ASCII.
    private static func withPlainDashes(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0xE2 }) else { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x2010...0x2013, 0x2212, 0xFE63, 0xFF0D: scalars.append("-")
            case 0xFF0B: scalars.append("+")
            case 0xFF1A: scalars.append(":")
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
