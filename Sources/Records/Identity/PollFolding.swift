/// Which items of one document are one item that stands in it more than once.
enum PollFolding {
    /// For each item the index of the one that speaks for it, mostly itself. Of several versions the one last modified
    /// speaks.
    static func representatives(_ poll: [ItemEvidence]) -> [Int] {
        var speaker = Array(poll.indices)
        var seen: [UInt64: [Int]] = [:]
        var digests: [UInt64: Int] = [:]
        for index in poll.indices {
            let item = poll[index]
            if let first = digests[item.digest] {
                speaker[index] = first
                continue
            }
            digests[item.digest] = index
            guard !item.isDigestAlone else { continue }
            let names = Names(item)
            let keys = [Names.Kind.id, .link, .text, .title].compactMap { names.tagged($0) }
            let earlier = Set(keys.flatMap { seen[$0]?.prefix(32) ?? [] }).sorted()
            if let same = earlier.first(where: { isSame(poll[$0], item) }) {
                speaker[index] = same
            } else {
                for key in keys { seen[key, default: []].append(index) }
            }
        }
        return lastVersions(poll, speaker)
    }

    /// Two items of one document: the burden of proof lies with their being one.
    static func isSame(_ a: ItemEvidence, _ b: ItemEvidence) -> Bool {
        let sameLink = a.link.full == b.link.full
        let leadsToItem = sameLink && a.link.specificity == .item
        let sameDate = a.published == nil || b.published == nil || a.published == b.published
        let isLong = a.text.length >= 40
        if sameLink && a.titleKey == b.titleKey && a.text.calm == b.text.calm {
            if a.idKey != 0 && a.idKey == b.idKey { return leadsToItem || isLong || sameDate }
            if a.idKey == 0 && b.idKey == 0 { return leadsToItem || sameDate }
            return (leadsToItem && isLong) || (sameDate && isLong && (a.idKey == 0 || b.idKey == 0))
        }
        // RFC 4287, 4.1.1: entries with one id are versions of one entry.
        return a.idKey != 0 && a.idKey == b.idKey && leadsToItem && sameDate
            && (a.titleKey == b.titleKey || a.text.sketch.similarity(to: b.text.sketch) >= 0.8)
    }

    private static func lastVersions(_ poll: [ItemEvidence], _ speaker: [Int]) -> [Int] {
        var best: [Int: Int] = [:]
        for index in poll.indices where speaker[index] != index {
            let now = best[speaker[index]] ?? speaker[index]
            if let time = poll[index].modified, let other = poll[now].modified, time > other {
                best[speaker[index]] = index
            }
        }
        return best.isEmpty ? speaker : speaker.map { best[$0] ?? $0 }
    }
}
