import Basics
import Markup

/// Videos, audio and documents embedded from elsewhere: told as a link.
enum EmbeddedMedia {
    /// Nil for frames that show no media: advertisements, counters, buttons.
    static func link(of node: HTMLNode, base: WebURL?) -> (address: String, label: String)? {
        if let watch = player(node) { return (watch, watch) }
        let source =
            node.attribute("src") ?? node.attribute("data") ?? node.attribute("data-src") ?? node.attribute(
                "data-lazy-src")
            ?? node.first(.source)?.attribute("src")
        guard let source, let url = WebURL(source.trimmed, base: base), url.isHTTP, let host = url.host
        else { return nil }
        if node.tag == .iframe {
            guard let watch = page(of: url, host) else { return nil }
            return (watch, watch)
        }
        if let watch = page(of: url, host) { return (watch, watch) }
        guard node.tag != .object, node.tag != .other else { return nil }
        let address = url.withoutCredentials.description
        return (address, address)
    }

    /// Elements of AMP, and of scripts that put a player in their place once it is asked for.
    static func isPlayer(_ node: HTMLNode) -> Bool {
        switch node.name {
        case "amp-youtube", "amp-vimeo", "amp-dailymotion", "amp-iframe", "amp-video", "amp-audio", "lite-youtube",
            "lite-vimeo", "youtube-video":
            true
        default: false
        }
    }

    private static func player(_ node: HTMLNode) -> String? {
        guard node.tag == .other else { return nil }
        let id = (node.attribute("data-videoid") ?? node.attribute("videoid") ?? node.attribute("video-id") ?? "")
            .trimmed
        guard !id.isEmpty, id.utf8.allSatisfy({ ScriptLiteral.isWord($0) && $0 < 0x80 || $0 == 0x2D }) else {
            return nil
        }
        switch node.name {
        case "amp-youtube", "lite-youtube", "youtube-video": return "https://www.youtube.com/watch?v=\(id)"
        case "amp-vimeo", "lite-vimeo": return "https://vimeo.com/\(id)"
        case "amp-dailymotion": return "https://www.dailymotion.com/video/\(id)"
        default: return nil
        }
    }

    /// The page that shows what a player's frame plays.
    private static func page(of url: WebURL, _ host: String) -> String? {
        let parts = url.path.split(separator: "/").map(String.init)
        switch true {
        case host.hasSuffix("youtube.com"), host.hasSuffix("youtube-nocookie.com"):
            guard parts.count == 2, parts[0] == "embed" || parts[0] == "v" else { return nil }
            return "https://www.youtube.com/watch?v=\(parts[1])"
        case host.hasSuffix("player.vimeo.com"):
            guard parts.count >= 2, parts[0] == "video" else { return nil }
            return "https://vimeo.com/\(parts[1])"
        case host.hasSuffix("dailymotion.com"):
            guard parts.count == 3, parts[0] == "embed" else { return nil }
            return "https://www.dailymotion.com/video/\(parts[2])"
        case host.hasSuffix("soundcloud.com"), host.hasSuffix("spotify.com"), host.hasSuffix("ted.com"):
            return url.withoutCredentials.description
        default: return nil
        }
    }
}
