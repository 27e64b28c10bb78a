import Basics

/// What a feed's ways proved to be, from all its polls.
public struct LearntPolicy: Hashable, Sendable {
    /// How far a name of the feed's items can be relied on.
    public enum Trust: String, Sendable, CaseIterable {
        /// The feed has had none of it.
        case absent
        /// One for one item, and the same at every poll.
        case steady
        /// Several items have had the same.
        case shared
        /// The same items came with others.
        case renewed
    }

    public internal(set) var ids = Trust.absent
    public internal(set) var links = Trust.absent
    public internal(set) var dates = Trust.absent
    /// Polls that carried items.
    public internal(set) var polls = 0
    /// Polls in a row, less those that were calm, at which nearly all items changed.
    public internal(set) var restlessness = 0
    /// Floods of old items under new names.
    public internal(set) var floods = 0

    /// Changes of its texts are no news: nearly all items change at nearly every poll.
    public var isRestless: Bool { restlessness >= 3 }

    init() {}

    func encode(into writer: inout ByteWriter) {
        for trust in [ids, links, dates] {
            writer.write(UInt8(Trust.allCases.firstIndex(of: trust) ?? 0))
        }
        for number in [polls, restlessness, floods] { writer.write(varint: number) }
    }

    init(_ reader: inout ByteReader) throws(ByteReadingError) {
        var trusts: [Trust] = []
        for _ in 0..<3 {
            let number = Int(try reader.read(UInt8.self))
            guard number < Trust.allCases.count else { throw ByteReadingError() }
            trusts.append(Trust.allCases[number])
        }
        (ids, links, dates) = (trusts[0], trusts[1], trusts[2])
        polls = try reader.readVarint()
        restlessness = try reader.readVarint()
        floods = try reader.readVarint()
    }
}

extension LearntPolicy: CustomStringConvertible {
    /// For `status --feed`: `ids steady, links steady, dates renewed; texts change at every poll; 2 floods`.
    public var description: String {
        var text = "ids \(ids.rawValue), links \(links.rawValue), dates \(dates.rawValue)"
        if isRestless { text += "; texts change at every poll" }
        if floods > 0 {
            text += "; \(floods) flood\(floods == 1 ? "" : "s") of old items under new names"
        }
        return text
    }
}
