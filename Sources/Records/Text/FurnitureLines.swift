import Basics

/// Lines of a text that are none of its own: what leads to other articles ("Read also: X"), and what publishing systems put under
/// each item of a feed, so that copies lead back ("The post X appeared first on Y.").
enum FurnitureLines {
    /// Takes them away, unless there is nothing else.
    static func remove(from text: inout [UInt8]) {
        let ranges = text.withUnsafeBufferPointer { text in
            lines(of: text).filter { isFurniture(text[$0], isLast: $0.upperBound == text.count) }
        }
        guard !ranges.isEmpty, ranges.reduce(0, { $0 + $1.count + 1 }) < text.count else { return }
        var rest: [UInt8] = []
        rest.reserveCapacity(text.count)
        var start = 0
        for range in ranges {
            rest += text[start..<range.lowerBound]
            start = min(text.count, range.upperBound + 1)
        }
        rest += text[start...]
        if rest.last == 0x0A { rest.removeLast() }
        text = rest
    }

    private static func lines(of text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let end = text.next(0x0A, from: start) ?? text.count
            if end - start <= longest { result.append(start..<end) }
            start = end + 1
        }
        return result
    }

    private static func isFurniture(_ line: Slice<UnsafeBufferPointer<UInt8>>, isLast: Bool) -> Bool {
        guard line.count > 4, beginnings.contains(firstFour(line)) else { return false }
        if line.count <= longestLead, leads.contains(where: { line.starts(with: $0) }) { return true }
        return isLast
            && footers.contains { footer in
                line.starts(with: footer.beginning) && String(decoding: line, as: UTF8.self).holds(footer.middle)
            }
    }

    private static func firstFour(_ bytes: some Sequence<UInt8>) -> UInt32 {
        bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The first four bytes of all that are looked for.
    private static let beginnings = Set(leads.map(firstFour) + footers.map { firstFour($0.beginning) })
    private static let longest = 600
    private static let longestLead = 250

    private static let leads = [
        "Read also:", "Also read:", "READ ALSO:", "Read more:", "READ MORE:", "See also:", "Related:", "RELATED:",
        "More on this:", "Lesen Sie auch:", "Lesen Sie dazu auch:", "Mehr dazu:", "Auch interessant:", "Lire aussi",
        "À lire aussi",
        "A lire aussi", "Lea también:", "Lee también:", "Te puede interesar:", "Leggi anche:", "Leia também:",
        "Leia mais:",
        "Lees ook:", "Läs också:", "Läs även:", "Les også:", "Læs også:", "Lue myös:", "Читайте также:",
        "Czytaj także:",
        "Czytaj też:", "Čtěte také:", "Zobacz też:", "Olvasd el ezt is:", "Citește și:", "Διαβάστε επίσης:",
        "İlgili haber:", "Baca juga:", "Xem thêm:",
    ].map { Array($0.utf8) }

    private static let footers: [(beginning: [UInt8], middle: StaticString)] = [
        ("The post ", " appeared first on "), ("The post ", " first appeared on "),
        ("This post ", " appeared first on "), ("This post ", " first appeared on "),
        ("This article ", " first appeared on "), ("Der Beitrag ", " erschien zuerst auf "),
        ("L'article ", " est apparu en premier sur "), ("Cet article ", " est apparu en premier sur "),
        ("La entrada ", " se publicó primero en "), ("La entrada ", " aparece primero en "),
        ("L'articolo ", " proviene da "), ("Het bericht ", " verscheen eerst op "),
        ("O post ", " apareceu primeiro em "), ("O post ", " appeared first on "), ("Artykuł ", " pochodzi z serwisu "),
        ("Inlägget ", " dök först upp på "), ("Indlægget ", " blev først udgivet på "),
        ("Сообщение ", " появились сначала на "), ("Запись ", " впервые появилась "), ("Příspěvek ", " pochází z "),
    ].map { (beginning: String, middle: StaticString) in (Array(beginning.utf8), middle) }
}
