import Basics

/// The pictures of a body that a reader sees: the names of their files, without what a delivery network adds.
enum VisibleImages {
    /// At most `limit`, of as many elements and with as long tags as these bounds allow, in the order of the body.
    /// Pixels (a width or height of 0 or 1) are none.
    static func names(in html: String, limit: Int = 8, elements: Int = 64, tagLength: Int = 4096) -> [String] {
        var names: [String] = []
        var rest = html[...]
        for _ in 0..<elements {
            guard names.count < limit, let tag = rest.range(of: "<img") else { break }
            rest = rest[tag.upperBound...]
            let attributes = Substring(rest.utf8.prefix(tagLength).prefix { $0 != 0x3E })
            if let source = value(of: "src", in: attributes), !isPixel(attributes), !source.hasPrefix("data:") {
                let path = source.prefix { $0 != "?" && $0 != "#" }
                names.append(String(path.split(separator: "/").last ?? ""))
            }
        }
        return names
    }

    private static func isPixel(_ attributes: Substring) -> Bool {
        ["width", "height"].contains {
            value(of: $0, in: attributes).map { $0 == "0" || $0 == "1" } ?? false
        }
    }

    private static func value(of name: String, in attributes: Substring) -> Substring? {
        guard let mark = attributes.range(of: " \(name)=") else { return nil }
        let rest = attributes[mark.upperBound...]
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            return rest.prefix { $0 != " " }
        }
        return rest.dropFirst().prefix { $0 != quote }
    }
}

extension Substring {
    /// The first place where `text` stands; letters of ASCII in either case are one.
    fileprivate func range(of text: String) -> Range<Index>? {
        let wanted = Array(text.utf8)
        var index = startIndex
        while index < endIndex {
            if let start = utf8[index...].firstIndex(where: { $0 | 0x20 == wanted[0] | 0x20 }) {
                let candidate = utf8[start...].prefix(wanted.count)
                if candidate.count == wanted.count,
                    zip(candidate, wanted).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 })
                {
                    return start..<candidate.endIndex
                }
                index = utf8.index(after: start)
            } else {
                return nil
            }
        }
        return nil
    }
}
