// The clusters' figures in a real ledger: how long a look-up takes among many articles, and what they cost on disk.
//
//     ClusterBench [--articles N] [--directory DIR]
//
// Prints one JSON object. The articles are made here, always the same: words by Zipf's law, lengths as news has them, one in
// ten a copy with edits of an earlier one, one in twenty under a preface that all of these share.
import Basics
import Glibc
import Ledger
import Records

func argument(_ name: String) -> String? {
    guard let place = CommandLine.arguments.firstIndex(of: name) else { return nil }
    return CommandLine.arguments.dropFirst(place + 1).first
}

let count = argument("--articles").flatMap { Int($0) } ?? 1_000_000
var template = Array("/tmp/feedmill-clusters-XXXXXX".utf8CString)
let directory = argument("--directory") ?? template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
let ledger = try SQLiteLedger.open(directory: directory)
let settings = ClusterSettings()
let days = 14
func time(of article: Int) -> Timestamp { Timestamp(seconds: 1_800_000_000 + Int64(article * days / count) * 86_400) }
func departure(_ article: Int) -> Departure {
    Departure(
        key: OwedKey(0), record: RecordID(feed: "bench", origin: UInt64(article)),
        fingerprint: ClusterFingerprint(articleText: SyntheticArticle.text(article)))
}

let began = SyntheticArticle.seconds()
var batch: [Departure] = []
for article in 0..<count {
    batch.append(departure(article))
    guard batch.count == 2_000 || article == count - 1 else { continue }
    _ = try await ledger.dispatch(batch, paid: [], clusters: settings, now: time(of: article))
    batch.removeAll(keepingCapacity: true)
}
let loading = SyntheticArticle.seconds() - began

/// What each of some articles takes by the clock, and of the processor; sorted, in microseconds.
func measure(
    _ articles: Range<Int>, _ body: (Departure) async throws -> Void
) async throws -> (elapsed: [Double], processor: [Double]) {
    var times: (elapsed: [Double], processor: [Double]) = ([], [])
    for article in articles {
        let departure = departure(article)
        let (start, used) = (SyntheticArticle.seconds(), SyntheticArticle.seconds(CLOCK_PROCESS_CPUTIME_ID))
        try await body(departure)
        times.processor.append((SyntheticArticle.seconds(CLOCK_PROCESS_CPUTIME_ID) - used) * 1e6)
        times.elapsed.append((SyntheticArticle.seconds() - start) * 1e6)
    }
    return (times.elapsed.sorted(), times.processor.sorted())
}

let now = time(of: count - 1)
let found = try await measure(count..<count + 5_000) { departure in
    if let fingerprint = departure.fingerprint {
        _ = try await ledger.findCluster(of: fingerprint, record: departure.record, settings, now: now)
    }
}
let placed = try await measure(count + 5_000..<count + 6_000) { departure in
    _ = try await ledger.dispatch([departure], paid: [], clusters: settings, now: now)
}
let empty = try await measure(0..<1_000) { departure in
    _ = try await ledger.dispatch([], paid: [], clusters: settings, now: now)
    try await ledger.keep([("x", [1])], in: "bench")
}
await ledger.close()
var status = stat()
_ = stat(directory + "/ledger.sqlite", &status)

func summary(_ times: [Double]) -> JSONValue {
    .object(
        [(0.5, "p50"), (0.99, "p99"), (1, "worst")].map { share, name in
            let place = min(times.count - 1, Int(Double(times.count) * share))
            return JSONValue.Member(key: name, value: .number(times[place].rounded()))
        })
}

let figures: [(String, JSONValue)] = [
    ("articles", .number(Double(count))),
    ("bytes_an_article", .number((Double(status.st_size) / Double(count)).rounded())),
    ("load_seconds", .number(loading.rounded())),
    ("look_up_us", summary(found.elapsed)), ("look_up_cpu_us", summary(found.processor)),
    ("transaction_us", summary(placed.elapsed)), ("empty_transaction_us", summary(empty.elapsed)),
]
print(String(decoding: JSONValue.object(figures.map { .init(key: $0, value: $1) }).encoded, as: UTF8.self))
