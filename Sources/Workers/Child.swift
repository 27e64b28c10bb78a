import CSystem
import Glibc

/// The daemon's side of one worker process: starts it, exchanges one message at a time with it, and ends it.
/// Belongs to one thread.
struct Child: ~Copyable {
    let processID: pid_t
    private let socket: Int32
    private var documents = 0
    private var isReaped = false

    /// Starts this very executable with `arguments`, its descriptor 0 being our socket, with an empty environment.
    init(executable: String, arguments: [String]) throws(WorkerError) {
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw .notStarted(errno: errno)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, pair[1], 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
            close(pair[1])
        }
        let argv: [UnsafeMutablePointer<CChar>?] = (["feedmill"] + arguments).map { strdup($0) } + [nil]
        defer { for text in argv { free(text) } }
        // Swift's crash reporter would start a program, which the fence forbids.
        var environment: [UnsafeMutablePointer<CChar>?] = [
            strdup("LC_ALL=C.UTF-8"), strdup("SWIFT_BACKTRACE=enable=no"), nil,
        ]
        defer { for text in environment { free(text) } }
        var processID: pid_t = 0
        let code = posix_spawn(&processID, executable, &actions, &attributes, argv, &environment)
        guard code == 0 else {
            close(pair[0])
            throw .notStarted(errno: code)
        }
        self.processID = processID
        socket = pair[0]
    }

    deinit {
        close(socket)
        if !isReaped {
            kill(processID, SIGKILL)
            var status: Int32 = 0
            waitpid(processID, &status, 0)
        }
    }

    /// How many documents it has seen.
    var age: Int { documents }

    /// Sends one document and waits for the answer. After an error the child is of no more use.
    mutating func exchange(_ request: [UInt8], bounds: WorkerPool.Bounds) throws(WorkerError) -> [UInt8] {
        documents += 1
        let used = fm_cpu_time_of(processID)
        if used >= 0 { _ = fm_limit_cpu_of(processID, UInt(used / 1_000_000_000) + UInt(bounds.cpuSeconds) + 1) }
        let deadline = Frame.Deadline(in: bounds.wallSeconds)
        guard Frame.write(request, to: socket, by: deadline),
            let reply = Frame.read(from: socket, limit: bounds.replyBytes, by: deadline)
        else { throw autopsy(bounds, timedOut: errno == EAGAIN) }
        return reply
    }

    private mutating func autopsy(_ bounds: WorkerPool.Bounds, timedOut: Bool) -> WorkerError {
        var status: Int32 = 0
        var isDead = false
        // A socket that closed is followed by the process's end at once; one that is merely silent is not.
        if !timedOut {
            var attempts = 0
            while !isDead && attempts < 200 {
                isDead = waitpid(processID, &status, WNOHANG) == processID
                if !isDead { usleep(5_000) }
                attempts += 1
            }
        }
        guard isDead else {
            kill(processID, SIGKILL)
            waitpid(processID, &status, 0)
            isReaped = true
            return timedOut ? .deadlineExceeded(seconds: bounds.wallSeconds) : .replyTooLarge(limit: bounds.replyBytes)
        }
        isReaped = true
        let signal = status & 0x7F
        switch signal {
        case 0: return .exited(status: status >> 8 & 0xFF)
        case SIGXCPU: return .cpuTimeExceeded(seconds: bounds.cpuSeconds)
        case SIGSYS: return .fenceViolated
        default: return .crashed(signal: signal)
        }
    }
}
