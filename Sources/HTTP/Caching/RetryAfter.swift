import Basics

/// When a server that refused wants to be asked again (RFC 9110, 10.2.3).
public enum RetryAfter {
    /// A week: a longer wish is honoured so far, then asked again.
    public static let longest: Double = 7 * 86_400

    /// Seconds from now, 0 ... `cap`; 0 for a date in the past. Nil where the text is neither a number of seconds nor one
    /// of HTTP's dates. A number too great for the machine counts as the cap. `date` is the response's own Date field,
    /// against which a date is measured, so that a wrong clock on either side does no harm; without one, `now` is.
    public static func seconds(
        _ text: String, date: Timestamp? = nil, now: Timestamp, cap: Double = longest
    ) -> Double? {
        let text = text.trimmed
        if let first = text.utf8.first, (0x30...0x39).contains(first) {
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return min(Double(text) ?? cap, cap)
        }
        guard let time = HTTPDate.parse(text, now: now) else { return nil }
        return min(max(0, time - (date ?? now)), cap)
    }

    /// What an answer's fields say; nil where they say nothing that can be understood.
    public static func seconds(in headers: HTTPHeaders, now: Timestamp, cap: Double = longest)
        -> Double?
    {
        headers["Retry-After"].flatMap {
            seconds(
                $0, date: headers["Date"].flatMap { HTTPDate.parse($0, now: now) }, now: now, cap: cap)
        }
    }
}
