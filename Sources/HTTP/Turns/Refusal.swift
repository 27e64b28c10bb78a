import Basics

/// A site that does not want to be asked for a while.
public struct Refusal: Sendable, Hashable {
    public let scope: RefusalScope
    /// The document's name, the host or the domain.
    public let name: String
    /// The last status: 429, 403, 503 …
    public internal(set) var status: Int
    public internal(set) var since: Timestamp
    public internal(set) var until: Timestamp
    /// Refusals one after the other.
    public internal(set) var count: Int

    struct Key: Sendable, Hashable {
        let scope: RefusalScope
        let name: String
    }

    var key: Key { Key(scope: scope, name: name) }

    var json: JSONValue {
        .object([
            .init(key: "scope", value: .string(scope.rawValue)), .init(key: "name", value: .string(name)),
            .init(key: "status", value: .number(Double(status))),
            .init(key: "since", value: .string(since.description)),
            .init(key: "until", value: .string(until.description)),
            .init(key: "count", value: .number(Double(count))),
        ])
    }

    init(
        scope: RefusalScope, name: String, status: Int, since: Timestamp, until: Timestamp, count: Int
    ) {
        self.scope = scope
        self.name = name
        self.status = status
        self.since = since
        self.until = until
        self.count = count
    }

    init?(json: JSONValue) {
        guard let scope = json["scope"]?.string.flatMap(RefusalScope.init),
            let name = json["name"]?.string,
            let since = json["since"]?.string.flatMap({ Timestamp(rfc3339: $0) }),
            let until = json["until"]?.string.flatMap({ Timestamp(rfc3339: $0) })
        else { return nil }
        self.init(
            scope: scope, name: name, status: json["status"]?.integer ?? 0, since: since, until: until,
            count: max(1, json["count"]?.integer ?? 1))
    }
}
