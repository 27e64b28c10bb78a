import Basics

extension ValueType where Value == FeedAddress {
    static var feedAddress: Self {
        let expected = "an http:, https: or file: URL"
        return .init(expected: expected, name: "URL") { node, context throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard let address = FeedAddress(text, in: context.directory) else {
                throw .init(code: "bad-url", wrong: "\(redacted(text)) is no such URL")
            }
            return address
        } write: {
            quoted($0.text)
        }
    }
}

extension ValueType where Value == [FeedHeader] {
    /// Headers whose values always are secrets.
    private static var secretNames: Set<String> { ["authorization", "cookie", "proxy-authorization"] }

    /// Headers that the transfer itself needs to set.
    private static var reservedNames: Set<String> {
        [
            "host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "if-none-match",
            "if-modified-since", "range", "user-agent",
        ]
    }

    static var headers: Self {
        .init(expected: "a table of headers, each a string", name: "table of strings") {
            node, context throws(ValueProblem) in
            guard case .section(let section) = node.value else { throw .wrongType(node) }
            guard section.entries.count <= 50 else {
                throw .init(code: "out-of-range", wrong: "\(section.entries.count) headers", expected: "at most 50")
            }
            var headers: [FeedHeader] = []
            var problems: [ValueProblem] = []
            for entry in section.entries {
                do throws(ValueProblem) {
                    headers.append(try header(entry, context))
                } catch {
                    problems.append(error)
                }
            }
            try ValueProblem.throwAll(problems)
            return headers
        } write: { _ in
            ""
        }
    }

    private static func header(_ entry: TOMLSection.Entry, _ context: ReadingContext) throws(ValueProblem) -> FeedHeader
    {
        let lower = entry.key.asciiLowercased
        guard !entry.key.isEmpty, entry.key.utf8.allSatisfy(isToken) else {
            throw .init(
                code: "bad-value", wrong: "\(quoted(entry.key)) is no header's name", expected: "letters, digits and -",
                range: entry.keyRange)
        }
        guard !reservedNames.contains(lower) else {
            throw .init(
                code: "bad-value", wrong: "\(entry.key) is set by feedmill itself", expected: "another header",
                range: entry.keyRange)
        }
        guard let text = entry.node.string else {
            throw .init(
                code: "wrong-type", wrong: entry.node.kind, expected: "a string, @FILE or ${CREDENTIAL}",
                range: entry.node.range)
        }
        do throws(ValueProblem) {
            let value = try SecretText.resolve(text, context)
            guard value.isSecret || !secretNames.contains(lower) else {
                throw ValueProblem(
                    code: "secret", wrong: "a secret in this file", expected: "@FILE or ${CREDENTIAL}",
                    range: entry.node.range)
            }
            guard value.text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw ValueProblem(
                    code: "bad-value", wrong: "control characters in a header", expected: "one line of text",
                    range: entry.node.range)
            }
            return FeedHeader(name: entry.key, value: value.secret)
        } catch {
            throw .init(
                code: error.code, wrong: error.wrong, expected: error.expected, range: error.range ?? entry.node.range)
        }
    }

    /// RFC 9110, 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5E...0x7A, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x7C, 0x7E: true
        default: false
        }
    }
}

extension ValueType where Value == [FeedOutlineAttribute] {
    static var outline: Self {
        .init(expected: "a table of strings", name: "table of strings") { node, _ throws(ValueProblem) in
            guard case .section(let section) = node.value else { throw .wrongType(node) }
            var attributes: [FeedOutlineAttribute] = []
            var problems: [ValueProblem] = []
            for entry in section.entries {
                if let value = entry.node.string {
                    attributes.append(FeedOutlineAttribute(name: entry.key, value: value))
                } else {
                    problems.append(
                        .init(code: "wrong-type", wrong: entry.node.kind, expected: "a string", range: entry.node.range)
                    )
                }
            }
            try ValueProblem.throwAll(problems)
            return attributes
        } write: { _ in
            ""
        }
    }
}
