import Basics

/// Elements that say that they are no part of the text: what is hidden, and, by class or id, advertisements, posts beside this one,
/// buttons to share. What they hold changes by itself.
enum FurnitureMarks {
    private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// Whether the attributes of a start tag, as they stand in the source, name such an element.
    static func mark(_ attributes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = attributes
        while let (name, value) = next(&rest) {
            if isNamed(name, "hidden") || isNamed(name, "style") && hides(value) { return true }
            guard isNamed(name, "class") || isNamed(name, "id") else { continue }
            if value.split(whereSeparator: { $0 <= 0x20 }).contains(where: isOfFurniture) { return true }
        }
        return false
    }

    /// Takes the next attribute from the front; its value is empty where it has none. Nil at the end of the tag.
    private static func next(_ rest: inout Bytes) -> (name: Bytes, value: Bytes)? {
        rest = rest.drop { $0 <= 0x20 || $0 == 0x2F || $0 == 0x3E }
        guard !rest.isEmpty else { return nil }
        let name = rest.prefix { $0 > 0x20 && $0 != 0x2F && $0 != 0x3D && $0 != 0x3E }
        rest = rest[name.endIndex...]
        guard rest.first == 0x3D else { return (name, rest.prefix(0)) }
        rest = rest.dropFirst()
        if let quote = rest.first, quote == 0x22 || quote == 0x27 {
            let value = rest.dropFirst().prefix { $0 != quote }
            rest = rest[value.endIndex...].dropFirst()
            return (name, value)
        }
        let value = rest.prefix { $0 > 0x20 && $0 != 0x3E }
        rest = rest[value.endIndex...]
        return (name, value)
    }

    private static func isNamed(_ name: Bytes, _ wanted: StaticString) -> Bool {
        let wanted = UnsafeBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount)
        return name.count == wanted.count && zip(name, wanted).allSatisfy { $0 | 0x20 == $1 }
    }

    private static func hides(_ style: Bytes) -> Bool {
        let style = String(decoding: style.filter { $0 > 0x20 }, as: UTF8.self).asciiLowercased
        return style.holds("display:none") || style.holds("visibility:hidden")
    }

    private static func isOfFurniture(_ name: Bytes) -> Bool {
        guard (2...32).contains(name.count) else { return false }
        let name = String(decoding: name.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self).asciiLowercased
        return names.contains(name) || beginnings.contains { name.hasPrefix($0) }
    }

    private static let names = set(
        """
        ad ads adv advert adverts advertisement advertisements advertising advertorial adsbygoogle ad-container \
        ad-wrapper ad-slot ad-unit ad-block ad-banner banner-ad banner-ads text-ad textads sponsor-message werbung \
        anzeige publicite publicidad pubblicita reklama related related-posts related-post relatedposts related-articles \
        related-article related-content related-stories related-links relatedstories more-stories recommended-posts \
        you-may-also-like crp-related zemanta-related wp-rp-wrap nrelate share sharing share-buttons share-links \
        share-bar sharebar social-share social-sharing social-buttons social-links socialshare post-share entry-share \
        sharethis feedflare flattrss mailchimp newsletter-signup subscribe-box subscription-widget post-views view-count \
        comment-count comments-count comments-link
        """)
    private static let beginnings = [
        "yarpp", "jp-relatedposts", "sharedaddy", "sd-sharing", "addtoany", "a2a-kit", "addthis", "taboola", "outbrain",
        "google-auto-placed", "div-gpt-ad", "heateor-sss", "shareaholic", "rp4wp", "crp-",
    ]

    private static func set(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
