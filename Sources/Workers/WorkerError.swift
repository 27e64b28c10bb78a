import Basics
import Glibc

/// Why a document came back from no worker. It costs that document alone.
public enum WorkerError: CodedError, Equatable {
    /// The worker died of a signal (the number), which no bound of ours sent.
    case crashed(signal: Int32)
    case exited(status: Int32)
    case cpuTimeExceeded(seconds: Int)
    case deadlineExceeded(seconds: Int)
    /// It tried what the fence forbids.
    case fenceViolated
    case replyTooLarge(limit: Int)
    /// It answered with what no honest worker sends.
    case replyMalformed
    case notStarted(errno: Int32)
    case shutDown

    public var code: String {
        switch self {
        case .crashed: "worker-crashed"
        case .exited: "worker-exited"
        case .cpuTimeExceeded: "worker-cpu-time"
        case .deadlineExceeded: "worker-deadline"
        case .fenceViolated: "worker-fence"
        case .replyTooLarge: "worker-reply-too-large"
        case .replyMalformed: "worker-reply-malformed"
        case .notStarted: "worker-not-started"
        case .shutDown: "shutting-down"
        }
    }

    public var message: String {
        switch self {
        case .crashed(let signal): "the document crashed its parser (signal \(signal)); it was given up"
        case .exited(let status): "the parser ended on the document (status \(status)); it was given up"
        case .cpuTimeExceeded(let seconds):
            "parsing took more than \(seconds) s of CPU time; raise workers.cpu_time to allow more"
        case .deadlineExceeded(let seconds): "parsing took more than \(seconds) s; raise workers.timeout to allow more"
        case .fenceViolated: "the parser tried what its fence forbids, and was killed; the document was given up"
        case .replyTooLarge(let limit): "the result is larger than \(limit) bytes"
        case .replyMalformed: "what the parser made of the document is malformed; the document was given up"
        case .notStarted(let errno): "no worker process could be started: \(String(cString: strerror(errno)))"
        case .shutDown: "feedmill is shutting down"
        }
    }

    /// True where the document, and not the machine, is to blame.
    public var blamesDocument: Bool {
        switch self {
        case .notStarted, .shutDown: false
        default: true
        }
    }
}
