import Basics
import Ledger
import Records

extension Deliverer.Ready {
    /// A record of an item, with its article as far as it could be had.
    init(_ item: OwedItem, key: OwedKey, article: ArticleResult, parameters: TrackingParameters = .init()) {
        let object = article.object
        let bytes = item.json.count + object.count + 1024
        let fingerprint = article.cluster ?? item.cluster
        var page: PageAddress?
        if case .fetch(let link) = item.article, let address = article.canonicalURL {
            page = PageAddress(of: item.recordID, page: address, link: link, parameters: parameters)
        }
        self.init(
            departure: Departure(key: key, record: item.recordID, fingerprint: fingerprint, page: page),
            bytes: bytes,
            line: { passport, spooledAt in
                var writer = JSONWriter(capacity: bytes)
                let envelope = RecordEnvelope(
                    id: item.recordID, revision: item.revision, changes: item.changes, firstSeenAt: item.firstSeen,
                    isBackfill: item.isBackfill, feed: item.feed, fetch: item.fetch)
                RecordWriter.write(
                    envelope, item: item.json, article: object, cluster: passport.cluster,
                    sequence: Int(passport.sequence),
                    spooledAt: spooledAt, to: &writer)
                return writer.finish()
            })
    }

    init(_ event: OwedEvent, key: OwedKey) {
        self.init(
            departure: Departure(key: key, record: event.recordID, fingerprint: nil), bytes: 1024,
            line: { passport, spooledAt in
                var writer = JSONWriter(capacity: 1024)
                RecordWriter.write(
                    RecordEvent(
                        code: event.code, message: event.message, since: event.since,
                        details: try? JSONValue(parsing: event.details)), id: event.recordID,
                    feed: event.feed, sequence: Int(passport.sequence), spooledAt: spooledAt, to: &writer)
                return writer.finish()
            })
    }
}

extension ArticleResult {
    /// `article` of the record.
    var object: [UInt8] {
        var writer = JSONWriter(capacity: members.count + 256)
        writer.beginObject()
        writer.field("status", status)
        writer.field("fetched_at", fetchedAt)
        writer.field("http_status", httpStatus)
        if let error {
            writer.error(code: error.code, message: error.message)
        }
        if !members.isEmpty { writer.members(members) }
        writer.endObject()
        return writer.finish()
    }
}
