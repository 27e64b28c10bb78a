import Basics
import Glibc
import Ingest
import Logging

/// One line of JSON, at once.
func tell(_ figures: [(String, Double)]) {
    let line = JSONValue.object(figures.map { .init(key: $0, value: .number($1)) }).encoded + [0x0A]
    _ = write(1, line, line.count)
}

/// The machine's clocks, made to run faster.
struct FastClock: Clock {
    let world: World

    func now() -> Timestamp { world.now() }
    func uptime() -> Double { world.now() - world.start }
    func monotonic() -> Double { uptime() }
    func sleep(seconds: Double) async { try? await Task.sleep(for: .seconds(max(0, seconds) / world.speed)) }
}

struct Soak: Sendable {
    let world: World
    let days: Double
    let port: Int
    let directory: String

    func run() async throws {
        let path = try configuration()
        let origin = start(as: "origin")
        let consumer = start(as: "consumer")
        defer { kill(origin, SIGKILL) }
        guard
            case .success(let configuration) = Configuration.load(path: path, files: SystemFiles(), environment: [:])
        else { fatalError("the configuration is refused") }
        var environment = MillEnvironment(
            clock: FastClock(world: world), log: Logger(label: "soak") { _ in SwiftLogNoOpLogHandler() })
        environment.executable = "/proc/self/exe"
        let mill = try await Mill(configuration, options: Mill.Options(), environment: environment)
        let work = Task { try await mill.run() }
        await watch(mill, origin)
        mill.stop()
        let summary = try await work.value
        tell([
            ("polled", Double(summary.polled)), ("unchanged", Double(summary.unchanged)),
            ("delivered", Double(summary.delivered)), ("owed", Double(summary.owed)),
        ])
        close(open(directory + "/spool/stop", O_CREAT | O_WRONLY, 0o600))
        var status: Int32 = 0
        waitpid(consumer, &status, 0)
    }

    private func configuration() throws -> String {
        var text = """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            allow_private_addresses = true
            [polling]
            requests_per_day = \(3 * world.feeds / 2)
            [articles]
            fetch = false

            """
        for feed in 0..<world.feeds {
            text += "[[feed]]\nurl = \"http://\(world.host(of: feed)):\(port)/feed/\(feed)\"\nid = \"f\(feed)\"\n"
            if world.hasArticles(feed) { text += "articles = true\n" }
        }
        let path = directory + "/feedmill.toml"
        try SystemFiles().write(Array(text.utf8), to: path)
        return path
    }

    private func start(as role: String) -> pid_t {
        let arguments = [
            "/proc/self/exe", "--as", role, "--feeds", "\(world.feeds)", "--speed", "\(world.speed)", "--origin",
            "\(world.origin)", "--port", "\(port)", "--directory", directory,
        ]
        let argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for text in argv { free(text) } }
        var process = pid_t()
        precondition(posix_spawn(&process, "/proc/self/exe", nil, nil, argv, environ) == 0)
        return process
    }

    /// A line for each virtual day; the lag is the greatest that was seen in it.
    private func watch(_ mill: Mill, _ origin: pid_t) async {
        var (day, lag) = (0, 0.0)
        while Double(day) < days {
            try? await Task.sleep(for: .milliseconds(200))
            var status: Int32 = 0
            guard waitpid(origin, &status, WNOHANG) == 0 else {
                fatalError("the web has ended: is its port \(port) free?")
            }
            let metrics = await mill.metrics.withLock { $0 }
            lag = max(lag, metrics.lag)
            guard world.now() - world.start >= Double(day + 1) * 86_400 else { continue }
            day += 1
            let line: [(String, Double)] = [
                ("day", Double(day)), ("polled", Double(metrics.summary.polled)),
                ("delivered", Double(metrics.summary.delivered)), ("owed", Double(metrics.owed)),
                ("lag_seconds", lag.rounded()), ("resident_kb", memory("VmRSS")), ("anonymous_kb", memory("RssAnon")),
                ("files", Double(count("/proc/self/fd"))), ("threads", Double(count("/proc/self/task"))),
                ("ledger_kb", Double(size(directory + "/state/ledger.sqlite") / 1024)),
                ("cpu_seconds", processorTime()),
            ]
            tell(line)
            lag = 0
        }
    }

    private func memory(_ name: String) -> Double {
        let bytes = (try? SystemFiles().read("/proc/self/status", limit: 1 << 16)) ?? []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix(name + ":") {
            return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0
        }
        return 0
    }

    private func count(_ directory: String) -> Int {
        guard let stream = opendir(directory) else { return 0 }
        defer { closedir(stream) }
        var count = -2
        while readdir(stream) != nil { count += 1 }
        return count
    }

    private func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return (Double(time.tv_sec) + Double(time.tv_nsec) / 1e9).rounded()
    }
}
