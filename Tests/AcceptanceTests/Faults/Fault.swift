import Glibc

/// What the shim of Tests/FaultShim does to a feedmill that is started with it.
struct Fault: Sendable {
    enum What: Sendable, Equatable {
        /// The process dies right before, or right after, the call.
        case deathBefore, deathAfter
        /// Half of the bytes are written.
        case shortWrite
        case error(Int32)
    }

    /// The call that meets it, from 1; 0: none does.
    var at = 0
    var what = What.deathBefore
    /// All calls after it meet it too, while the file `switch` is there, where one is named.
    var isLasting = false
    var `switch`: String?
    /// Which calls count; empty: all.
    var kinds: [String] = []
    /// Directories of the home, and files in them that are let alone.
    var roots = ["state", "spool"]
    var skipped: [String] = []
    var log: String?
    /// The allocation that fails, of those that these libraries make.
    var allocation = 0
    var libraries: [String] = []
    /// A name that nobody finds while the file `gate` is there. Who asks for it makes the file `gate` with `.asked` at its end.
    var name: String?
    var gate: String?

    func environment(in home: Home) -> [String: String] {
        var result = [
            "LD_PRELOAD": Program.path.dropLast("feedmill".utf8.count) + "libFaultShim.so",
            "FAULT_ROOTS": roots.map { "\(home.path)/\($0)" }.joined(separator: ":"),
            "FAULT_SKIP": skipped.joined(separator: ":"),
            "FAULT_AT": "\(at)",
            "FAULT_WHAT": word,
            "FAULT_TALLY": Fault.tallyPath(in: home),
            "FAULT_MALLOC": "\(allocation)",
            "FAULT_MALLOC_BY": libraries.joined(separator: ","),
        ]
        if isLasting { result["FAULT_LASTING"] = "1" }
        if !kinds.isEmpty { result["FAULT_KINDS"] = kinds.joined(separator: ",") }
        result["FAULT_SWITCH"] = self.switch
        result["FAULT_LOG"] = log
        result["FAULT_NAME"] = name
        result["FAULT_GATE"] = gate
        return result
    }

    private var word: String {
        switch what {
        case .deathBefore: "before"
        case .deathAfter: "after"
        case .shortWrite: "short"
        case .error(let code): "\(code)"
        }
    }

    /// What the shim counted in the run that went before, or that goes on.
    struct Tally: Sendable {
        let calls, faults, allocations: Int
    }

    static func tally(in home: Home) -> Tally {
        let bytes = Home.bytes(tallyPath(in: home))
        let numbers = stride(from: 0, to: 24, by: 8).map { start in
            bytes.dropFirst(start).prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        return Tally(calls: numbers[0], faults: numbers[1], allocations: numbers[2])
    }

    private static func tallyPath(in home: Home) -> String { home.path + "/tally" }
}

/// How many of the possible faults are tried: some, others each time; with `FEEDMILL_FAULTS` so many of each kind, or `all`.
enum FaultScale {
    static func points(of total: Int, some count: Int) -> [Int] {
        guard total > 0 else { return [] }
        let count = value("FEEDMILL_FAULTS").flatMap(Int.init) ?? count
        if isWhole || total <= count { return Array(1...total) }
        let step = Double(total) / Double(count)
        let start = Double.random(in: 0..<step)
        return (0..<count).map { Int(start + Double($0) * step) + 1 }
    }

    static let isWhole = value("FEEDMILL_FAULTS") == "all"

    /// Rounds of what is done at random moments.
    static func rounds(_ few: Int) -> Int { value("FEEDMILL_KILLS").flatMap(Int.init) ?? few }

    /// Told where more is tried than in every run: the figures of the documents.
    static func report(_ text: String) {
        if value("FEEDMILL_FAULTS") != nil { print("figure: \(text)") }
    }

    private static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
