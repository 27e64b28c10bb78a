/// A line of a site rule that cannot be used; it costs that line alone.
public struct SiteRuleProblem: Sendable, Equatable {
    public enum Code: String, Sendable, CaseIterable {
        case noDirective = "site-rule-syntax"
        case unknownDirective = "site-rule-unknown-directive"
        case badPath = "site-rule-bad-xpath"
        case badValue = "site-rule-bad-value"
        case unpaired = "site-rule-unpaired-replacement"
        case header = "site-rule-header-refused"
        case login = "site-rule-login-not-supported"
    }

    public var file: String
    /// From 1.
    public var line: Int
    public var code: Code
    public var message: String
}
