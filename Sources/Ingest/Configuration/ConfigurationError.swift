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
        // What is quoted of a file may hold anything.
        self.wrong = wrong.cleaned.collapsed
        self.expected = expected.cleaned.collapsed
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
