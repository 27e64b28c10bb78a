/// A text as it is drawn over the one before, in one piece, so that nothing flickers.
public enum ScreenFrame {
    /// The alternate screen, without a cursor; and the person's own again.
    public static let begin = "\u{1B}[?1049h\u{1B}[?25l"
    public static let end = "\u{1B}[?25h\u{1B}[?1049l"

    /// From the top, each line erased behind its end, and all below the last; no more lines than there are rows.
    public static func over(_ text: String, rows: Int) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(rows)
        return "\u{1B}[H" + lines.joined(separator: "\u{1B}[K\r\n") + "\u{1B}[J"
    }
}
