/// How much of a block's text stands also in what the page declares: the article's body in JSON-LD, its description, its title.
/// Compared by runs of three words, as hashes.
struct DeclaredText {
    private let body: Set<UInt32>
    private let description: Set<UInt32>
    private let title: Set<UInt32>

    init(body: String?, description: String?, titles: [String]) {
        self.body = body.map { DeclaredText.runs(Array($0.utf8)[...], length: 3) } ?? []
        self.description = description.map { DeclaredText.runs(Array($0.utf8)[...], length: 2) } ?? []
        var words: Set<UInt32> = []
        for title in titles { words.formUnion(DeclaredText.runs(Array(title.utf8)[...], length: 1)) }
        title = words
    }

    func shareInBody(_ text: ArraySlice<UInt8>) -> UInt8 { share(text, body, length: 3) }
    func shareInDescription(_ text: ArraySlice<UInt8>) -> UInt8 { share(text, description, length: 2) }
    func shareInTitle(_ text: ArraySlice<UInt8>) -> UInt8 { text.count > 400 ? 0 : share(text, title, length: 1) }

    /// 0 where nothing is declared, else one more than the share.
    private func share(_ text: ArraySlice<UInt8>, _ declared: Set<UInt32>, length: Int) -> UInt8 {
        guard !declared.isEmpty else { return 0 }
        var (all, shared) = (0, 0)
        DeclaredText.forEachRun(text, length: length) { run in
            all += 1
            shared += declared.contains(run) ? 1 : 0
        }
        return 1 + FeatureScale.share(shared, of: all)
    }

    private static func runs(_ text: ArraySlice<UInt8>, length: Int) -> Set<UInt32> {
        var result: Set<UInt32> = []
        forEachRun(text, length: length) { result.insert($0) }
        return result
    }

    private static func forEachRun(_ text: ArraySlice<UInt8>, length: Int, _ body: (UInt32) -> Void) {
        var last: (UInt32, UInt32) = (0, 0)
        var hash: UInt32 = 2_166_136_261
        var hasLetters = false
        var words = 0
        func finish() {
            guard hasLetters else { return }
            words += 1
            if words >= length {
                body(
                    length == 1 ? hash : length == 2 ? hash &* 31 &+ last.1 : (hash &* 31 &+ last.1) &* 31 &+ last.0)
            }
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
