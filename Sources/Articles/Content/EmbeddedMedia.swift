import Basics
import Markup

/// Videos, audio and documents embedded from elsewhere: told as a link.
enum EmbeddedMedia {
    /// Nil for frames that show no media: advertisements, counters, buttons.
    static func link(of node: HTMLNode, base: WebURL?) -> (address: String, label: String)? {
        let source =
            node.attribute("src") ?? node.attribute("data-src") ?? node.attribute("data-lazy-src")
            ?? node.first(.source)?.attribute("src")
        guard let source, let url = WebURL(source.trimmed, base: base), url.isHTTP, let host = url.host
        else { return nil }
        if node.tag == .iframe {
            guard let watch = page(of: url, host) else { return nil }
            return (watch, watch)
        }
        let address = url.withoutCredentials.description
        return (address, address)
    }

    /// The page that shows what a player's frame plays.
    private static func page(of url: WebURL, _ host: String) -> String? {
        let parts = url.path.split(separator: "/").map(String.init)
        switch true {
        case host.hasSuffix("youtube.com"), host.hasSuffix("youtube-nocookie.com"):
            guard parts.count == 2, parts[0] == "embed" else { return nil }
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
