import Basics
import Glibc
import HTTP

/// The recorded web of ../shared/web, where that is present: real pages, and feeds that go on publishing.
final class RecordedWeb: Sendable {
    static let script = "../shared/web/serve.py"
    static var isPresent: Bool {
        access(script, R_OK) == 0
            && Program.wait(Program.start(["python3", "--version"], program: "/usr/bin/env")) == 0
    }

    let port: UInt16
    private let process: pid_t
    private let client: HTTPClient

    init(home: Home) async {
        port = RecordedWeb.freePort()
        process = Program.start(
            ["python3", RecordedWeb.script, "--port", "\(port)"], program: "/usr/bin/env",
            output: home.path + "/web.log")
        var configuration = ClientConfiguration(version: "test")
        configuration.proxy = Proxy("http://127.0.0.1:\(port)")
        client = HTTPClient(configuration)
        while await ask("/expect") == nil { await Task.yield() }
    }

    deinit {
        kill(process, SIGTERM)
        _ = Program.wait(process)
    }

    /// Nil while nobody answers.
    func ask(_ path: String) async -> [UInt8]? {
        guard let url = WebURL("http://control.test" + path) else { return nil }
        guard case .success(let response) = await client.send(HTTPRequest(url: url)) else { return nil }
        return response.body
    }

    /// Each feed's items as they are published now: address and revision by id.
    func expected() async throws -> [String: [String: (url: String, revision: Int)]] {
        var result: [String: [String: (String, Int)]] = [:]
        for feed in try JSONValue(parsing: await ask("/expect") ?? []).members {
            for item in feed.value.array {
                result[feed.key, default: [:]][item["id"]?.string ?? ""] = (
                    item["url"]?.string ?? "", item["revision"]?.integer ?? 0
                )
            }
        }
        return result
    }

    func requests() async throws -> [JSONValue] {
        try (await ask("/requests") ?? []).split(separator: 0x0A).map { try JSONValue(parsing: $0) }
    }

    /// The addresses of the feeds.
    static func feeds(_ names: some Sequence<Int>) -> [String] {
        names.map { number in
            let digits = String(number)
            return "http://feeds.test/" + String(repeating: "0", count: 3 - digits.count) + digits
                + (number % 4 == 3 ? ".json" : ".xml")
        }
    }

    private static func freePort() -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(descriptor, pointer, length)
                _ = getsockname(descriptor, pointer, &length)
            }
        }
        return UInt16(bigEndian: address.sin_port)
    }
}
