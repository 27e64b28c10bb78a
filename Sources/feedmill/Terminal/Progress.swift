import Basics
import Glibc
import Ingest

/// One line on standard error that tells how far a command is: drawn only on a terminal, only once the command has lasted a
/// second, and gone when the command is done.
final class Progress: Sendable {
    /// How a terminal is drawn on.
    enum Style: Sendable {
        /// No terminal: nothing is written.
        case silent
        /// The cursor cannot be moved: each new stage is a line of its own, and stays.
        case lines
        /// Drawn over in place with spaces alone.
        case plain
        case escapes
    }

    /// What stands on the line just now, of whichever progress; empty where nothing does.
    private static let drawn = Monitor("")

    private let style: Style
    private let text = Monitor((stage: "", detail: ""))

    init(style: Style = Progress.usual) {
        self.style = style
    }

    static let usual: Style =
        if !Screen.isTerminal(STDERR_FILENO) {
            .silent
        } else if !Screen.obeysEscapes {
            .lines
        } else {
            Screen.wantsNoColour ? .plain : .escapes
        }

    /// What is being done, and how far it is.
    func show(_ stage: String, _ detail: String = "") {
        guard style != .silent else { return }
        text.withLock { $0 = (stage, detail) }
    }

    /// Draws until its task is cancelled.
    fileprivate func draw() async {
        guard style != .silent else { return }
        let clock = ContinuousClock()
        let start = clock.now
        var shownStage = ""
        while (try? await Task.sleep(for: .milliseconds(shownStage.isEmpty ? 1000 : 150))) != nil {
            let (stage, detail) = text.withLock { $0 }
            guard !stage.isEmpty else { continue }
            let seconds = Int((clock.now - start).components.seconds)
            if style != .lines {
                Progress.put([stage, detail, "\(seconds) s"].filter { !$0.isEmpty }.joined(separator: ", "), style)
            } else if stage != shownStage {
                Terminal.complain(stage)
            }
            shownStage = stage
        }
        Progress.erase()
    }

    private static func put(_ text: String, _ style: Style) {
        // A line that is as wide as the terminal would wrap.
        let screen = Screen.style(STDERR_FILENO) ?? TextStyle()
        let line = Cells.cut(screen.shown(text).collapsed, to: screen.width - 1, isUnicode: screen.isUnicode)
        drawn.withLock { drawn in
            guard line != drawn else { return }
            let left = Cells.width(of: drawn) - Cells.width(of: line)
            let rest = style == .escapes ? "\u{1B}[K" : String(repeating: " ", count: max(0, left))
            Terminal.writeError("\r\(line)\(rest)")
            drawn = line
        }
    }

    /// Takes the line away, so that something else can be written in its place; it is drawn again with the next change.
    static func erase() {
        drawn.withLock { drawn in
            guard !drawn.isEmpty else { return }
            Terminal.writeError("\r\(String(repeating: " ", count: Cells.width(of: drawn)))\r")
            drawn = ""
        }
    }
}

/// Does something that may take a while, with a line that tells how far it is.
func withProgress<Result: Sendable>(_ body: (Progress) async throws -> Result) async throws -> Result {
    let progress = Progress()
    async let _: Void = progress.draw()
    let result: Swift.Result<Result, any Error>
    do { result = .success(try await body(progress)) } catch { result = .failure(error) }
    Progress.erase()
    return try result.get()
}
