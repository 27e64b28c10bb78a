import Basics
import HTTP

/// What is kept of a feed's exchanges with its server: `FeedState.exchange` in the ledger.
struct FeedExchange: Equatable, Sendable {
    /// The address that the feed had in the configuration, hashed.
    var address: UInt64?
    var validators = ValidatorStore()
    var moves = MoveWatch()
    /// SHA-256 of the last document that was read, in hexadecimal digits.
    var documentHash: String?
    /// A document that killed its parser, and how often.
    var deadlyHash: String?
    var deaths = 0
    /// Whether items of the last document are held back: should the operator want them, it is needed whole.
    var holdsItems = false
    /// Failures in a row, for the events that tell of them.
    var failures = 0
    /// Whether `feed-failing` was told and `feed-recovered` was not yet.
    var toldFailing = false
    /// Why the next poll is due when it is, in words.
    var reason = ""
}

extension FeedExchange {
    /// The next answer is asked for and read whole, as if there had been none.
    mutating func forgetDocument() {
        validators = ValidatorStore()
        documentHash = nil
    }

    /// It is asked at this address from now on. False where it was asked elsewhere before: then what came of that is forgotten.
    mutating func take(address: String) -> Bool {
        let hash = Hash64.of(address)
        defer { self.address = hash }
        guard let old = self.address, old != hash else { return true }
        forgetDocument()
        moves = MoveWatch()
        failures = 0
        toldFailing = false
        return false
    }

    init(bytes: [UInt8]) {
        guard !bytes.isEmpty, let json = try? JSONValue(parsing: bytes) else { return }
        address = json["address"]?.string.flatMap { UInt64($0, radix: 16) }
        validators = json["validators"].map { ValidatorStore(json: $0) } ?? ValidatorStore()
        moves = json["moves"].map { MoveWatch(json: $0) } ?? MoveWatch()
        documentHash = json["document"]?.string?.nonEmpty
        deadlyHash = json["deadly"]?.string?.nonEmpty
        deaths = json["deaths"]?.integer ?? 0
        holdsItems = json["holds_items"]?.bool ?? false
        failures = json["failures"]?.integer ?? 0
        toldFailing = json["told_failing"]?.bool ?? false
        reason = json["reason"]?.string ?? ""
    }

    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.field("address", address.map { String($0, radix: 16) })
        writer.key("validators")
        writer.value(validators.json)
        if let moves = moves.json {
            writer.key("moves")
            writer.value(moves)
        }
        writer.field("document", documentHash)
        writer.field("deadly", deadlyHash)
        if deaths > 0 { writer.field("deaths", deaths) }
        if holdsItems { writer.field("holds_items", true) }
        if failures > 0 { writer.field("failures", failures) }
        if toldFailing { writer.field("told_failing", true) }
        writer.field("reason", reason)
        writer.endObject()
        return writer.finish()
    }
}
