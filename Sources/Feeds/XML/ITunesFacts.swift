import Basics

/// The object `_itunes` of a record.
enum ITunesFacts {
    static func json(_ facts: Facts) -> JSONValue? {
        var members: [JSONValue.Member] = []
        func add(_ key: String, _ value: JSONValue?) {
            if let value { members.append(.init(key: key, value: value)) }
        }
        func text(_ element: Element) -> JSONValue? { facts.string(element).map { .string($0) } }
        func number(_ element: Element) -> JSONValue? {
            facts.string(element).flatMap { Double($0) }.map { .number($0) }
        }
        add("title", text(.itunesTitle))
        add("subtitle", text(.itunesSubtitle))
        add("summary", text(.itunesSummary))
        add("author", text(.itunesAuthor))
        add("image", facts.itunesImage.map { .string($0) })
        add("explicit", facts.string(.itunesExplicit).flatMap(explicit))
        add("block", facts.text(.itunesBlock).map { .bool(isYes($0)) })
        add("duration_in_seconds", facts.string(.itunesDuration).flatMap(MediaDuration.seconds).map { .number($0) })
        add("episode", number(.itunesEpisode))
        add("season", number(.itunesSeason))
        add("episode_type", text(.itunesEpisodeType))
        add("order", number(.itunesOrder))
        add("is_closed_captioned", facts.string(.itunesClosedCaptioned).map { .bool($0.asciiLowercased == "yes") })
        add("type", text(.itunesType))
        add("complete", facts.string(.itunesComplete).map { .bool($0.asciiLowercased == "yes") })
        add(
            "new_feed_url",
            facts.address(.itunesNewFeedURL).map { .string($0) })
        add("keywords", keywords(facts))
        if !facts.itunesCategories.isEmpty { add("categories", .array(facts.itunesCategories)) }
        if let owner = facts.itunesOwner, !owner.isEmpty {
            var parts: [JSONValue.Member] = []
            if let name = owner.name { parts.append(.init(key: "name", value: .string(name))) }
            if let email = owner.email { parts.append(.init(key: "email", value: .string(email))) }
            add("owner", .object(parts))
        }
        return members.isEmpty ? nil : .object(members)
    }

    /// Apple blocks for `Yes` alone, to the letter.
    private static func isYes(_ text: RawText) -> Bool {
        ["yes", "true"].contains(String(decoding: text.bytes, as: UTF8.self).asciiLowercased)
    }

    private static func explicit(_ text: String) -> JSONValue? {
        switch text.asciiLowercased {
        case "yes", "true", "explicit": .bool(true)
        case "no", "false", "clean": .bool(false)
        default: nil
        }
    }

    private static func keywords(_ facts: Facts) -> JSONValue? {
        let words =
            facts.string(.itunesKeywords)?.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty } ?? []
        return words.isEmpty ? nil : .array(words.map { .string($0) })
    }
}

/// The object `_podcast` of a record; simple chapters count as the podcast's.
enum PodcastFacts {
    static func json(_ facts: Facts) -> JSONValue? {
        var members = facts.podcast.map { JSONValue.Member(key: $0.key, value: $0.value) }
        if !facts.chapters.isEmpty { members.append(.init(key: "inline_chapters", value: .array(facts.chapters))) }
        return members.isEmpty ? nil : .object(members)
    }
}
