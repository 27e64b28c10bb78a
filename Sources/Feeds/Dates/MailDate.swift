import Basics

/// The one form that most feeds use, `Mon, 02 Jan 2006 15:04:05 +0000` (RFC 5322), read byte by byte; all its corruptions
/// are left to `DateWords`.
enum MailDate {
    static func parse(_ text: String) -> Timestamp? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count == 29 || bytes.count == 31, bytes[3] == 0x2C, bytes[4] == 0x20, bytes[7] == 0x20,
                bytes[11] == 0x20,
                bytes[16] == 0x20, bytes[19] == 0x3A, bytes[22] == 0x3A, bytes[25] == 0x20,
                let day = number(bytes, 5, 2), let month = month(bytes), let year = number(bytes, 12, 4),
                let hour = number(bytes, 17, 2),
                let minute = number(bytes, 20, 2), let second = number(bytes, 23, 2), let offset = offset(bytes)
            else { return nil }
            var parts = DateParts()
            (parts.year, parts.month, parts.day) = (year, month, day)
            (parts.hour, parts.minute, parts.second, parts.offsetSeconds) = (hour, minute, second, offset)
            return parts.timestamp
        }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for index in start..<(start + count) {
            guard bytes[index] &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(bytes[index] &- 0x30)
        }
        return value
    }

    private static func month(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let name = UInt32(bytes[8] | 0x20) << 16 | UInt32(bytes[9] | 0x20) << 8 | UInt32(bytes[10] | 0x20)
        return months.firstIndex(of: name).map { $0 + 1 }
    }

    private static func offset(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        if bytes.count == 29 { return bytes[26] == 0x47 && bytes[27] == 0x4D && bytes[28] == 0x54 ? 0 : nil }
        guard let value = number(bytes, 27, 4), bytes[26] == 0x2B || bytes[26] == 0x2D, value % 100 < 60 else {
            return nil
        }
        return (value / 100 * 3600 + value % 100 * 60) * (bytes[26] == 0x2B ? 1 : -1)
    }

    private static let months: [UInt32] = [
        0x6A616E, 0x666562, 0x6D6172, 0x617072, 0x6D6179, 0x6A756E, 0x6A756C, 0x617567, 0x736570, 0x6F6374, 0x6E6F76,
        0x646563,
    ]
}
