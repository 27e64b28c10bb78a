/// What there is to know of one code that records, status, log and commands call something by. Codes are added to, never
/// renamed.
public struct CodePage: Sendable {
    public let code: String
    /// Each one or more sentences; `words` in backticks stand as they are.
    public let happened: String
    public let why: String
    public let help: String

    init(_ code: String, _ happened: String, why: String, help: String) {
        self.code = code
        self.happened = happened
        self.why = why
        self.help = help
    }
}

/// The codes of one part of the line, and where they are met.
public struct CodeChapter: Sendable {
    public let title: String
    public let introduction: String
    public let pages: [CodePage]
}
