import Glibc

/// What standard output or standard error is led to.
enum Screen {
    /// Whether a person sees what is written there.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// In columns; nil where it is no terminal, or does not say.
    static func width(_ descriptor: Int32) -> Int? {
        guard isTerminal(descriptor) else { return nil }
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return Process.environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Whether it moves its cursor where an escape sequence says so.
    static var obeysEscapes: Bool {
        let kind = Process.environment["TERM"] ?? ""
        return !kind.isEmpty && kind != "dumb"
    }

    /// https://no-color.org
    static var wantsNoColour: Bool { Process.environment["NO_COLOR"].map { !$0.isEmpty } ?? false }

    static func isColoured(_ descriptor: Int32) -> Bool {
        isTerminal(descriptor) && obeysEscapes && !wantsNoColour
    }
}
