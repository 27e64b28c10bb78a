import Basics

extension SiteRules {
    /// A text that a rule's author found in the article of a page, and whether it is in it now.
    public struct TestResult: Sendable, Equatable {
        public var text: String
        public var holds: Bool
    }

    /// What the tests of the rule for a page make of its article, or of the first part of it; nil where there is none for that address.
    public func trial(of article: Article, at url: WebURL) -> [TestResult]? {
        let address = SiteRules.address(url)
        let tests = (url.host.flatMap { matching(host: $0) }?.tests ?? []).filter { test in
            !test.contains.isEmpty && WebURL(test.url).map(SiteRules.address) == address
        }
        guard !tests.isEmpty else { return nil }
        let text = article.contentText.collapsed
        return tests.flatMap(\.contains).map { TestResult(text: $0, holds: text.contains($0.collapsed)) }
    }

    /// Sites have moved from http to https since the rules were written.
    private static func address(_ url: WebURL) -> String {
        let text = url.withoutFragment.withoutCredentials.description
        return String(text[(text.firstRange(of: "://")?.upperBound ?? text.startIndex)...])
    }
}
