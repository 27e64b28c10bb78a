import Glibc

/// One poll of the published feeds, to be made again and again from the same beginning, each time with another fault.
struct FaultTrial {
    let feeds: PublishedFeeds
    private let beginning: Home
    private let timeout: Int

    /// - Parameter stage: what the poll finds; the stages before it were polled without fault.
    init(_ feeds: PublishedFeeds, before stage: Int, timeout: Int = 30) {
        self.feeds = feeds
        self.timeout = timeout
        beginning = Home(in: FaultTrial.room)
        feeds.configure(beginning, timeout: timeout)
        for earlier in 1..<stage {
            feeds.advance(to: earlier)
            _ = Program.run(FaultTrial.arguments(beginning), in: beginning)
        }
        feeds.advance(to: stage)
    }

    /// A home as it is before the poll. What was spooled by then still waits there.
    func home() -> Home {
        let home = Home(in: FaultTrial.room)
        _ = Program.wait(Program.start(["-a", beginning.path + "/.", home.path], program: "cp"))
        return home
    }

    /// A home with nothing but the configuration.
    func emptyHome() -> Home {
        let home = Home(in: FaultTrial.room)
        feeds.configure(home, timeout: timeout)
        return home
    }

    /// How many calls the poll makes without fault.
    func count(_ kinds: [String] = []) -> Int {
        let home = home()
        _ = poll(home, Fault(kinds: kinds))
        return Fault.tally(in: home).calls
    }

    func poll(_ home: Home, _ fault: Fault? = nil) -> Program.Result {
        Program.run(FaultTrial.arguments(home), in: home, environment: fault?.environment(in: home) ?? [:])
    }

    private static func arguments(_ home: Home) -> [String] {
        ["run", "--once", "--all", "--config", home.path + "/feedmill.toml"]
    }

    /// In memory where there is room: what a killed process wrote is there whether the disk has it or not.
    static let room = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
}
