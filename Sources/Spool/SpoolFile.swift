/// The names of the files in a spool: the sequence of the first record in it, in twenty digits so that names sort as numbers
/// do, and what the file is.
struct SpoolFile: Equatable, Sendable {
    let name: String
    let sequence: UInt64
    let compression: SpoolCompression
    static let digits = 20
    /// Whoever reads JSON tells all numbers below it apart.
    static let sequenceLimit: UInt64 = 1 << 53
    private static let kind = ".json"

    init(sequence: UInt64, compression: SpoolCompression = .none) {
        let number = String(sequence)
        name =
            String(repeating: "0", count: SpoolFile.digits - number.utf8.count) + number + SpoolFile.kind
            + compression.ending
        self.sequence = sequence
        self.compression = compression
    }

    /// Nil for a name that this spool did not give. What follows a colon is a consumer's own note, as Maildir has it.
    init?(name: String) {
        guard name.utf8.count >= SpoolFile.digits + SpoolFile.kind.utf8.count,
            name.utf8.prefix(SpoolFile.digits).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let sequence = UInt64(name.prefix(SpoolFile.digits)), sequence < SpoolFile.sequenceLimit
        else { return nil }
        let rest = name.dropFirst(SpoolFile.digits).prefix { $0 != ":" }
        guard rest.hasPrefix(SpoolFile.kind),
            let compression = SpoolCompression.allCases.first(where: {
                rest.dropFirst(SpoolFile.kind.count) == $0.ending
            })
        else { return nil }
        self.name = name
        self.sequence = sequence
        self.compression = compression
    }
}

extension SpoolFile: Comparable {
    static func < (a: SpoolFile, b: SpoolFile) -> Bool { a.sequence < b.sequence }
}
