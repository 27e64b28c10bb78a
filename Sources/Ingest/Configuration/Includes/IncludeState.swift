import Basics
import HTTP

/// What is known of an OPML document at an address of `include`; kept beside its last copy in the state directory.
public struct IncludeState: Equatable, Sendable {
    /// Why the last attempt brought no list.
    public struct Failure: Equatable, Sendable {
        public var code: String
        public var message: String

        public init(code: String, message: String) {
            self.code = code
            self.message = message
        }
    }

    public let address: String
    /// When it was last asked for, and when that last brought a list, changed or not.
    public var askedAt: Timestamp?
    public var readAt: Timestamp?
    /// When it is asked for next.
    public var nextDue: Timestamp?
    /// Feeds that the copy names.
    public var feeds = 0
    /// Nil while all is well.
    public var error: Failure?
    public var failingSince: Timestamp?
    /// In a row.
    var failures = 0
    var validators = ValidatorStore()
    /// SHA-256 of the copy, in hexadecimal digits; nil where there is none.
    var hash: String?

    init(address: String) {
        self.address = address
    }

    /// Whether there is a copy to go by.
    public var hasCopy: Bool { hash != nil }
}

extension IncludeState {
    /// An answer that holds what the copy holds, or the copy itself, where `feeds` says how many it names.
    mutating func succeeded(at now: Timestamp, next: Double) {
        readAt = now
        error = nil
        failingSince = nil
        failures = 0
        nextDue = now + next
    }

    /// No list came. It is asked for again soon at first, then as often as a list that is well.
    mutating func failed(_ failure: Failure, at now: Timestamp, interval: Double, retryAfter: Double?) {
        failures += 1
        error = failure
        failingSince = failingSince ?? now
        let soon = IncludeState.firstWait * Double(1 << min(failures - 1, 16))
        nextDue = now + max(min(soon, interval), retryAfter ?? 0)
    }

    /// Seconds after the first failure; it doubles.
    private static let firstWait = 300.0

    /// A copy that is no longer what the state says: it is asked for as if for the first time.
    mutating func forgetCopy() {
        hash = nil
        feeds = 0
        readAt = nil
        nextDue = nil
        validators.removeAll()
    }
}

extension IncludeState {
    init?(_ json: JSONValue) {
        func time(_ key: String) -> Timestamp? { json[key]?.string.flatMap { Timestamp(rfc3339: $0) } }
        guard let address = json["address"]?.string else { return nil }
        self.init(address: address)
        askedAt = time("asked_at")
        readAt = time("read_at")
        nextDue = time("next_at")
        feeds = json["feeds"]?.integer ?? 0
        failingSince = time("failing_since")
        failures = json["failures"]?.integer ?? 0
        validators = json["validators"].map { ValidatorStore(json: $0) } ?? ValidatorStore()
        hash = json["sha256"]?.string
        if let code = json["error"]?["code"]?.string {
            error = Failure(code: code, message: json["error"]?["message"]?.string ?? "")
        }
    }

    /// As it is kept; `init?(_:)` reads it.
    var encoded: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.field("address", address)
        writeMembers(to: &writer)
        writer.field("failures", failures)
        writer.key("validators")
        writer.value(validators.json)
        writer.field("sha256", hash)
        writer.endObject()
        writer.newline()
        return writer.finish()
    }

    /// What `status --json` shows of it beside the address.
    func writeMembers(to writer: inout JSONWriter) {
        writer.field("asked_at", askedAt)
        writer.field("read_at", readAt)
        writer.field("next_at", nextDue)
        writer.field("feeds", feeds)
        writer.field("failing_since", failingSince)
        if let error { writer.error(code: error.code, message: error.message) }
    }

    /// How it stands with the list, in a line for a person; nil where all is well.
    public func complaint(at now: Timestamp) -> String? {
        if let error {
            let since = failingSince.map { ", since \(Plain.relative($0, to: now))" } ?? ""
            let copy =
                hasCopy
                ? "; its feeds (\(Plain.count(feeds))) stay as they were \(readAt.map { Plain.relative($0, to: now) } ?? "before")"
                : "; none of its feeds is known yet"
            return "\(error.message) [\(error.code)]\(since)\(copy)"
        }
        return hasCopy ? nil : "not fetched yet; `feedmill run` does"
    }
}
