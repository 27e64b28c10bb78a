import Basics
import Glibc
import HTTP
import Testing

@testable import Ingest

private func get(_ port: UInt16, _ path: String) async throws -> HTTPResponse {
    let client = HTTPClient(ClientConfiguration(version: "test"))
    var request = HTTPRequest(url: try #require(WebURL("http://127.0.0.1:\(port)\(path)")))
    request.addresses = AddressPolicy(allowsAll: true)
    return try await client.send(request).get()
}

@Test func metricsAreServedAsOpenMetrics() async throws {
    var initial = Metrics()
    initial.summary.polled = 5
    initial.summary.unchanged = 3
    initial.summary.articles = ["ok": 2]
    initial.startedAt = Timestamp(seconds: 5)
    initial.pollSeconds.observe(0.07)
    initial.pollSeconds.observe(99)
    let metrics = Monitor(initial)
    let server = try MetricsServer(.tcp(host: "127.0.0.1", port: 0), metrics: metrics)
    defer { server.stop() }
    let answer = try await get(server.port, "/metrics")
    let text = String(decoding: answer.body, as: UTF8.self)
    #expect(answer.headers["Content-Type"] == MetricsText.openMetrics.contentType)
    for line in [
        "feedmill_polls_total{outcome=\"read\"} 2", "feedmill_polls_total{outcome=\"unchanged\"} 3",
        "feedmill_articles_total{status=\"ok\"} 2", "feedmill_poll_duration_seconds_bucket{le=\"0.1\"} 1",
        "feedmill_poll_duration_seconds_bucket{le=\"+Inf\"} 2", "feedmill_poll_duration_seconds_count 2",
        "feedmill_paused 0",
    ] {
        #expect(text.contains("\n\(line)\n"), "\(line)")
    }
    #expect(text.hasSuffix("# EOF\n"))
    #expect(try await get(server.port, "/readyz").status == 200)
    metrics.withLock { $0.pause = "spool-full" }
    #expect(try await get(server.port, "/readyz").status == 503)
    #expect(try await get(server.port, "/healthz").status == 200)
    #expect(try await get(server.port, "/").status == 404)
}

@Test func anAddressThatIsTakenIsToldWithACode() throws {
    let first = try MetricsServer(.tcp(host: "127.0.0.1", port: 0), metrics: Monitor(Metrics()))
    defer { first.stop() }
    #expect(throws: MetricsError.self) {
        try MetricsServer(.tcp(host: "127.0.0.1", port: first.port), metrics: Monitor(Metrics()))
    }
}
