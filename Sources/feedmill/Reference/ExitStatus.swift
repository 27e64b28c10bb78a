import Glibc

/// What the program's end says; for help and manual alike.
struct ExitStatus {
    let code: Int32
    let meaning: String

    static let all = [
        ExitStatus(code: 0, meaning: "well"),
        ExitStatus(code: 1, meaning: "some of what was asked for could not be had"),
        ExitStatus(code: 2, meaning: "the daemon is down or stuck (status)"),
        ExitStatus(code: EX_USAGE, meaning: "bad usage"),
        ExitStatus(code: EX_IOERR, meaning: "input or output failed"),
        ExitStatus(code: EX_TEMPFAIL, meaning: "nothing could be polled"),
        ExitStatus(code: EX_CONFIG, meaning: "the configuration has errors"),
    ]

    static var sentence: String {
        "Exit codes: " + all.map { "\($0.code) \($0.meaning)" }.joined(separator: ", ") + "."
    }
}
