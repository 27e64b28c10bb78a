import Basics
import Markup

/// Makes a selection readable: each block with its path, score and fate.
struct Explanation {
    let blocks: [ExplainedBlock]

    /// Characters of a block's text that are shown.
    private static let textLength = 200

    init(_ page: Page, _ selection: Selection) {
        blocks = page.blocks.indices.map { index in
            ExplainedBlock(
                text: String(page.string(index).cleaned.prefix(Explanation.textLength)),
                path: Explanation.path(page, page.blocks[index].element), score: Double(selection.scores[index]),
                isKept: selection.kept[index], reason: selection.reasons[index]?.rawValue ?? "score")
        }
    }

    private static func path(_ page: Page, _ element: Int32) -> String {
        var names: [String] = []
        var place = element
        while place >= 0, names.count < 8 {
            let node = page.elements[Int(place)].node
            let word = (node.attribute("class") ?? node.attribute("id") ?? "").split(separator: " ").first
            names.append(node.name + (word.map { "." + $0 } ?? ""))
            place = page.elements[Int(place)].parent
        }
        return names.reversed().joined(separator: " > ")
    }
}
