import Basics
import Feeds

/// A feed that is to be written into a configuration file.
public struct NewFeed: Hashable, Sendable {
    public var url: String
    public var id: String?
    public var title: String?
    public var tags: [String]
    /// Other keys of `[[feed]]` with their values as TOML, in the order in which they are to stand.
    public var settings: [Setting]
    /// Written as `opml`.
    public var outline: [FeedOutlineAttribute]

    public struct Setting: Hashable, Sendable {
        public var key: String
        /// As TOML.
        public var value: String

        public init(key: String, value: String) {
            self.key = key
            self.value = value
        }

        /// A string, written as TOML writes one.
        public init(key: String, text: String) {
            self.init(key: key, value: quoted(text))
        }
    }

    public init(
        url: String, id: String? = nil, title: String? = nil, tags: [String] = [], settings: [Setting] = [],
        outline: [FeedOutlineAttribute] = []
    ) {
        self.url = url
        self.id = id
        self.title = title
        self.tags = tags
        self.settings = settings
        self.outline = outline
    }

    /// A feed of an OPML document, with all that its outline says.
    public init(_ feed: OPMLFeed) {
        self.init(url: feed.url, title: feed.title?.cleaned.collapsed.nonEmpty)
        tags = feed.tags.map { $0.cleaned.collapsed }.filter { !$0.isEmpty }
        for attribute in feed.attributes where !OPMLFeed.isNamespace(attribute.name) {
            guard attribute.name.hasPrefix(OPMLFeed.settingPrefix) else {
                outline.append(FeedOutlineAttribute(name: attribute.name, value: attribute.value))
                continue
            }
            let name = String(attribute.name.dropFirst(OPMLFeed.settingPrefix.count))
            if name == "id" {
                id = attribute.value
            } else if OPMLFeed.settings.contains(name) {
                let isBoolean = attribute.value == "true" || attribute.value == "false"
                settings.append(Setting(key: name, value: isBoolean ? attribute.value : quoted(attribute.value)))
            }
        }
    }

    /// Its `[[feed]]` table.
    var toml: String {
        var lines = ["[[feed]]", "url = \(quoted(url))"]
        if let id { lines.append("id = \(quoted(id))") }
        if let title { lines.append("title = \(quoted(title))") }
        if !tags.isEmpty { lines.append("tags = [\(tags.map(quoted).joined(separator: ", "))]") }
        lines += settings.map { "\($0.key) = \($0.value)" }
        if !outline.isEmpty {
            let members = outline.map { "\(bareOrQuoted($0.name)) = \(quoted($0.value))" }
            lines.append("opml = { \(members.joined(separator: ", ")) }")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func bareOrQuoted(_ key: String) -> String {
        let isBare = key.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2D || $0 == 0x5F
        }
        return isBare && !key.isEmpty ? key : quoted(key)
    }
}
