import Glibc
import Ingest

/// What standard output or standard error is led to.
enum Screen {
    /// Whether a person sees what is written there.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// What can be shown there; nil where it is no terminal.
    static func style(_ descriptor: Int32) -> TextStyle? {
        guard isTerminal(descriptor) else { return nil }
        var size = winsize()
        let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return TextStyle(environment: Process.environment, columns: isKnown ? Int(size.ws_col) : 80)
    }

    /// Whether it moves its cursor where an escape sequence says so.
    static var obeysEscapes: Bool {
        let kind = Process.environment["TERM"] ?? ""
        return !kind.isEmpty && kind != "dumb"
    }

    /// https://no-color.org
    static var wantsNoColour: Bool { Process.environment["NO_COLOR"].map { !$0.isEmpty } ?? false }
}
