import Basics

/// The digests of a feed's items that need no second look.
public struct KnownDigests: Hashable, Sendable {
    private let digests: Set<UInt64>

    init(_ digests: Set<UInt64>) { self.digests = digests }

    public var count: Int { digests.count }

    public func contains(_ digest: UInt64) -> Bool { digests.contains(digest) }

    /// Six bytes each, for the way to a worker.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        for digest in digests.sorted() { writer.write(digest, bytes: 6) }
        return writer.bytes
    }

    /// What lies behind the last whole digest is not read.
    public init(decoding bytes: some Sequence<UInt8>) {
        let bytes = Array(bytes)
        var reader = ByteReader(bytes)
        var digests = Set<UInt64>(minimumCapacity: bytes.count / 6)
        while let digest = try? reader.read(bytes: 6) { digests.insert(digest) }
        self.digests = digests
    }
}
