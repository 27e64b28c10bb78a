import Basics

/// What became of one poll.
public struct IdentityOutcome: Sendable {
    /// One for each item of the poll, in its order.
    public var decisions: [ItemDecision]
    public var events: [IdentityEvent]
    /// To be kept in place of the memory before. Nil where that may stay as it is.
    public var memory: FeedMemory?
}

/// What an item of a poll is.
public enum ItemDecision: Hashable, Sendable {
    case new(RecordID)
    /// A reader would notice; `revision` counts from 2.
    case revised(RecordID, revision: Int, changes: [ItemChange])
    /// Delivered before, or standing in the poll for a second time.
    case known(RecordID)
    /// Not delivered: it may be an old item under new names.
    case held(RecordID)

    public var id: RecordID {
        switch self {
        case .new(let id), .revised(let id, _, _), .known(let id), .held(let id): id
        }
    }
}

/// `changes` of a record.
public enum ItemChange: String, Hashable, Sendable, CaseIterable {
    case title, content, attachments
}

/// What a poll showed of the feed as a whole.
public enum IdentityEvent: Hashable, Sendable {
    /// The poll shared no item with the one before.
    case itemsMissed(known: Int, new: Int)
    /// Items came under new names: `matched` were recognised, `held` are held back.
    case floodHeld(matched: Int, held: Int)

    /// `event.code` of a record.
    public var code: String {
        switch self {
        case .itemsMissed: "items-missed"
        case .floodHeld: "flood-held"
        }
    }

    /// `event.details` of a record.
    public var details: JSONValue {
        func member(_ key: String, _ count: Int) -> JSONValue.Member {
            .init(key: key, value: .number(Double(count)))
        }
        switch self {
        case .itemsMissed(let known, let new):
            return .object([member("items_before", known), member("items_new", new)])
        case .floodHeld(let matched, let held):
            return .object([member("matched", matched), member("held", held)])
        }
    }

    /// `event.message` of a record: what happened, then what would help.
    public var message: String {
        switch self {
        case .itemsMissed(let known, let new):
            "none of the \(known) items of the poll before is among the \(new) of this one; "
                + "some were probably lost, poll more often"
        case .floodHeld(let matched, 0):
            "\(matched) items came under new names and were recognised; nothing was delivered twice"
        case .floodHeld(let matched, let held):
            "\(held) items look like old ones under new names and are held (\(matched) more were recognised); "
                + "flood = \"deliver\" for this feed delivers them"
        }
    }
}

/// What is known of the feed beside its items.
public struct FeedFacts: Sendable {
    /// The configuration's name for it, from which record ids are made.
    public var id: String
    public var url: String?
    public var homePageURL: String?

    public init(id: String, url: String? = nil, homePageURL: String? = nil) {
        self.id = id
        self.url = url
        self.homePageURL = homePageURL
    }
}
