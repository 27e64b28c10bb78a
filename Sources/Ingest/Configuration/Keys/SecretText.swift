import Basics

/// Values that name their secret instead of holding it: `@FILE`, and `${CREDENTIAL}` for a file in
/// `$CREDENTIALS_DIRECTORY` (systemd.exec(5), LoadCredential).
enum SecretText {
    static let limit = 64 << 10

    struct Resolved {
        /// With what was named in the place of its name; as it was, where that is withheld.
        var text: String
        /// Whether something was named.
        var isSecret = false
        var isWithheld = false

        var secret: Secret { isWithheld ? Secret(withheld: text) : Secret(text) }
    }

    static func resolve(_ text: String, _ context: ReadingContext) throws(ValueProblem) -> Resolved {
        let withheld = Resolved(text: text, isSecret: true, isWithheld: true)
        if text.hasPrefix("@") {
            guard text.utf8.count > 1 else { throw problem("@ names no file") }
            let content = try content(of: Path.absolute(String(text.dropFirst()), in: context.directory), context)
            return content.map { Resolved(text: $0, isSecret: true) } ?? withheld
        }
        var result = ""
        var rest = text[...]
        var (isSecret, isWithheld) = (false, false)
        while let start = rest.firstRange(of: "${") {
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else { throw problem("${ has no }") }
            result += rest[..<start.lowerBound]
            let secret = try credential(String(rest[start.upperBound..<end]), context)
            result += secret ?? ""
            (isSecret, isWithheld) = (true, isWithheld || secret == nil)
            rest = rest[rest.index(after: end)...]
        }
        return isWithheld ? withheld : Resolved(text: result + rest, isSecret: isSecret)
    }

    /// Nil where it is withheld.
    private static func credential(_ name: String, _ context: ReadingContext) throws(ValueProblem) -> String? {
        let isName = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
        }
        guard isName, !name.isEmpty, !name.hasPrefix(".") else {
            throw problem("\(quoted(name)) is no credential's name")
        }
        guard let directory = context.environment["CREDENTIALS_DIRECTORY"]?.nonEmpty else {
            if context.secrets == .withheld { return nil }
            throw problem("${\(name)}, but $CREDENTIALS_DIRECTORY is not set")
        }
        return try content(of: directory + "/" + name, context)
    }

    /// A file's text, its last line end left out; nil where it is withheld.
    private static func content(of path: String, _ context: ReadingContext) throws(ValueProblem) -> String? {
        var bytes: [UInt8]
        do {
            bytes = try context.files.read(path, limit: limit)
        } catch {
            if error.isForbidden, context.secrets == .withheld { return nil }
            throw problem("the secret in \(quoted(path)) cannot be read: \(error.message)")
        }
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw problem("\(quoted(path)) is empty") }
        guard malformedUTF8(bytes) == nil, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            throw problem("\(quoted(path)) holds more than one line, or control characters")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func problem(_ wrong: String) -> ValueProblem {
        .init(
            code: "secret", wrong: wrong, expected: "@FILE or ${CREDENTIAL}, of one line of text, readable by feedmill")
    }
}
