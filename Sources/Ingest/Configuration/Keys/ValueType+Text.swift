import Basics

extension ValueType where Value == String {
    /// Text on one line.
    static func text(_ expected: String, name: String = "string", maximum: Int = 1000) -> Self {
        .init(expected: expected, name: name) { node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard !text.isEmpty else { throw .init(code: "bad-value", wrong: "an empty string") }
            guard text.utf8.count <= maximum else {
                throw .init(code: "out-of-range", wrong: "\(text.utf8.count) bytes", expected: "at most \(maximum)")
            }
            guard text.cleaned == text.nfc, !text.contains("\n"), !text.contains("\t") else {
                throw .init(code: "bad-value", wrong: "control characters in \(quoted(text))")
            }
            return text
        } write: {
            quoted($0)
        }
    }

    /// A path, made absolute: relative to the file that it stands in.
    static var path: Self {
        .init(expected: "a path", name: "path") { node, context throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard !text.isEmpty, !text.utf8.contains(0) else { throw .init(code: "bad-value", wrong: quoted(text)) }
            return Path.absolute(text, in: context.directory)
        } write: {
            quoted($0)
        }
    }

    /// What is shown to the sites in User-Agent: a comment there (RFC 9110, 5.6.5), so no parentheses.
    static var contact: Self {
        let expected = "an address of a page or of a mailbox, with no blanks and no parentheses"
        return .init(expected: expected, name: "address") { node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard !text.isEmpty, text.utf8.count <= 200,
                text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x28 && $0 != 0x29 && $0 != 0x5C })
            else { throw .init(code: "bad-value", wrong: quoted(text)) }
            return text
        } write: {
            quoted($0)
        }
    }

    /// A host, an address or a CIDR block.
    static var hostPattern: Self {
        let expected = "a host name, an address, or a block such as \"10.1.0.0/16\""
        return .init(expected: expected, name: "host, address or CIDR block") { node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard HostPattern(text) != nil else { throw .init(code: "bad-value", wrong: quoted(text)) }
            return text
        } write: {
            quoted($0)
        }
    }

    /// The name of a parameter in an address's query, or how such names begin.
    static var parameter: Self {
        let expected = "the name of a parameter such as \"from\", or a beginning such as \"promo_*\""
        return .init(expected: expected, name: "parameter") { node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            let name = text.utf8.dropLast(text.hasSuffix("*") ? 1 : 0)
            guard !name.isEmpty, name.count <= 100,
                name.allSatisfy({ (0x21...0x7E).contains($0) && !"#&*=?".utf8.contains($0) })
            else { throw .init(code: "bad-value", wrong: quoted(text)) }
            return text
        } write: {
            quoted($0)
        }
    }

    /// A glob or an address in `include`.
    static var include: Self {
        let expected =
            "a path or glob that ends in .toml, or in .opml or .xml for OPML, or the http(s) address of an OPML document"
        return .init(expected: expected, name: "path, glob or address") { node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            let lower = text.asciiLowercased
            if lower.hasPrefix("http:") || lower.hasPrefix("https:") {
                guard let url = WebURL(text), url.isHTTP else {
                    throw .init(code: "bad-url", wrong: "\(redacted(text)) is no URL")
                }
                // The address stands in logs, in status and in the places of its feeds.
                guard url.username.isEmpty, url.password.isEmpty else {
                    throw .init(
                        code: "secret", wrong: "a user and password in an address",
                        expected: "an address without, or a file that something else keeps up to date")
                }
                return text
            }
            guard lower.hasSuffix(".toml") || lower.hasSuffix(".opml") || lower.hasSuffix(".xml"),
                !text.utf8.contains(0)
            else { throw .init(code: "bad-value", wrong: quoted(text)) }
            return text
        } write: {
            quoted($0)
        }
    }

    /// A feed's name: part of records, file names and metrics.
    static var feedID: Self {
        let expected = "1 to 100 letters, digits, and any of . _ - after the first"
        return .init(expected: expected, name: "letters, digits, . _ -") { node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard FeedID.isValid(text) else { throw .init(code: "bad-value", wrong: quoted(text)) }
            return text
        } write: {
            quoted($0)
        }
    }
}

extension ValueType where Value == ProxyChoice {
    /// A proxy's URL, `"direct"`, or where to find the URL: `@FILE` or `${CREDENTIAL}`.
    static var proxy: Self {
        let expected = "the URL of an http, https or socks proxy, \"direct\", @FILE or ${CREDENTIAL}"
        return .init(expected: expected, name: "URL, `direct`, `@FILE` or `${CREDENTIAL}`") {
            node, context throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            if text == "direct" { return .direct }
            let value = try SecretText.resolve(text, context)
            if value.isWithheld { return .withheld }
            guard let proxy = Proxy(value.text) else {
                throw .init(code: "bad-url", wrong: value.isSecret ? "what it names is no proxy's URL" : redacted(text))
            }
            return .through(proxy)
        } write: {
            switch $0 {
            case .environment, .withheld: ""
            case .direct: quoted("direct")
            case .through(let proxy): quoted(proxy.url.description)
            }
        }
    }
}

extension ValueType where Value == MetricsAddress {
    static var listener: Self {
        let expected = "\"ADDRESS:PORT\" such as \"127.0.0.1:9464\", or \"unix:PATH\""
        return .init(expected: expected, name: "`ADDRESS:PORT` or `unix:PATH`") { node, context throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            if text.hasPrefix("unix:") || text.hasPrefix("/") {
                let path = Path.absolute(
                    String(text.hasPrefix("/") ? text[...] : text.dropFirst(5)), in: context.directory)
                guard path.utf8.count < 108, text != "unix:" else {
                    throw .init(
                        code: "bad-value", wrong: quoted(text), expected: "the path of a socket, shorter than 108 bytes"
                    )
                }
                return .unix(path: path)
            }
            guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
                case .block(_, let bits)? = HostPattern(String(text[..<colon])), bits == 32 || bits == 128,
                !text.contains("/"), bits == 32 || text.hasPrefix("[")
            else { throw .init(code: "bad-value", wrong: quoted(text)) }
            let host = text[..<colon]
            return .tcp(host: String(bits == 128 ? host.dropFirst().dropLast() : host), port: port)
        } write: {
            switch $0 {
            case .tcp(let host, let port): quoted(host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
            case .unix(let path): quoted("unix:" + path)
            }
        }
    }
}

/// What was meant for a URL, as it may be shown: what stands before its last @ is left out, for a password may hold anything.
func redacted(_ text: String) -> String {
    let start = text.firstRange(of: "//").map { $0.upperBound } ?? text.startIndex
    guard let at = text[start...].lastIndex(of: "@") else { return quoted(text) }
    return quoted(text[..<start] + "…" + text[at...])
}
