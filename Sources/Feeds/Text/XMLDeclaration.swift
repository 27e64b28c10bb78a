/// Whether an XML declaration is as XML 1.0 has it (production 23).
struct XMLDeclaration {
    private var rest: ArraySlice<UInt8>

    /// `text` is all of it, from `<?xml` to `?>`.
    static func isWellFormed(_ text: ArraySlice<UInt8>) -> Bool {
        var declaration = XMLDeclaration(rest: text)
        return declaration.read()
    }

    private mutating func read() -> Bool {
        // Any number will do, as in the first four editions: what would have another one is read all the same.
        guard skip("<?xml"), let version = attribute("version"), !version.isEmpty,
            version.allSatisfy(XMLDeclaration.isNameByte)
        else { return false }
        let before = rest
        if let encoding = attribute("encoding") {
            guard XMLDeclaration.isEncodingName(encoding) else { return false }
        } else {
            rest = before
        }
        let beforeStandalone = rest
        if let standalone = attribute("standalone") {
            guard standalone.elementsEqual("yes".utf8) || standalone.elementsEqual("no".utf8) else { return false }
        } else {
            rest = beforeStandalone
        }
        _ = skipSpace()
        return skip("?>") && rest.isEmpty
    }

    private static func isEncodingName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return false }
        return name.allSatisfy { isNameByte($0) && $0 != 0x3A }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    /// White space, the name, `=`, and a value in quotes of one kind.
    private mutating func attribute(_ name: String) -> ArraySlice<UInt8>? {
        guard skipSpace(), skip(name) else { return nil }
        _ = skipSpace()
        guard skip("=") else { return nil }
        _ = skipSpace()
        guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
        rest = rest.dropFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }

    private mutating func skip(_ word: String) -> Bool {
        guard rest.starts(with: word.utf8) else { return false }
        rest = rest.dropFirst(word.utf8.count)
        return true
    }

    private mutating func skipSpace() -> Bool {
        let count = rest.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.count
        rest = rest.dropFirst(count)
        return count > 0
    }
}
