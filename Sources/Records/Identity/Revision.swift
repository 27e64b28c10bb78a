/// What a reader would notice of an item that is known.
struct Revision {
    var changes: [ItemChange] = []
    /// 0 … 1: how much of the text stayed.
    var likeness = 1.0
    /// The old text is still there, and there is more of it.
    var isGrowth = false
    /// By how many bytes the text grew or shrank; nil where there was none, or it is the same.
    var difference: Int?
    /// The feed carries a summary now where it carried the whole: what was delivered is the fuller.
    var isCut = false

    /// `tellsAll`: clocks and counters too. Nothing that vanished is a change: what was delivered is still the fullest
    /// that the feed has had.
    init(of old: RememberedItem, by item: ItemEvidence, isMoved: Bool, tellsAll: Bool = false) {
        if item.titleKey != 0, old.titleKey != 0, item.titleKey != old.titleKey {
            changes.append(.title)
        }
        if item.text.length > 0, item.text.exact != old.exact, tellsAll || item.text.calm != old.calm {
            if old.length > 0, !old.sketch.isEmpty {
                likeness = item.text.sketch.similarity(to: old.sketch)
            }
            isCut = !tellsAll && Revision.isCut(item.text, from: old.length, likeness)
            if !isCut { changes.append(.content) }
            let growth = Double(item.text.length) / Double(max(1, old.length))
            if old.length > 0 { difference = item.text.length - old.length }
            isGrowth = old.length == 0 || (growth > 1.05 && likeness >= 0.6 / growth)
        }
        if !isMoved, item.attachmentsKey != 0, item.attachmentsKey != old.attachmentsKey {
            changes.append(.attachments)
        }
    }

    /// Less than half as long, and cut off by its own word, or contained in the old text as far as that can be told.
    private static func isCut(_ text: TextPrint, from length: Int, _ likeness: Double) -> Bool {
        guard text.length * 2 < length else { return false }
        return text.endsCut || likeness >= max(0.2, 0.7 * Double(text.length) / Double(length))
    }

    mutating func drop(_ change: ItemChange) { changes.removeAll { $0 == change } }
}
