import Basics
import Markup

/// Finds where an image really is: behind placeholders, in `srcset`, in the `source` elements of a `picture`.
struct ImageSources {
    private var seen: Set<String> = []

    /// The absolute address; nil for ornaments, counters and what was given before.
    mutating func source(of node: HTMLNode, base: WebURL?) -> String? {
        guard !isOrnament(node) else { return nil }
        return first(of: candidates(of: node), base)
    }

    /// The picture that an element shows as its background, where it says that it is a picture or stands in a figure.
    mutating func background(of node: HTMLNode, base: WebURL?) -> String? {
        guard let style = node.attribute("style"), style.holds("url("),
            node.attribute("role") == "img" || node.parent?.tag == .figure, !isOrnament(node)
        else { return nil }
        let address = style.split(separator: "url(", maxSplits: 1).last?.prefix { $0 != ")" } ?? ""
        return first(of: [address.filter { $0 != "\"" && $0 != "'" }], base)
    }

    private mutating func first(of candidates: [String], _ base: WebURL?) -> String? {
        for candidate in candidates {
            guard let url = WebURL(candidate.trimmed, base: base), url.isHTTP else { continue }
            let address = url.withoutCredentials.description
            guard !ImageSources.isPlaceholder(address) else { continue }
            return seen.insert(address).inserted ? address : nil
        }
        return nil
    }

    private func candidates(of node: HTMLNode) -> [String] {
        var found: [String] = []
        func add(_ name: StaticString) {
            if let value = node.attribute(name), !value.isEmpty, !value.hasPrefix("data:") {
                found.append(value)
            }
        }
        func addSet(_ value: String?) {
            if let value, let best = ImageSources.largest(in: value) { found.append(best) }
        }
        for name: StaticString in [
            "data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src", "data-full-src",
            "data-image",
        ] {
            add(name)
        }
        addSet(node.attribute("data-srcset"))
        addSet(node.attribute("data-lazy-srcset"))
        add("src")
        addSet(node.attribute("srcset"))
        if let picture = node.parent, picture.tag == .picture {
            var child = picture.firstChild
            while let current = child {
                if current.tag == .source {
                    addSet(current.attribute("srcset"))
                    addSet(current.attribute("data-srcset"))
                }
                child = current.next
            }
        }
        if !node.has("src") || (node.attribute("src") ?? "").hasPrefix("data:") { found += addressesInData(of: node) }
        return found
    }

    /// Addresses of pictures in attributes of whatever name: lazy loaders have one each.
    private func addressesInData(of node: HTMLNode) -> [String] {
        var found: [String] = []
        node.forEachAttribute { name, value in
            guard name.starts(with: "data-".utf8), value.count > 4, value.count < 2000 else { return }
            let text = String(decoding: value, as: UTF8.self).trimmed
            guard let address = ImageSources.largest(in: text), address.holds("/") || address == text else { return }
            if address.namesPicture { found.append(address) }
        }
        return found
    }

    /// The image of the highest width or density in a `srcset` (HTML Standard, 4.8.4.2.1).
    static func largest(in set: String) -> String? {
        var best: (address: String, size: Double)?
        var rest = Substring(set)
        while true {
            rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "," }
            guard !rest.isEmpty else { break }
            var address = rest.prefix { $0 != " " && $0 != "\n" && $0 != "\t" && $0 != "\r" }
            rest = rest[address.endIndex...]
            var size = 1.0
            if address.hasSuffix(",") {
                while address.last == "," { address.removeLast() }
            } else {
                let descriptor = rest.prefix { $0 != "," }
                rest = rest[descriptor.endIndex...]
                let trimmed = String(descriptor).trimmed
                if let last = trimmed.last, last == "w" || last == "x" {
                    size = Double(trimmed.dropLast()) ?? 1
                }
            }
            if best.map({ size > $0.size }) ?? true, !address.hasPrefix("data:") {
                best = (String(address), size)
            }
        }
        return best?.address
    }

    private func isOrnament(_ node: HTMLNode) -> Bool {
        for name: StaticString in ["width", "height"] {
            if let size = node.attribute(name).flatMap({ Int($0.trimmed) }), size < 40 { return true }
        }
        var pixel = CountingPixel()
        pixel.width((node.attribute("width") ?? "").utf8)
        pixel.height((node.attribute("height") ?? "").utf8)
        pixel.style((node.attribute("style") ?? "").utf8)
        if pixel.isFound { return true }
        let signals = node.bytes(of: "class").map { NameSignals(words: $0) } ?? NameSignals(rawValue: 0)
        return signals.contains(.share) || signals.contains(.advertisement)
    }

    private static func isPlaceholder(_ address: String) -> Bool {
        let name = Array(
            (address.split(separator: "/").last.map(String.init) ?? "").asciiLowercased.utf8)
        return name.containsWord("blank.gif") || name.containsWord("spacer.gif")
            || name.containsWord("placeholder")
            || name.containsWord("pixel.gif") || name.containsWord("transparent.")
            || name.containsWord("1x1")
            || name.containsWord("lazyload")
    }
}
