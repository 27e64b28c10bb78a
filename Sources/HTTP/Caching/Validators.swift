/// What a server gave to tell one state of a document from another (RFC 9110, 8.8). Byte for byte as received, in the
/// form of `HTTPHeaders.opaque`: never parsed, never made up.
public struct Validators: Sendable, Hashable {
    public var etag: String?
    public var lastModified: String?

    public init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }

    public var isEmpty: Bool { etag == nil && lastModified == nil }
}
