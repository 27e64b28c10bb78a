// The clusters' figures in a real ledger: how long a look-up takes among many articles, and what they cost on disk.
//
//     ClusterBench [--articles N] [--directory DIR]
//
// Prints one JSON object; times are in microseconds. The articles are made here, always the same: words by Zipf's law, lengths
// as news has them, one in ten a copy with edits of an earlier one, one in twenty under a preface that all of these share.
import Basics
import GRDB
import Glibc
import Ledger
import Records

func argument(_ name: String) -> String? {
    guard let place = CommandLine.arguments.firstIndex(of: name) else { return nil }
    return CommandLine.arguments.dropFirst(place + 1).first
}

let count = argument("--articles").flatMap { Int($0) } ?? 1_000_000
var template = Array("/tmp/feedmill-clusters-XXXXXX".utf8CString)
let directory =
    argument("--directory") ?? template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
let settings = ClusterSettings()
let firstDay = Timestamp(seconds: 1_800_000_000)
func time(of article: Int) -> Timestamp { firstDay + Double(article * Int(settings.windowDays) / count * 86_400) }
func record(_ article: Int) -> RecordID { RecordID(feed: "bench", origin: UInt64(article)) }
func print(_ article: Int) -> ClusterFingerprint? {
    ClusterFingerprint(articleText: SyntheticArticle.text(article))
}

// Loaded without looking anything up, through the tables that the daemon writes.
await (try SQLiteLedger.open(directory: directory)).close()
var configuration = Configuration()
configuration.prepareDatabase { try SQLiteLedger.prepare($0, forWriting: true) }
let database = try DatabaseQueue(path: directory + "/ledger.sqlite", configuration: configuration)
for start in stride(from: 0, to: count, by: 20_000) {
    try database.write { database in
        var index = ClusterIndex(store: ClusterTables(database, settings), settings: settings)
        for article in start..<min(start + 20_000, count) {
            if let print = print(article) { try index.keep(print, record: record(article), now: time(of: article)) }
        }
    }
}

/// What each of some articles takes by the clock, and of the processor; sorted.
struct Times: Sendable {
    var elapsed: [Double] = []
    var processor: [Double] = []

    mutating func add(_ body: () throws -> Void) rethrows {
        let (start, used) = (SyntheticArticle.seconds(), SyntheticArticle.seconds(CLOCK_THREAD_CPUTIME_ID))
        try body()
        processor.append((SyntheticArticle.seconds(CLOCK_THREAD_CPUTIME_ID) - used) * 1e6)
        elapsed.append((SyntheticArticle.seconds() - start) * 1e6)
    }

    var sorted: Times { Times(elapsed: elapsed.sorted(), processor: processor.sorted()) }
}

/// Looks up articles that are not kept, one in ten a copy of one that is.
let lookUps = try database.read { database in
    var index = ClusterIndex(store: ClusterTables(database, settings), settings: settings)
    var times = Times()
    for article in count..<count + 5_000 {
        guard let print = print(article) else { continue }
        try times.add { _ = try index.find(print, record: record(article), now: time(of: count - 1)) }
    }
    return times.sorted
}

/// The yardstick: the same number of rows as a look-up reads at most times, by their keys, and nothing made of them.
let rows = try database.read { database in
    let statement = try database.makeStatement(sql: "SELECT block FROM cluster_posting WHERE bucket = ?")
    var times = Times()
    for round in 0..<2_000 {
        try times.add {
            for row in 0..<40 {
                let bucket = Int(Hash64.mix(Int64(round * 40 + row), 7) >> 47)
                _ = try Row.fetchOne(statement, arguments: [bucket])
            }
        }
    }
    return times.sorted
}
try database.close()
var status = stat()
_ = stat(directory + "/ledger.sqlite", &status)
for name in ["ledger.sqlite", ".lock"] { unlink(directory + "/" + name) }
rmdir(directory)

func figures(_ times: [Double]) -> JSONValue {
    .object(
        [(0.5, "p50"), (0.99, "p99"), (1, "worst")].map { share, name in
            let place = min(times.count - 1, Int(Double(times.count) * share))
            return JSONValue.Member(key: name, value: .number(times[place].rounded()))
        })
}

let result: [(String, JSONValue)] = [
    ("articles", .number(Double(count))),
    ("bytes_an_article", .number((Double(status.st_size) / Double(count)).rounded())),
    ("look_up", figures(lookUps.elapsed)), ("look_up_cpu", figures(lookUps.processor)),
    ("forty_rows", figures(rows.elapsed)), ("forty_rows_cpu", figures(rows.processor)),
]
print(String(decoding: JSONValue.object(result.map { .init(key: $0, value: $1) }).encoded, as: UTF8.self))
