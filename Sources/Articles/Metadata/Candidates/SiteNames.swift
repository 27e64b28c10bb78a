import Basics

/// What a site is called: by what the page declares, and by its host's name.
struct SiteNames {
    let words: [UInt32]
    let hostWords: [UInt32]
    /// Of the longest part of the address's path, which often spells the title.
    let pathWords: [UInt32]
    private let hashes: Set<UInt64>

    init(siteName: String, url: WebURL?) {
        words = WordKeys.of(siteName)
        let parts = (url?.path ?? "").split(separator: "/").map { WordKeys.of(String($0)) }
        pathWords = parts.max { $0.count < $1.count } ?? []
        let labels = (url?.host ?? "").split(separator: ".").map(String.init).filter { $0 != "www" }
        hostWords = labels.flatMap { WordKeys.of($0) }
        hashes = Set(([siteName, labels.joined()] + labels).filter { !$0.isEmpty }.map { TextHash.of($0.utf8) })
    }

    /// Case, marks and white space aside.
    func isSite(_ text: String) -> Bool { hashes.contains(TextHash.of(text.utf8)) }
}
