import Basics

/// What Media RSS (version 1.5.1) says of an item: its contents, and what is said of them, at their own level, their
/// group's, or the item's; the nearest counts.
struct MediaFacts {
    /// A `media:content`, its attributes and what stands in it.
    struct Content {
        /// Credits, thumbnails and the like of one content; more say nothing.
        private static let maximumList = 100

        var members: [JSONValue.Member] = []
        var url: String? { self["url"]?.string }

        subscript(_ key: String) -> JSONValue? { members.first { $0.key == key }?.value }

        mutating func set(_ key: String, _ value: JSONValue) {
            guard self[key] == nil else { return }
            members.append(.init(key: key, value: value))
        }

        mutating func append(_ key: String, _ value: JSONValue) {
            guard let index = members.firstIndex(where: { $0.key == key }) else {
                members.append(.init(key: key, value: .array([value])))
                return
            }
            let list = members[index].value.array
            if list.count < Self.maximumList { members[index].value = .array(list + [value]) }
        }
    }

    var contents: [Content] = []
    /// What stands beside the contents.
    var common = Content()
    /// Which of the contents is open.
    var open: Int?
    var thumbnails: [String] = []

    var isEmpty: Bool { contents.isEmpty && common.members.isEmpty }

    mutating func set(_ key: String, _ value: JSONValue) {
        if let open { contents[open].set(key, value) } else { common.set(key, value) }
    }

    mutating func append(_ key: String, _ value: JSONValue) {
        if let open { contents[open].append(key, value) } else { common.append(key, value) }
    }

    /// The object `_media` of a record.
    var json: JSONValue? {
        guard !isEmpty else { return nil }
        var members = common.members
        if !contents.isEmpty {
            members.insert(.init(key: "contents", value: .array(contents.map { .object($0.members) })), at: 0)
        }
        return .object(members)
    }
}
