import Basics
import Markup

/// What of a page tells where its feeds are.
struct PageFacts {
    private(set) var links: [PageLink] = []
    /// `<base href>`, as written.
    private(set) var base: String?
    /// The address that the page gives itself: `link rel=canonical`, or else `og:url`.
    private(set) var canonical: String?
    private(set) var language: String?
    /// What made the page by its own word, in lower case: `wordpress 6.4`.
    private var generators: [String] = []
    /// Names of the site and its application, in lower case: `medium`.
    private var names: [String] = []
    /// The address of the program's interface, which lies at the root of the blog or wiki.
    private(set) var interface: String?
    /// Contents of `meta`: `itemprop`s that identify, addresses for applications.
    private(set) var identifiers: [String] = []

    /// A page that cannot be read has none.
    init(_ page: [UInt8], contentType: String?) {
        guard let document = try? HTMLDocument(parsing: page, contentType: contentType) else { return }
        _ = document.withRoot { root in
            language = root.attribute("lang") ?? root.attribute("xml:lang")
            var node: HTMLNode? = root
            while let current = node, links.count < PageFacts.maximumLinks {
                switch current.tag {
                case .a, .area: readAnchor(current)
                case .link: readLink(current)
                case .meta: readMeta(current)
                case .base: base = base ?? current.attribute("href")?.trimmed.nonEmpty
                default: break
                }
                node = current.successor(within: root)
            }
        }
    }

    /// Whether the page says that a program of this name made it, whatever the version.
    func isMade(by program: String) -> Bool {
        names.contains(program) || generators.contains { $0 == program || $0.hasPrefix(program + " ") }
    }

    private static let maximumLinks = 5000
    /// Nodes that are looked at within a link.
    private static let maximumParts = 60
}

extension PageFacts {
    private mutating func readLink(_ node: HTMLNode) {
        guard let href = node.attribute("href")?.trimmed.nonEmpty else { return }
        let link = link(node, .element, href)
        if link.rels.contains("canonical") {
            canonical = href
        } else if link.rels.contains("https://api.w.org/") {
            generators.append("wordpress")
            interface = href
        } else if link.rels.contains("edituri") {
            interface = interface ?? href
        } else if link.type == "application/activity+json" {
            generators.append("activitypub")
        }
        links.append(link)
    }

    private mutating func readAnchor(_ node: HTMLNode) {
        guard let href = node.attribute("href")?.trimmed.nonEmpty, !href.hasPrefix("#") else { return }
        var link = link(node, .body, href)
        link.labels = [link.title, label(node, "aria-label")].compactMap { $0 }
        link.marks = [node.attribute("class")].compactMap { $0 }
        var text = ""
        var pictures: [String] = []
        var part = node.firstChild
        for _ in 0..<PageFacts.maximumParts {
            guard let current = part else { break }
            if current.isText {
                text += String(decoding: current.content.prefix(400), as: UTF8.self)
            } else {
                pictures += [label(current, "alt"), label(current, "aria-label"), label(current, "title")]
                    .compactMap { $0 }
                link.marks += [current.attribute("class"), current.attribute("src")].compactMap { $0 }
            }
            part = current.successor(within: node)
        }
        let shown = text.cleaned.collapsed.nonEmpty
        link.labels += [shown].compactMap { $0 } + pictures
        link.title = link.title ?? shown ?? link.labels.first
        links.append(link)
    }

    private mutating func readMeta(_ node: HTMLNode) {
        guard let content = node.attribute("content")?.trimmed.nonEmpty else { return }
        let name = node.attribute("name") ?? node.attribute("property") ?? node.attribute("itemprop") ?? ""
        switch name.asciiLowercased {
        case "generator": generators.append(content.lowercased())
        case "application-name", "al:ios:app_name", "og:site_name": names.append(content.lowercased())
        case "og:url": canonical = canonical ?? content
        case "identifier", "channelid", "al:ios:url", "al:android:url", "twitter:app:url:iphone":
            identifiers.append(content)
        default: break
        }
    }

    private func link(_ node: HTMLNode, _ place: PageLink.Place, _ href: String) -> PageLink {
        PageLink(
            place: place,
            rels: (node.attribute("rel") ?? "").asciiLowercased.split(whereSeparator: \.isWhitespace).map(String.init),
            href: href.cleaned, type: PageLink.essence(node.attribute("type") ?? ""),
            language: node.attribute("hreflang")?.trimmed.nonEmpty, title: label(node, "title"))
    }

    private func label(_ node: HTMLNode, _ name: StaticString) -> String? {
        node.attribute(name)?.cleaned.collapsed.nonEmpty
    }
}
