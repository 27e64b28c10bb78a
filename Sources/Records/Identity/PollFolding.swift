/// Which items of one document are one item that stands in it more than once.
struct PollFolding {
    /// For each item the index of the one that speaks for it, mostly itself.
    private(set) var speaker: [Int]
    private let poll: [ItemEvidence]
    private var views: [PollItemView?]
    private var seen: [UInt64: [Int]] = [:]

    /// Items that `memory` knows by their digest may be nothing more than that; they are compared by what is remembered.
    init(_ poll: [ItemEvidence], memory: FeedMemory) {
        self.poll = poll
        speaker = Array(poll.indices)
        views = poll.map { $0.isDigestAlone ? nil : PollItemView($0) }
        foldKnown(memory)
        foldOthers()
        lastVersionsSpeak()
    }

    private mutating func foldKnown(_ memory: FeedMemory) {
        let known = memory.indicesByDigest(among: Set(poll.map(\.digest)))
        var first: [Int: Int] = [:]
        for index in poll.indices {
            guard let old = known[poll[index].digest] else { continue }
            let isOwn = memory.items[old].digest == poll[index].digest
            if let other = first[old], !isOwn || memory.items[old].digest == poll[other].digest { continue }
            first[old] = index
        }
        for index in poll.indices {
            guard let old = known[poll[index].digest], let own = first[old] else { continue }
            speaker[index] = own
            if own == index {
                views[index] = views[index] ?? PollItemView(memory.items[old])
                enter(index)
            }
        }
    }

    private mutating func enter(_ index: Int) {
        for key in views[index]?.keys ?? [] { seen[key, default: []].append(index) }
    }

    private mutating func foldOthers() {
        var digests: [UInt64: Int] = [:]
        for index in poll.indices where speaker[index] == index && !poll[index].isDigestAlone {
            guard digests[poll[index].digest] == nil, let view = views[index] else {
                speaker[index] = digests[poll[index].digest].map { speaker[$0] } ?? index
                continue
            }
            digests[poll[index].digest] = index
            let earlier = Set(view.keys.flatMap { seen[$0]?.prefix(32) ?? [] }).subtracting([index]).sorted()
            if let same = earlier.first(where: { views[$0]?.says(theSameAs: view) == true }) {
                fold(index, into: speaker[same])
            } else if let version = earlier.first(where: { views[$0]?.isVersion(of: view) == true }) {
                // What is known by its digest alone is the older one: the other is new to the memory.
                if poll[speaker[version]].isDigestAlone {
                    fold(speaker[version], into: index)
                } else {
                    fold(index, into: speaker[version])
                }
            }
            if speaker[index] == index { enter(index) }
        }
    }

    private mutating func fold(_ index: Int, into other: Int) {
        for item in speaker.indices where speaker[item] == index { speaker[item] = other }
    }

    /// Of several versions the one last modified speaks.
    private mutating func lastVersionsSpeak() {
        var best: [Int: Int] = [:]
        for index in poll.indices where speaker[index] != index {
            let now = best[speaker[index]] ?? speaker[index]
            if let time = poll[index].modified, let other = poll[now].modified, time > other {
                best[speaker[index]] = index
            }
        }
        guard !best.isEmpty else { return }
        speaker = speaker.map { best[$0] ?? $0 }
    }
}
