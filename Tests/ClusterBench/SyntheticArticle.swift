import Glibc

/// Texts that no one wrote, the same for the same number.
enum SyntheticArticle {
    static func seconds(_ clock: clockid_t = CLOCK_MONOTONIC) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func text(_ number: Int) -> String {
        if number % 10 == 9, number > 1_000 { return copy(number) }
        var dice = Dice(seed: UInt64(number) &+ 1)
        let length = 60 + Int(exp(5.4 + 0.7 * dice.normal()))
        return (number % 20 == 3 ? preface : "") + words(min(length, 3_000), &dice)
    }

    /// An article of lately, cut and with a word in thirty changed.
    private static func copy(_ number: Int) -> String {
        var dice = Dice(seed: UInt64(number) &+ 1)
        var source = number - 1 - Int(dice.next() % 900)
        if source % 10 == 9 { source -= 1 }
        var words = text(source).split(separator: " ")
        words.removeLast(Int(dice.next() % UInt64(words.count / 4 + 1)))
        for index in words.indices where dice.next() % 30 == 0 { words[index] = "edited" }
        return words.joined(separator: " ")
    }

    private static let preface: String = {
        var dice = Dice(seed: 0)
        return words(60, &dice) + " "
    }()

    private static func words(_ count: Int, _ dice: inout Dice) -> String {
        var text = ""
        text.reserveCapacity(count * 7)
        for index in 0..<count {
            let rank = Int(exp(dice.uniform() * log(60_000.0)))
            text += index % 12 == 5 ? "Name" : "w"
            text += String(rank, radix: 36)
            text += index % 15 == 14 ? ". " : " "
        }
        return text
    }
}

/// SplitMix64.
private struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var hash = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }

    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func normal() -> Double { (0..<6).reduce(-3.0) { sum, _ in sum + uniform() } * 1.41 }
}
