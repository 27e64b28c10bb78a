import Basics
import Markup

/// The texts in the data of a page's scripts.
enum ScriptText {
    /// Values that are looked at, and bytes that a text must have.
    private static let maximumNodes = 50_000
    private static let leastBytes = 300
    private static let names: Set<String> = [
        "body", "content", "articlebody", "text", "html", "__html", "bodyhtml", "contenthtml", "description",
        "richtext",
        "markdown", "bodytext", "rendered", "copy", "storybody", "fulltext", "articletext", "post_content",
    ]

    /// The texts under keys that name a body, and the lists that are a text's blocks, as text or markup; the longest first.
    static func longTexts(_ scripts: [HTMLNode]) -> [String] {
        var found: [String] = []
        for value in ScriptValues(scripts).values {
            if let best = longest(value) { found.append(best) }
        }
        return found.sorted { $0.utf8.count > $1.utf8.count }
    }

    private static func longest(_ root: JSONValue) -> String? {
        var waiting = [root]
        var best: String?
        var seen = 0
        func offer(_ text: String) {
            if text.utf8.count >= leastBytes, text.utf8.count > best?.utf8.count ?? 0 { best = text }
        }
        while let value = waiting.popLast(), seen < maximumNodes {
            seen += 1
            switch value {
            case .array(let members):
                if RichText.isBlocks(members) {
                    offer(RichText.markup(members))
                } else {
                    waiting += members
                }
            case .object(let members):
                if let blocks = normalised(members) { offer(RichText.markup(blocks)) }
                for member in members {
                    guard let text = member.value.string else {
                        waiting.append(member.value)
                        continue
                    }
                    guard text.utf8.count >= leastBytes else { continue }
                    if text.hasPrefix("{") || text.hasPrefix("["), let inner = LinkedData.parse(text) {
                        waiting.append(inner)
                    } else if names.contains(name(member.key)) {
                        offer(text)
                    }
                }
            default: break
            }
        }
        return best
    }

    /// Of a store that keeps each thing under its key: the paragraphs, in their order.
    private static func normalised(_ members: [JSONValue.Member]) -> [JSONValue]? {
        guard members.count >= 5 else { return nil }
        let blocks = members.map(\.value).filter {
            $0["__typename"]?.string == "Paragraph" && $0["text"]?.string != nil
        }
        return blocks.count >= 3 ? blocks : nil
    }

    /// A key in lower case, without the arguments that a store of queries puts behind it.
    private static func name(_ key: String) -> String {
        String(key.prefix { $0 != "(" && $0 != ":" }).asciiLowercased
    }
}
