import Basics
import Glibc
import Ledger
import Spool
import Testing

@testable import Ingest

extension Metrics {
    /// With something in every family.
    static let full: Metrics = {
        var metrics = Metrics()
        metrics.summary.polled = 5
        metrics.summary.articles = ["ok": 2, "paywalled": 1]
        metrics.startedAt = Timestamp(seconds: 1_800_000_000)
        metrics.pollSeconds.observe(0.07)
        var ledger = LedgerSummary()
        ledger.feeds = [.healthy: 7, .failing: 1]
        ledger.nextDue = Timestamp(seconds: 1_800_000_060)
        metrics.ledger = ledger
        var spool = SpoolCensus()
        (spool.files, spool.bytes, spool.oldest) = (3, 4_096, Timestamp(seconds: 1_799_999_000))
        metrics.spool = spool
        return metrics
    }()

    /// Every name that a sample of these metrics has.
    static var sampleNames: Set<String> {
        Set(
            full.families.flatMap { family in
                family.samples.map { family.name + (family.kind == .counter ? "_total" : "") + $0.suffix }
            })
    }
}

@Test func bothFormsSayTheSame() {
    let open = MetricsText.openMetrics.text(.full)
    let plain = MetricsText.prometheus.text(.full)
    func samples(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
    #expect(samples(open) == samples(plain))
    #expect(open.contains("# TYPE feedmill_polls counter\n") && open.hasSuffix("\n# EOF\n"))
    #expect(plain.contains("# TYPE feedmill_polls_total counter\n") && !plain.contains("# UNIT"))
    #expect(plain.contains("\nfeedmill_feeds{condition=\"healthy\"} 7\n"))
    #expect(plain.contains("\nfeedmill_http_requests_total{class=\"304\"} 0\n"))
    #expect(plain.contains("\nfeedmill_spool_oldest_timestamp_seconds 1799999000\n"))
}

@Test(arguments: [
    (
        "Prometheus", "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5",
        MetricsText.openMetrics
    ),
    ("curl", "*/*", .openMetrics), ("nobody says", "", .openMetrics),
    ("an old one", "text/plain;version=0.0.4", .prometheus),
])
func theFormIsTheOneThatIsAccepted(_ who: String, _ accept: String, _ form: MetricsText) {
    #expect(MetricsText(accepting: accept) == form, "\(who)")
}

@Test func theTextfileIsWholeAtAnyMoment() throws {
    var template = Array("/tmp/feedmill-test-XXXXXX".utf8CString)
    let home = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    let file = MetricsFile(path: home + "/feedmill.prom", interval: 15)
    for text in ["a longer text than the next one\n", "short\n"] {
        #expect(file.write(text) == 0)
        #expect(String(decoding: try SystemFiles().read(file.path, limit: 100), as: UTF8.self) == text)
    }
    #expect(SystemFiles().glob(home + "/*") == [file.path])
    #expect(SystemFiles().glob(home + "/.*new").isEmpty)
    #expect(MetricsFile(path: home + "/nowhere/feedmill.prom", interval: 15).write("x") == ENOENT)
}

/// Prometheus' own tool finds nothing to complain of. It is in Debian's package prometheus; `PROMTOOL` names another.
@Suite struct PromtoolTests {
    static let tool: String? = {
        let named = SystemFiles.environment["PROMTOOL"]
        return [named, "/usr/bin/promtool"].compactMap { $0 }.first { access($0, X_OK) == 0 }
    }()

    @Test(.enabled(if: tool != nil, "promtool is not installed: Debian's package prometheus has it")) func names()
        throws
    {
        var template = Array("/tmp/feedmill-test-XXXXXX".utf8CString)
        let home = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
        let (text, said) = (home + "/metrics", home + "/said")
        #expect(MetricsFile(path: text, interval: 1).write(MetricsText.prometheus.text(.full)) == 0)
        let words = ["sh", "-c", "\(Self.tool!) check metrics < \(text) > \(said) 2>&1"]
        var pid = pid_t()
        let argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for text in argv { free(text) } }
        try #require(posix_spawn(&pid, "/bin/sh", nil, nil, argv, environ) == 0)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        let complaints = String(decoding: try SystemFiles().read(said, limit: 1 << 20), as: UTF8.self)
        #expect(status == 0 && complaints.isEmpty, "\(complaints)")
    }
}

@Test func theDashboardAsksForMetricsThatThereAre() throws {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let bytes = try SystemFiles().read("/\(root)/config/grafana-dashboard.json", limit: 1 << 20)
    let dashboard = try JSONValue(parsing: bytes)
    let panels = dashboard["panels"]?.array ?? []
    let expressions = panels.flatMap { $0["targets"]?.array ?? [] }.compactMap { $0["expr"]?.string }
    #expect(panels.count >= 10 && expressions.count >= panels.filter { $0["type"]?.string != "row" }.count)
    var asked: Set<String> = []
    for expression in expressions {
        for word in expression.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") })
        where word.hasPrefix("feedmill_") {
            asked.insert(String(word))
        }
    }
    #expect(asked.subtracting(Metrics.sampleNames) == [], "no such metric")
    #expect(Set(panels.compactMap { $0["id"]?.integer }).count == panels.count, "each panel has a number of its own")
}
