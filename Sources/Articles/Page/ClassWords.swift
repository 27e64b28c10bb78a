import Basics
import Markup

extension HTMLNode {
    /// Whether its class has one of these words, which are in lower case; what is no letter parts them.
    func isNamed(_ words: Set<String>) -> Bool {
        guard let name = attribute("class") else { return false }
        return name.asciiLowercased.split { !$0.isLetter }.contains { words.contains(String($0)) }
    }
}
