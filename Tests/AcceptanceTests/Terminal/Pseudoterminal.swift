import Glibc

/// A terminal that a test looks at: what a program writes there, and what a person types.
final class Pseudoterminal: Sendable {
    private let master: Int32
    /// What a program opens in place of a file.
    let path: String

    init(columns: UInt16 = 80) {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)): Swift sees neither them nor what the C library makes of them.
        var (locked, number): (Int32, UInt32) = (0, 0)
        precondition(ioctl(master, 0x4004_5431, &locked) == 0 && ioctl(master, 0x8004_5430, &number) == 0)
        path = "/dev/pts/\(number)"
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        precondition(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
    }

    deinit { close(master) }

    func type(_ text: String) { _ = Glibc.write(master, text, text.utf8.count) }

    /// All that was written until the last program let go of it.
    func everything() -> String {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(master, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += piece[..<count]
        }
    }
}
