import Basics

/// A request header that a site rule asks for: which of them are sent.
enum RequestHeader {
    /// Said of the one who asks, or of the connection: not a rule's to choose.
    private static let refused: [String: String] = [
        "user-agent": "feedmill tells sites its own name",
        "authorization": "secrets belong into `headers` of the `[[feed]]`",
        "proxy-authorization": "secrets belong into `[http] proxy`",
    ]
    private static let transports: Set<String> = [
        "host", "connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect", "content-length",
        "content-type", "content-encoding", "accept-encoding", "range", "if-match", "if-none-match",
        "if-modified-since",
        "if-unmodified-since", "if-range", "via", "forwarded", "x-forwarded-for", "proxy-connection", "http2-settings",
        "from", "origin",
    ]

    /// Why it is not sent; nil where it is.
    static func refusal(_ name: String) -> String? {
        let name = name.asciiLowercased
        if transports.contains(name) { return "it is between feedmill and the server" }
        return refused[name]
    }

    /// RFC 9110, 5.1 and 5.5.
    static func isSound(_ name: String, _ value: String) -> Bool {
        let isName = name.utf8.allSatisfy { byte in
            byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
                || "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
        return isName && !name.isEmpty && name.utf8.count <= 100 && value.utf8.count <= 4096
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}
