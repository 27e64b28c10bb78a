import Basics

/// Elements that say that they are no part of the text: what is hidden, and, by class or id, advertisements, posts beside this one,
/// buttons to share. What they hold changes by itself.
enum FurnitureMarks {
    /// Whether the attributes of a start tag, as they stand in the source, name such an element.
    static func mark(_ attributes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var index = attributes.startIndex
        while let (value, isStyle) = nextValue(in: attributes, &index) {
            if isStyle {
                if hides(value) { return true }
            } else {
                for name in value.split(whereSeparator: { $0 <= 0x20 }) where isOfFurniture(name) { return true }
            }
        }
        return isHidden(attributes)
    }

    /// `hidden` as an attribute, whatever its value.
    private static func isHidden(_ attributes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var index = attributes.startIndex
        while let found = attributes[index...].firstIndex(of: 0x68) {
            index = found + 1
            guard found > attributes.startIndex, attributes[found - 1] <= 0x20,
                attributes[found...].starts(with: "hidden".utf8), found + 6 < attributes.endIndex
            else { continue }
            let next = attributes[found + 6]
            if next <= 0x20 || next == 0x3D || next == 0x3E || next == 0x2F { return true }
        }
        return false
    }

    private static func hides(_ style: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let style = String(decoding: style.filter { $0 > 0x20 }, as: UTF8.self).asciiLowercased
        return style.holds("display:none") || style.holds("visibility:hidden")
    }

    /// The value of the next `class`, `id` or `style`, and whether it is the last of these; nil where no more comes.
    private static func nextValue(
        in attributes: Slice<UnsafeBufferPointer<UInt8>>, _ index: inout Int
    ) -> (value: Slice<UnsafeBufferPointer<UInt8>>, isStyle: Bool)? {
        while let mark = attributes[index...].firstIndex(of: 0x3D) {
            index = mark + 1
            let before = attributes[..<mark]
            let isStyle = hasName(before, "style")
            guard isStyle || hasName(before, "class") || hasName(before, "id") else { continue }
            guard let first = attributes[index...].first else { return nil }
            if first == 0x22 || first == 0x27 {
                let end = attributes[(index + 1)...].firstIndex(of: first) ?? attributes.endIndex
                defer { index = min(end + 1, attributes.endIndex) }
                return (attributes[(index + 1)..<end], isStyle)
            }
            let end = attributes[index...].firstIndex { $0 <= 0x20 || $0 == 0x3E } ?? attributes.endIndex
            defer { index = end }
            return (attributes[index..<end], isStyle)
        }
        return nil
    }

    private static func hasName(_ attributes: Slice<UnsafeBufferPointer<UInt8>>, _ name: StaticString) -> Bool {
        let count = name.utf8CodeUnitCount
        guard attributes.count > count, attributes[attributes.endIndex - count - 1] <= 0x20 else { return false }
        return zip(attributes.suffix(count), UnsafeBufferPointer(start: name.utf8Start, count: count))
            .allSatisfy { $0 | 0x20 == $1 }
    }

    private static func isOfFurniture(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
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
