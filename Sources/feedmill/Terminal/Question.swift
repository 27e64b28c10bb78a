import Basics
import Glibc

/// Asks the person at the terminal; nobody is asked where standard input or standard error is led elsewhere.
enum Question {
    static var canAsk: Bool { Screen.isTerminal(STDIN_FILENO) && Screen.isTerminal(STDERR_FILENO) }

    /// One of several, by its number; Enter takes the first.
    /// - Returns: its place; nil where the person wants none of them.
    static func choose(_ heading: String, _ choices: [String]) -> Int? {
        Progress.erase()
        Terminal.complain(heading)
        for (place, choice) in choices.enumerated() {
            Terminal.complain("  \(place + 1)  \(choice.collapsed)")
        }
        while true {
            Terminal.writeError("Which one, 1 to \(choices.count), or q for none? [1] ")
            guard let line = readLine() else { return nil }
            switch line.trimmed.asciiLowercased {
            case "": return 0
            case "q", "n", "none", "quit": return nil
            case let text:
                if let number = Int(text), choices.indices.contains(number - 1) { return number - 1 }
            }
        }
    }
}
