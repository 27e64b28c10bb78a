import Basics

/// A feed's address, and the Authorization that its user and password stood for.
struct FeedAddress: Hashable, Sendable {
    /// Without user, password and fragment.
    let url: WebURL
    /// `url`, serialised.
    let text: String
    /// `Basic …` (RFC 7617).
    let authorization: Secret?

    /// Nil for text that is no http, https or file URL.
    /// - Parameter directory: what a `file:` URL without a leading slash is relative to.
    init?(_ text: String, in directory: String) {
        let base = text.hasPrefix("file:") ? Self.fileURL(directory) : nil
        guard let url = WebURL(text, base: base) else { return nil }
        switch url.scheme {
        case "http", "https": guard url.host?.isEmpty == false else { return nil }
        case "file": guard url.host?.isEmpty ?? true, url.path != "/" else { return nil }
        default: return nil
        }
        var bare = url
        (bare.username, bare.password, bare.fragment) = ("", "", nil)
        self.url = bare
        self.text = bare.description
        if url.username.isEmpty, url.password.isEmpty {
            authorization = nil
        } else {
            let pair = PercentEncoding.decode(url.username.utf8) + [0x3A] + PercentEncoding.decode(url.password.utf8)
            authorization = Secret("Basic " + base64(pair))
        }
    }

    private static func fileURL(_ directory: String) -> WebURL? {
        WebURL("file://" + PercentEncoding.component.encodePath(directory) + "/")
    }
}

extension PercentEncoding {
    /// Each segment encoded, the slashes kept.
    fileprivate func encodePath(_ path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { encode(Array($0.utf8)) }.joined(
            separator: "/")
    }
}

/// RFC 4648, section 4.
func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        var bits = group.reduce(0) { $0 << 8 | UInt32($1) }
        bits <<= UInt32(8 * (3 - group.count))
        for place in 0..<4 {
            result.append(place <= group.count ? digits[Int(bits >> UInt32(18 - 6 * place) & 63)] : 0x3D)
        }
    }
    return String(decoding: result, as: UTF8.self)
}
