/// What two items of one document are compared by; the burden of proof lies with their being one.
struct PollItemView {
    private let names: Names
    private let date: UInt64
    private let length: Int
    private let sketch: TextSketch
    private let attachments: UInt64
    /// Nil where it is not remembered.
    private let specificity: LinkKeys.Specificity?

    init(_ evidence: ItemEvidence) {
        names = Names(evidence)
        date = evidence.published == nil ? 0 : names.date
        (length, sketch) = (evidence.text.length, evidence.text.sketch)
        attachments = evidence.attachmentsKey
        specificity = evidence.link.specificity
    }

    init(_ item: RememberedItem) {
        names = Names(item)
        date = names.date
        (length, sketch) = (item.length, item.sketch)
        attachments = item.attachmentsKey
        specificity = nil
    }

    /// The names by which a repetition is found.
    var keys: [UInt64] { [Names.Kind.id, .link, .text, .title].compactMap { names.tagged($0) } }

    /// Link, title and text agree, and nothing else speaks against it; or it is the same at two addresses.
    func says(theSameAs other: PollItemView) -> Bool {
        guard names.title == other.names.title, names.text == other.names.text else { return false }
        guard names.link == other.names.link else { return isCopy(of: other) }
        // Other files make another item; only those of one id may be one item's.
        guard names.id == other.names.id && names.id != 0 || hasFiles(of: other) else { return false }
        let leads = leadsToItem(with: other)
        let isLong = length >= 40
        if names.id == other.names.id { return leads || hasDate(of: other) || (names.id != 0 && isLong) }
        let oneHasNoID = names.id == 0 || other.names.id == 0
        return isLong && (leads || (hasDate(of: other) && oneHasNoID))
    }

    /// Two publishing systems at work: a long text, its title and its instant, under one last name at two addresses.
    private func isCopy(of other: PollItemView) -> Bool {
        let hasName =
            names.slug != 0 && names.slug == other.names.slug || names.path != 0 && names.path == other.names.path
        return hasName && names.title != 0 && length >= TextPrint.telling && date % 86_400 != 0 && hasInstant(of: other)
            && hasFiles(of: other)
    }

    /// The same, as far as it was read in the same time zone.
    private func hasInstant(of other: PollItemView) -> Bool {
        let apart = date > other.date ? date - other.date : other.date - date
        return apart <= 14 * 3600 && apart % 900 == 0
    }

    /// RFC 4287, 4.1.1: entries with one id are versions of one entry.
    func isVersion(of other: PollItemView) -> Bool {
        names.id != 0 && names.id == other.names.id && names.link == other.names.link && leadsToItem(with: other)
            && hasDate(of: other) && (names.title == other.names.title || sketch.similarity(to: other.sketch) >= 0.8)
    }

    private func hasDate(of other: PollItemView) -> Bool { date == 0 || other.date == 0 || date == other.date }

    private func hasFiles(of other: PollItemView) -> Bool {
        attachments == 0 || other.attachments == 0 || attachments == other.attachments
    }

    private func leadsToItem(with other: PollItemView) -> Bool { (specificity ?? other.specificity) == .item }
}
