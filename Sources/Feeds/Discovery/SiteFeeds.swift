import Basics

/// The feeds that pages of known sites and programs have, by `SiteTable`, the page's address and what the page says of
/// itself.
struct SiteFeeds {
    let facts: PageFacts
    let scripts: PageScripts

    struct Found {
        var url: WebURL
        var isCertain: Bool
    }

    /// Of the addresses of one page, the first that the table knows decides.
    func feeds(of addresses: [WebURL]) -> [Found] {
        for address in addresses {
            for rule in SiteTable.rules {
                guard let values = match(rule, address) else { continue }
                if rule.feeds.isEmpty { return [] }
                let feeds = rule.feeds.compactMap { url($0, values, address) }
                if !feeds.isEmpty { return feeds.map { Found(url: $0, isCertain: rule.isCertain) } }
            }
        }
        return []
    }
}

extension SiteFeeds {
    private func match(_ rule: SiteRule, _ address: WebURL) -> [String: String]? {
        guard let host = address.host?.withoutService else { return nil }
        for subject in rule.subjects {
            let values: [String: String]? =
                switch subject {
                case .host(let pattern): pattern.match(host: host)
                case .program(let name): facts.isMade(by: name) ? [:] : nil
                }
            if let values, let own = rule.path.match(pathOf: address) { return values.merging(own) { $1 } }
        }
        return nil
    }

    /// Nil where a name stands for nothing that is known.
    private func url(_ template: String, _ values: [String: String], _ address: WebURL) -> WebURL? {
        var text = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            text += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            guard let value = value(name, values, address) else { return nil }
            text += text.contains("?") ? value.replacing("&", with: "%26").replacing("+", with: "%2B") : value
            rest = rest[rest.index(after: close)...]
        }
        return WebURL(text + rest, base: address)
    }

    private func value(_ name: String, _ values: [String: String], _ address: WebURL) -> String? {
        switch name {
        case "channel" where values[name] == nil: channel
        case "nsid":
            ([values["id"] ?? ""] + scripts.values(of: "ownerNsid") + scripts.values(of: "nsid")).first(where: isNSID)
        case "soundcloud": soundcloud
        case "branch": values[name] ?? scripts.values(of: "defaultBranch").first.flatMap(plain) ?? "HEAD"
        case "path": address.path
        case "directory": address.resolving(".")?.path
        case "interface": interface(address)
        case "root": interface(address) ?? "/"
        default: values[name]
        }
    }

    /// The id of a channel of YouTube: `UC` and 22 letters.
    private var channel: String? {
        let keys = ["externalChannelId", "externalId", "channelId"]
        let said = facts.identifiers + keys.lazy.flatMap { scripts.values(of: $0) }
        return said.first { $0.hasPrefix("UC") && $0.utf8.count == 24 && plain($0) != nil }
    }

    private var soundcloud: String? {
        facts.identifiers.lazy.compactMap { text in
            text.firstRange(of: "soundcloud://users:").map {
                String(text[$0.upperBound...].prefix { $0.isASCII && $0.isNumber })
            }
        }.first { !$0.isEmpty }
    }

    /// `12345678@N00`: a member of Flickr.
    private func isNSID(_ text: String) -> Bool { text.contains("@N") && plain(text.replacing("@", with: "")) != nil }

    private func plain(_ text: String) -> String? {
        text.utf8.allSatisfy { $0 > 0x2C && $0 < 0x7F && $0 != 0x3F && $0 != 0x5C } ? text : nil
    }

    /// Where the program's own addresses begin, by the address of its interface.
    private func interface(_ address: WebURL) -> String? {
        guard var url = facts.interface.flatMap({ WebURL($0, base: address) }), url.isHTTP else { return nil }
        url.query = nil
        if let end = url.path.firstRange(of: "wp-json") {
            url.path = String(url.path[..<end.lowerBound])
        } else {
            url = url.resolving(".") ?? url
        }
        return url.withoutFragment.description
    }
}
