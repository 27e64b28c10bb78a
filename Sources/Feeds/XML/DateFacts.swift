import Basics

/// The times of a feed or an item, out of their texts; remembers which of them were none.
struct DateFacts {
    let facts: Facts
    private var unread: [String] = []

    init(facts: Facts) {
        self.facts = facts
    }

    /// The time in the first of these elements that has one; of several of one kind the last counts.
    mutating func first(_ elements: Element...) -> Timestamp? {
        for element in elements {
            for index in facts.texts.indices.reversed() where facts.texts[index].element == element {
                let words = facts.texts[index].text.verbatim
                guard !words.isEmpty else { continue }
                if let time = FeedDate.parse(words) { return time }
                if unread.count < 10 { unread.append(words) }
            }
        }
        return nil
    }

    func report(_ problems: inout [Problem], limit: Int) {
        for text in unread where problems.count < limit {
            problems.append(
                Problem(code: "unreadable-date", message: "not a date that can be read: \(text.prefix(60))"))
        }
    }
}
