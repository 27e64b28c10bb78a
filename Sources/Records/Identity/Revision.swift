/// What a reader would notice of an item that is known.
struct Revision {
    var changes: [ItemChange] = []
    /// 0 … 1: how much of the text stayed.
    var likeness = 1.0
    /// The old text is still there, and there is more of it.
    var isGrowth = false

    /// `tellsAll`: clocks and counters too. Nothing that vanished is a change: what was delivered is still the fullest
    /// that the feed has had.
    init(of old: RememberedItem, by item: ItemEvidence, isMoved: Bool, tellsAll: Bool = false) {
        if item.titleKey != 0, old.titleKey != 0, item.titleKey != old.titleKey {
            changes.append(.title)
        }
        if item.text.length > 0, item.text.exact != old.exact, tellsAll || item.text.calm != old.calm {
            changes.append(.content)
            if old.length > 0, !old.sketch.isEmpty {
                likeness = item.text.sketch.similarity(to: old.sketch)
            }
            let grown = Double(item.text.length) / Double(max(1, old.length))
            isGrowth = old.length == 0 || (grown > 1.05 && likeness >= 0.6 / grown)
        }
        if !isMoved, item.attachmentsKey != 0, item.attachmentsKey != old.attachmentsKey {
            changes.append(.attachments)
        }
    }

    mutating func drop(_ change: ItemChange) { changes.removeAll { $0 == change } }
}
