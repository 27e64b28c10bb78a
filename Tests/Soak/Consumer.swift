import Basics
import Glibc
import Spool

/// Takes every record out of the spool, and keeps a tally of what came.
final class Consumer {
    private let world: World
    private let spool: String
    private let looks: Looks
    private var times: [[UInt8]]
    private var lastSequence: UInt64 = 0
    /// The last name of the listing before: what comes later may be shown sooner than what came before it.
    private var shown = ""
    private var records = 0
    private var torn = 0
    private var disordered = 0
    private var events = 0

    init(_ world: World, spool: String, looks: Looks) {
        self.world = world
        self.spool = spool
        self.looks = looks
        times = Array(repeating: [], count: world.feeds)
    }

    /// Until a file `stop` lies in the spool; then prints what was lost, doubled and torn, as one JSON object.
    func run() {
        while true {
            let isLast = access(spool + "/stop", F_OK) == 0
            let taken = take(all: isLast)
            if isLast { break }
            if taken == 0 { usleep(200_000) }
        }
        report()
    }

    private func take(all: Bool) -> Int {
        let reader = SpoolReader(path: spool)
        let listed = (try? reader?.names()) ?? []
        let names = all ? listed : listed.filter { $0 <= shown }
        shown = listed.last ?? shown
        for name in names {
            let lines = reader?.lines(of: name) ?? []
            if lines.isEmpty { torn += 1 }
            for line in lines { note(Array(line)) }
            unlink("\(spool)/new/\(name)")
        }
        return names.count
    }

    private func note(_ line: [UInt8]) {
        guard let record = try? JSONValue(parsing: line), let sequence = record["sequence"]?.number else {
            torn += 1
            return
        }
        if UInt64(sequence) <= lastSequence { disordered += 1 }
        lastSequence = UInt64(sequence)
        guard record["kind"]?.string == "item" else {
            events += 1
            return
        }
        records += 1
        let parts = (record["item"]?["id"]?.string ?? "").split(separator: ":")
        guard parts.count == 4, let feed = Int(parts[2]), let item = Int(parts[3]), times.indices.contains(feed) else {
            torn += 1
            return
        }
        if times[feed].count <= item {
            times[feed] += [UInt8](repeating: 0, count: item + 1 - times[feed].count)
        }
        times[feed][item] = times[feed][item] &+ 1
    }

    private func report() {
        let end = world.now() - world.start
        var (expected, lost, doubled) = (0, 0, 0)
        for feed in 0..<world.feeds where !world.isGone(feed) {
            // What was there at the first look, and what came until the last one that was not in the last hours.
            let first = world.count(of: feed, by: world.start)
            let last = world.count(of: feed, by: world.start + looks.last(feed, before: end - 6 * 3600))
            for item in max(0, first - World.shown + 2)..<max(first, last) {
                expected += 1
                if item >= times[feed].count || times[feed][item] == 0 { lost += 1 }
            }
            doubled += times[feed].count { $0 > 1 }
        }
        let result: [(String, Double)] = [
            ("records", Double(records)), ("events", Double(events)), ("expected", Double(expected)),
            ("lost", Double(lost)), ("doubled", Double(doubled)),
            ("torn", Double(torn)), ("out_of_order", Double(disordered)),
        ]
        tell(result)
    }
}
