/// How much of a block's text stands also in what the page declares: the article's body in JSON-LD, its description, its title.
/// Compared by runs of three words, as hashes.
struct DeclaredText {
    private let body: RunSet
    private let description: RunSet
    private let title: RunSet

    /// 0 where nothing is declared, else one more than the share.
    struct Shares {
        var inBody: UInt8 = 0
        var inDescription: UInt8 = 0
        var inTitle: UInt8 = 0
    }

    /// A longer text is no title.
    private static let longestTitle = 400

    init(body: String?, description: String?, titles: [String]) {
        self.body = RunSet([body].compactMap { $0 }, length: 3)
        self.description = RunSet([description].compactMap { $0 }, length: 2)
        title = RunSet(titles, length: 1)
    }

    func shares(of text: ArraySlice<UInt8>) -> Shares {
        guard !body.isEmpty || !description.isEmpty || !title.isEmpty else { return Shares() }
        var words = 0
        var shared = (body: 0, description: 0, title: 0)
        DeclaredText.forEachWord(text) { one, two, three in
            words += 1
            if title.contains(one) { shared.title += 1 }
            if words >= 2, description.contains(two) { shared.description += 1 }
            if words >= 3, body.contains(three) { shared.body += 1 }
        }
        func share(_ shared: Int, _ set: RunSet) -> UInt8 {
            set.isEmpty ? 0 : 1 + FeatureScale.share(shared, of: max(0, words - set.length + 1))
        }
        return Shares(
            inBody: share(shared.body, body), inDescription: share(shared.description, description),
            inTitle: text.count > DeclaredText.longestTitle ? 0 : share(shared.title, title))
    }

    /// For each word the hashes of the runs that end with it: of one word, of two, of three.
    fileprivate static func forEachWord(_ text: ArraySlice<UInt8>, _ body: (UInt32, UInt32, UInt32) -> Void) {
        var last: (UInt32, UInt32) = (0, 0)
        var hash: UInt32 = 2_166_136_261
        var hasLetters = false
        func finish() {
            guard hasLetters else { return }
            let two = hash &* 31 &+ last.1
            body(hash, two, two &* 31 &+ last.0)
            last = (last.1, hash)
            hash = 2_166_136_261
            hasLetters = false
        }
        for byte in text.prefix(20_000) {
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            guard lower >= 0x61 && lower <= 0x7A || lower >= 0x30 && lower <= 0x39 || lower >= 0x80 else {
                finish()
                continue
            }
            hash = (hash ^ UInt32(lower)) &* 16_777_619
            hasLetters = true
        }
        finish()
    }
}

/// The runs of so many words of some texts. Nearly all that is asked for is not among them, and told so by one bit.
private struct RunSet {
    let length: Int
    private var runs: Set<UInt32> = []
    private var bits = [UInt64](repeating: 0, count: 256)

    var isEmpty: Bool { runs.isEmpty }

    init(_ texts: [String], length: Int) {
        self.length = length
        for text in texts {
            var words = 0
            DeclaredText.forEachWord(Array(text.utf8)[...]) { one, two, three in
                words += 1
                guard words >= length else { return }
                let run = length == 1 ? one : length == 2 ? two : three
                runs.insert(run)
                bits[Int(run >> 6 & 0xFF)] |= 1 << UInt64(run & 63)
            }
        }
    }

    func contains(_ run: UInt32) -> Bool {
        bits[Int(run >> 6 & 0xFF)] & 1 << UInt64(run & 63) != 0 && runs.contains(run)
    }
}
