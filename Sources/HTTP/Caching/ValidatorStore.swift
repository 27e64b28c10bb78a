import Basics

/// The validators of one document, by the address that gave them: each is sent to that address and to no other.
///
/// What a server gave last is all that counts: a 200 replaces everything, a 304 what it names, an error nothing. Addresses
/// are few (the configured one, and where it redirects), so the oldest goes when there are more than `limit`.
public struct ValidatorStore: Sendable, Hashable {
    struct Entry: Sendable, Hashable {
        var url: String
        var validators: Validators
    }

    /// Oldest first.
    private(set) var entries: [Entry] = []
    /// Watches a server that may answer 304 whatever happens.
    public var probe = ValidatorProbe()

    static let limit = 4

    public init() {}

    public var isEmpty: Bool { entries.isEmpty }

    /// What this address gave; nil where it gave none.
    public func validators(for url: WebURL) -> Validators? {
        guard !entries.isEmpty else { return nil }
        let key = ValidatorStore.key(url)
        return entries.first { $0.url == key }?.validators
    }

    /// Takes what an answer brought. `isGood`: the body was what was wanted; of a body that could not be read nothing is
    /// kept, so that it is asked for again. Statuses other than 200 and 304 change nothing.
    public mutating func received(
        _ validators: Validators, status: Int, from url: WebURL, isGood: Bool = true
    ) {
        let key = ValidatorStore.key(url)
        switch status {
        case 200 where isGood: set(validators, for: key)
        case 304:
            var merged = entries.first { $0.url == key }?.validators ?? Validators()
            merged.etag = validators.etag ?? merged.etag
            merged.lastModified = validators.lastModified ?? merged.lastModified
            set(merged, for: key)
        default: break
        }
    }

    /// Forgets all, so that the next request is unconditional.
    public mutating func removeAll() { entries = [] }

    private mutating func set(_ validators: Validators, for key: String) {
        if let index = entries.firstIndex(where: { $0.url == key }) {
            if entries[index].validators == validators { return }
            entries.remove(at: index)
        }
        guard !validators.isEmpty else { return }
        entries.append(Entry(url: key, validators: validators))
        if entries.count > ValidatorStore.limit { entries.removeFirst() }
    }

    private static func key(_ url: WebURL) -> String {
        url.withoutFragment.withoutCredentials.description
    }
}

extension ValidatorStore {
    /// `{"entries":[{"url","etag","modified"}], "probe":{…}}`; empty parts left out.
    public var json: JSONValue {
        var members: [JSONValue.Member] = []
        if !entries.isEmpty {
            members.append(.init(key: "entries", value: .array(entries.map { $0.json })))
        }
        if let probe = probe.json { members.append(.init(key: "probe", value: probe)) }
        return .object(members)
    }

    /// Reads what `json` gives; what is not understood is left out.
    public init(json: JSONValue) {
        entries = (json["entries"]?.array ?? []).compactMap { Entry(json: $0) }.suffix(
            ValidatorStore.limit)
        probe = json["probe"].map { ValidatorProbe(json: $0) } ?? ValidatorProbe()
    }
}

extension ValidatorStore.Entry {
    var json: JSONValue {
        var members = [JSONValue.Member(key: "url", value: .string(url))]
        if let etag = validators.etag { members.append(.init(key: "etag", value: .string(etag))) }
        if let date = validators.lastModified {
            members.append(.init(key: "modified", value: .string(date)))
        }
        return .object(members)
    }

    init?(json: JSONValue) {
        guard let url = json["url"]?.string else { return nil }
        self.url = url
        validators = Validators(etag: json["etag"]?.string, lastModified: json["modified"]?.string)
        if validators.isEmpty { return nil }
    }
}
