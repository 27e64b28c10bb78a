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

/// All that a server says to a request, until it closes.
private func answer(_ port: UInt16, to request: String) throws -> String {
    answer(try connection(to: port), to: request)
}

private func connection(to port: UInt16) throws -> Int32 {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    (address.sin_family, address.sin_port) = (sa_family_t(AF_INET), port.bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    try #require(connected == 0)
    return connection
}

private func answer(_ connection: Int32, to request: String) -> String {
    defer { close(connection) }
    _ = send(connection, request, request.utf8.count, Int32(MSG_NOSIGNAL))
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
        let count = recv(connection, &piece, piece.count, 0)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes += piece[..<count]
    }
}

@Test(arguments: ["/healthz", "/readyz", "/metrics", "/other"])
func aHeadIsAnsweredAsAGetWithoutItsBody(_ path: String) throws {
    let server = try MetricsServer(.tcp(host: "127.0.0.1", port: 0), metrics: Monitor(Metrics()))
    defer { server.stop() }
    let whole = try answer(server.port, to: "GET \(path) HTTP/1.1\r\n\r\n")
    let end = try #require(whole.firstRange(of: "\r\n\r\n")).upperBound
    #expect(end < whole.endIndex)
    #expect(try answer(server.port, to: "HEAD \(path) HTTP/1.1\r\n\r\n") == whole[..<end])
}

@Test func whoSaysNothingKeepsNobodyWaiting() throws {
    let server = try MetricsServer(.tcp(host: "127.0.0.1", port: 0), metrics: Monitor(Metrics()))
    defer { server.stop() }
    let silent = try (0..<15).map { _ in try connection(to: server.port) }
    let question = "GET /healthz HTTP/1.1\r\n\r\n"
    #expect(try answer(server.port, to: question).hasSuffix("ok\n"))
    // They have not been given up one after the other before: whoever speaks now is heard.
    #expect(silent.reversed().map { answer($0, to: question) }.contains { $0.hasSuffix("ok\n") })
}

@Test func anAddressThatIsTakenIsToldWithACode() throws {
    let first = try MetricsServer(.tcp(host: "127.0.0.1", port: 0), metrics: Monitor(Metrics()))
    defer { first.stop() }
    #expect(throws: MetricsError.self) {
        try MetricsServer(.tcp(host: "127.0.0.1", port: first.port), metrics: Monitor(Metrics()))
    }
}
