/// Lengths of time as podcasts write them: `1:02:03`, `62:03`, `3723`, `PT1H2M3S`.
enum MediaDuration {
    /// In seconds; nil for what is no length of time.
    static func seconds(_ text: String) -> Double? {
        let text = text.filter { !$0.isWhitespace }
        guard !text.isEmpty, text.utf8.count <= 32 else { return nil }
        if text.uppercased().hasPrefix("PT") { return iso8601(text.uppercased().dropFirst(2)) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 3 else { return nil }
        var total = 0.0
        for part in parts {
            guard part.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
                let value = part.isEmpty ? 0 : Double(part)
            else { return nil }
            total = total * 60 + value
        }
        return total
    }

    private static func iso8601(_ text: Substring) -> Double? {
        var total = 0.0
        var number = ""
        for character in text {
            switch character {
            case "0"..."9", ".": number.append(character)
            case "H", "M", "S":
                guard let value = Double(number) else { return nil }
                total += value * (character == "H" ? 3600 : character == "M" ? 60 : 1)
                number = ""
            default: return nil
            }
        }
        return number.isEmpty ? total : nil
    }
}
