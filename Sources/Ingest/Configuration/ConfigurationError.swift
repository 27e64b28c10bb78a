import Basics

/// One mistake in the configuration.
public struct ConfigurationError: CodedError, Equatable {
    /// Stable, for programs: `syntax`, `unknown-key`, `wrong-type`, `bad-value`, `bad-url`, `out-of-range`, `missing-key`,
    /// `feed-twice`, `secret`, `include`, `unreadable`, `opml`.
    public let code: String
    public let place: SourcePlace
    /// What is wrong. Never a secret, nor the user and password of a URL.
    public let wrong: String
    public let expected: String

    public init(code: String, place: SourcePlace, wrong: String, expected: String) {
        self.code = code
        self.place = place
        self.wrong = ConfigurationError.onOneLine(wrong)
        self.expected = ConfigurationError.onOneLine(expected)
    }

    /// What is quoted of a file may hold anything.
    private static func onOneLine(_ text: String) -> String {
        let isBroken = text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }
        return isBroken ? text.cleaned.split { $0.isNewline || $0 == "\t" }.joined(separator: " ") : text
    }

    public var message: String { "\(wrong); expected \(expected)" }

    /// `FILE:LINE:COLUMN: what is wrong; expected what was expected`.
    public var description: String { "\(place): \(message)" }
}

/// All the mistakes of a configuration, in the order of its files and of their text. Never empty.
public struct ConfigurationErrors: CodedError, Equatable {
    public let errors: [ConfigurationError]

    public init(_ errors: [ConfigurationError]) { self.errors = errors }

    public var code: String { "configuration" }
    public var message: String { errors.map(\.description).joined(separator: "\n") }
    /// One line for each.
    public var description: String { message }
}
