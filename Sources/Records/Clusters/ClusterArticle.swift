import Basics

/// What the index keeps of one article; about a hundred bytes.
public struct ClusterArticle: Hashable, Sendable {
    public var cluster: ClusterID
    /// 32 bits of the record's id: a revision is no second article.
    public var record: UInt32
    /// Days since 1970-01-01 on which it was seen.
    public var day: UInt16
    public var sketch: ArticleSketch

    init(cluster: ClusterID, record: UInt32, day: UInt16, sketch: ArticleSketch) {
        self.cluster = cluster
        self.record = record
        self.day = day
        self.sketch = sketch
    }

    /// As a store keeps it.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(cluster.number)
        writer.write(record)
        writer.write(day)
        return writer.bytes + sketch.encoded
    }

    /// Nil where the bytes are not what `encoded` gave.
    public init?(decoding bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReadingError) {
            self.init(
                cluster: ClusterID(number: try reader.read()), record: try reader.read(), day: try reader.read(),
                sketch: try ArticleSketch(&reader))
        } catch {
            return nil
        }
    }
}

/// `cluster.id` of a record: 16 hexadecimal digits, made from the id of the record that began the cluster.
public struct ClusterID: Hashable, Sendable, CustomStringConvertible {
    public let number: UInt64

    public init(number: UInt64) { self.number = number }

    init(startedBy record: RecordID) {
        number = TextSketch.mix(TextSketch.mix(record.high) &+ record.low)
    }

    public var description: String { RecordID.hexadecimal(number) }
}
