/// How much speaks for an item of a poll being an item of the memory: a sum of what agrees, less what differs. A name
/// counts for as much as it is one item's own; that it differs counts for as much as the feed keeps such names.
enum PairScore {
    /// At this sum two are one.
    static let threshold = 4.0

    static func of(_ item: ItemEvidence, _ old: RememberedItem, _ ways: FeedWays) -> Double {
        let names = Names(item)
        let id = ofID(item, old, names, ways)
        let link = ofLink(item, old, names, ways)
        let isUnnamed = ways.isUnnamed(names, Names(old))
        let text = ofText(item, old, names, ways, isAllThereIs: isUnnamed && item.titleKey == 0)
        let title = ofTitle(item, old, names, ways, isAllThereIs: isUnnamed)
        let date = ofDate(item, old, names, ways)
        if id <= 0, link <= 0, date < 0 {
            // Likeness alone, on another day, is the next report of a series; so are the same words under other names.
            if !isUnnamed || item.text.calm != old.calm || item.text.length < 12 { return 0 }
        }
        if isNextOfItsPage(item, old, id: id, title: title, date: date) { return 0 }
        var sum = id + link + text + title + date + ofAttachments(item, old, ways)
        // Two items of one text, title or address, at one instant are one, whatever else they are called now.
        if date >= 2, names.date % 86_400 != 0 {
            if text >= 6 {
                sum += 10
            } else if title >= 1.5 || (item.titleKey == old.titleKey && text >= 2) {
                sum += 5
            }
            if link >= 5 { sum += 2 }
        }
        return sum
    }

    /// One page shows today's report, and tomorrow's: under another id or title, on another day, in other words.
    private static func isNextOfItsPage(
        _ item: ItemEvidence, _ old: RememberedItem, id: Double, title: Double, date: Double
    ) -> Bool {
        let isOfOnePage = item.link.full == old.link && item.link.specificity != .item
        let isOtherwiseCalled =
            title < 0 || item.link.specificity == .none
            || (item.idKey != 0 && old.idKey != 0 && item.idKey != old.idKey)
        return isOfOnePage && isOtherwiseCalled && id <= 0 && date < 0 && item.text.calm != old.calm
    }

    private static func ofID(
        _ item: ItemEvidence, _ old: RememberedItem, _ names: Names, _ ways: FeedWays
    ) -> Double {
        guard item.idKey != 0, old.idKey != 0, !ways.areReassigned(.id) else { return 0 }
        if item.idKey == old.idKey { return ways.isSingle(.id, names) ? 8 : 1 }
        if ways.idsAreSteady { return -6 }
        return ways.idsAreRenewed ? 0 : -2
    }

    private static func ofLink(
        _ item: ItemEvidence, _ old: RememberedItem, _ names: Names, _ ways: FeedWays
    ) -> Double {
        guard item.link.full != 0, old.link != 0, !ways.areReassigned(.link) else { return 0 }
        let isMadeForItem = item.link.specificity == .item
        if item.link.full == old.link {
            guard ways.isSingle(.link, names) else { return 0 }
            return isMadeForItem ? 9 : 5
        }
        if item.link.full == old.page, isMadeForItem, ways.isItsPage(names) { return 9 }
        if item.link.path != 0, item.link.path == old.path, item.link.host != old.host {
            return ways.isSingle(.path, names) ? (isMadeForItem ? 6 : 2) : 0
        }
        let slug =
            item.link.slug != 0 && item.link.slug == old.slug && ways.isSingle(.slug, names) ? 2.5 : 0
        if slug > 0 { return slug }
        return ways.linksAreRenewed ? 0 : item.link.host == old.host ? -4 : -1
    }

    private static func ofTitle(
        _ item: ItemEvidence, _ old: RememberedItem, _ names: Names, _ ways: FeedWays,
        isAllThereIs: Bool
    ) -> Double {
        guard item.titleKey != 0, old.titleKey != 0 else { return 0 }
        guard item.titleKey == old.titleKey else { return -2 }
        guard ways.isShared(.title, by: names, and: Names(old)) else { return 0.5 }
        return (item.titleLength >= 12 ? 3 : 1.5) + (isAllThereIs ? 2 : 0)
    }

    private static func ofDate(
        _ item: ItemEvidence, _ old: RememberedItem, _ names: Names, _ ways: FeedWays
    ) -> Double {
        guard names.date != 0, old.published != 0, !ways.datesMove else { return 0 }
        if names.date == old.published { return ways.isShared(.date, by: names, and: Names(old)) ? 2 : 0 }
        return item.titleKey == old.titleKey ? -1 : -1.5
    }

    private static func ofText(
        _ item: ItemEvidence, _ old: RememberedItem, _ names: Names, _ ways: FeedWays,
        isAllThereIs: Bool
    ) -> Double {
        guard item.text.length > 0, old.length > 0 else { return 0 }
        if item.text.calm == old.calm {
            let length = item.text.length
            let weight = length >= 80 ? 6.0 : length >= 40 ? 4.5 : isAllThereIs ? 4 : 2
            if ways.isShared(.text, by: names, and: Names(old)) { return weight }
            // Words that all items have, under a title of its own.
            return ways.isShared(.title, by: names, and: Names(old)) ? weight / 2 : weight / 5
        }
        guard item.text.length >= 40, !old.sketch.isEmpty else { return -1 }
        let likeness = item.text.sketch.similarity(to: old.sketch)
        if likeness >= 0.65 { return 3 * (likeness - 0.65) / 0.35 }
        return likeness < 0.3 ? -2 : -1
    }

    /// The files of one item of several that have one title. Only 24 bits tell them apart.
    private static func ofAttachments(_ item: ItemEvidence, _ old: RememberedItem, _ ways: FeedWays) -> Double {
        let isSame = item.titleKey == old.titleKey && ways.isShared(.attachments, by: Names(item), and: Names(old))
        return isSame ? 4 : 0
    }

    /// Something of an old item, too little to say that it is one: its title, its last name in the address, its
    /// instant; a short title with its words. Words alone are a template's.
    static func isThin(_ item: ItemEvidence, _ old: RememberedItem, _ ways: FeedWays) -> Bool {
        let names = Names(item)
        func agrees(_ kind: Names.Kind) -> Bool { ways.isShared(kind, by: names, and: Names(old)) }
        if agrees(.title), item.titleLength >= 12 || item.text.sketch.similarity(to: old.sketch) >= 0.9 { return true }
        if agrees(.slug) || (agrees(.path) && item.link.specificity == .item) { return true }
        return agrees(.date) && names.date % 86_400 != 0 && !ways.datesMove
    }
}
