/// How the records of a file lie in it.
public enum SpoolCompression: String, CaseIterable, Sendable {
    /// As they are, a line each.
    case none
    /// RFC 1952; the name ends in `.gz`.
    case gzip
    /// RFC 8878, with a checksum; the name ends in `.zst`.
    case zstd

    /// What stands behind `.json` in a file's name.
    var ending: String {
        switch self {
        case .none: ""
        case .gzip: ".gz"
        case .zstd: ".zst"
        }
    }

    /// The file's bytes for those of its records; nil where memory does not suffice.
    func packed(_ bytes: [UInt8]) -> [UInt8]? {
        switch self {
        case .none: bytes
        case .gzip: Gzip.packed(bytes)
        case .zstd: Zstd.packed(bytes)
        }
    }

    /// What `packed` took; nil where the file is damaged, or unpacks to more than `limit` bytes.
    func unpacked(_ bytes: [UInt8], limit: Int = 1 << 32) -> [UInt8]? {
        switch self {
        case .none: bytes
        case .gzip: Gzip.unpacked(bytes, limit: limit)
        case .zstd: Zstd.unpacked(bytes, limit: limit)
        }
    }
}
