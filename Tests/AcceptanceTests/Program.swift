import CSystem
import Glibc

/// The feedmill that was built with the tests, as a person or a service manager runs it.
struct Program: Sendable {
    struct Result: Sendable {
        let status: Int32
        let output: String
        let complaints: String
    }

    /// Beside the test binary.
    static let path: String = {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes {
            readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), 4095)
        }
        let own = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) + "/feedmill"
    }()

    /// It was built with a sanitizer, which takes its own time and memory.
    static let isSanitized = fm_is_sanitized != 0

    /// Starts a program whose output goes to files, with `environment` added to ours; gives its process.
    static func start(
        _ arguments: [String], program: String = Program.path, input: String = "/dev/null",
        output: String = "/dev/null", complaints: String = "/dev/null", environment: [String: String] = [:]
    ) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, complaints, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // The threads of a test block signals; a program of its own must hear them.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for text in argv { free(text) } }
        var inherited: [UnsafeMutablePointer<CChar>?] = []
        var variable = environ
        while let text = variable.pointee {
            inherited.append(strdup(text))
            variable += 1
        }
        let envp = environment.map { strdup("\($0.key)=\($0.value)") } + inherited + [nil]
        defer { for text in envp { free(text) } }
        var process = pid_t()
        let code = posix_spawnp(&process, program, &actions, &attributes, argv, envp)
        return code == 0 ? process : -1
    }

    /// Waits for a process's end: its exit status, or 128 and the signal; 127, as shells have it, for one that did not start.
    static func wait(_ process: pid_t) -> Int32 {
        guard process > 0 else { return 127 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    static func run(_ arguments: [String], in home: Home, environment: [String: String] = [:]) -> Result {
        let (output, complaints) = (home.fresh("out"), home.fresh("err"))
        let status = wait(start(arguments, output: output, complaints: complaints, environment: environment))
        defer { for file in [output, complaints] { unlink(file) } }
        return Result(status: status, output: Home.text(output), complaints: Home.text(complaints))
    }
}

/// A directory of its own for each test.
final class Home: Sendable {
    let path: String

    /// - Parameter room: where it is made.
    init(in room: String = "/tmp") {
        var template = Array("\(room)/feedmill-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    }

    deinit {
        _ = Program.wait(Program.start(["-rf", path], program: "rm"))
    }

    func fresh(_ kind: String) -> String { "\(path)/\(kind)-\(UInt64.random(in: 0 ... .max))" }

    /// Whole at every moment: a program that reads it meanwhile sees what was there before, or what is there now.
    @discardableResult
    func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) -> String {
        let target = path + "/" + name
        let file = open(target + ".new", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        close(file)
        rename(target + ".new", target)
        return target
    }

    static func bytes(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(file, &piece, piece.count)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: piece[..<count])
        }
    }

    static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }
}
