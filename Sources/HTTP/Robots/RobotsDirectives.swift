import Basics

/// What X-Robots-Tag fields, or a page's robots meta elements, say of reuse. In the order given, in lower case; directives
/// for other robots are left out.
public struct RobotsDirectives: Sendable, Hashable {
    public struct Directive: Sendable, Hashable {
        /// `noindex`, `max-snippet` …
        public let name: String
        /// What stands after its colon; nil where nothing does.
        public let value: String?
    }

    public private(set) var directives: [Directive] = []

    /// From the fields of an answer.
    public init(_ headers: HTTPHeaders) {
        for field in headers.all("X-Robots-Tag") { add(field) }
    }

    /// From the content of one meta element.
    public init(meta content: String) { add(content) }

    public func contains(_ name: String) -> Bool { directives.contains { $0.name == name } }

    /// As a site writes them: `noindex`, `max-snippet:20`.
    public var texts: [String] { directives.map { $0.name + ($0.value.map { ":" + $0 } ?? "") } }

    private static let valued: Set<String> = [
        "max-snippet", "max-image-preview", "max-video-preview", "unavailable_after",
    ]
    private static let limit = 32

    private mutating func add(_ field: String) {
        var concernsUs = true
        for (index, part) in RobotsDirectives.parts(field).enumerated() {
            var text = part.trimmed
            if let colon = text.firstIndex(of: ":") {
                let name = String(text[..<colon]).trimmed.asciiLowercased
                let rest = String(text[text.index(after: colon)...]).trimmed
                if RobotsDirectives.valued.contains(name) {
                    append(Directive(name: name, value: rest), if: concernsUs)
                    continue
                }
                // `otherbot: noindex, nofollow`: the name of a robot, for what follows in this field.
                if index == 0 || name == RobotsTxt.productToken {
                    concernsUs = name == RobotsTxt.productToken || name == "*"
                }
                text = rest
            }
            append(Directive(name: text.asciiLowercased, value: nil), if: concernsUs)
        }
    }

    private mutating func append(_ directive: Directive, if concernsUs: Bool) {
        guard concernsUs, !directive.name.isEmpty, directives.count < RobotsDirectives.limit,
            !directives.contains(directive)
        else { return }
        directives.append(directive)
    }

    /// Parted at commas, but for the one within the date of `unavailable_after`.
    private static func parts(_ field: String) -> [String] {
        var result: [String] = []
        for part in field.split(separator: ",").map(String.init) {
            if let last = result.last, last.asciiLowercased.trimmed.hasPrefix("unavailable_after"),
                last.utf8.count < 32, part.contains(where: \.isNumber)
            {
                result[result.count - 1] = last + "," + part
            } else {
                result.append(part)
            }
        }
        return result
    }
}
