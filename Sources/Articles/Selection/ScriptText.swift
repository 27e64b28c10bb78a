import Basics
import Markup

/// The texts in the JSON of a page's application: `__NEXT_DATA__` and its kind.
enum ScriptText {
    /// Bytes of a script, and nodes of its JSON, that are looked at.
    private static let maximumBytes = 4 << 20
    private static let maximumNodes = 20_000
    private static let names: Set<String> = [
        "body", "content", "articlebody", "text", "html", "bodyhtml", "contenthtml", "description", "richtext",
        "markdown", "bodytext",
        "rendered", "copy", "storybody", "fulltext",
    ]

    /// The longest text under a key that names a body, for each script that holds JSON; the longest first.
    static func longTexts(_ scripts: [HTMLNode]) -> [String] {
        var found: [String] = []
        for script in scripts {
            let isJSON =
                script.attribute("type")?.asciiLowercased == "application/json"
                || script.attribute("id") == "__NEXT_DATA__"
            guard isJSON, let text = Optional(script.rawText), text.utf8.count <= maximumBytes,
                let value = LinkedData.parse(text)
            else { continue }
            if let best = longest(value) { found.append(best) }
        }
        return found.sorted { $0.utf8.count > $1.utf8.count }
    }

    private static func longest(_ root: JSONValue) -> String? {
        var waiting = [root]
        var best: String?
        var seen = 0
        while let value = waiting.popLast(), seen < maximumNodes {
            seen += 1
            switch value {
            case .array(let members): waiting += members
            case .object(let members):
                for member in members {
                    if let text = member.value.string {
                        guard names.contains(member.key.asciiLowercased), text.utf8.count > 300 else { continue }
                        if text.utf8.count > best?.utf8.count ?? 0 { best = text }
                    } else {
                        waiting.append(member.value)
                    }
                }
            default: break
            }
        }
        return best
    }
}
