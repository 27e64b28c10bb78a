import Glibc
import Ingest

extension Terminal {
    /// Of the terminal that standard output is; nil where it is none, or does not say.
    static var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// What standard output can show at this moment.
    static var style: TextStyle {
        TextStyle(
            environment: Process.environment, columns: size?.columns ?? (isatty(STDOUT_FILENO) == 1 ? 80 : nil))
    }
}
