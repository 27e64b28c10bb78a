import Basics
import Glibc

/// Serves the make-believe web on all of loopback: a thread for each connection, conditional requests answered as they should be.
struct Origin: Sendable {
    let world: World
    let port: Int
    let looks: Looks

    func run() -> Never {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var (one, name) = (Int32(1), sockaddr_in())
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, 4)
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = in_port_t(port).bigEndian
        let bound = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, 16) }
        }
        precondition(bound == 0 && listen(listener, 4096) == 0, "port \(port): \(errno)")
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            let code = Thread.start(name: "origin", stackSize: 256 << 10) {
                serve(connection)
                close(connection)
            }
            if code != 0 { close(connection) }
        }
    }

    private func serve(_ connection: Int32) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var request = ""
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            request += String(decoding: buffer[..<count], as: UTF8.self)
            guard request.hasSuffix("\r\n\r\n") else { continue }
            var answer = Array(self.answer(to: request).utf8)
            request = ""
            while !answer.isEmpty {
                let sent = send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                guard sent > 0 else { return }
                answer.removeFirst(sent)
            }
        }
    }

    private func answer(to request: String) -> String {
        let path = request.split(separator: " ").dropFirst().first ?? ""
        let parts = path.split(separator: "/")
        guard parts.count >= 2, let feed = Int(parts[1]) else { return answer("404 Not Found") }
        switch parts[0] {
        case "feed": return feedAnswer(feed, request)
        case "page" where parts.count == 3:
            return answer(
                "200 OK", "Content-Type: text/html; charset=utf-8\r\n", world.page(of: feed, item: Int(parts[2]) ?? 0))
        default: return answer("404 Not Found")
        }
    }

    private func feedAnswer(_ feed: Int, _ request: String) -> String {
        let now = world.now()
        if world.isGone(feed) { return answer("404 Not Found") }
        if world.isFailing(feed, at: now) { return answer("503 Service Unavailable") }
        looks.note(feed, at: now - world.start)
        let count = world.count(of: feed, by: now)
        let validator = "ETag: \"\(count)\"\r\n"
        if request.contains("If-None-Match: \"\(count)\"\r\n") {
            return "HTTP/1.1 304 Not Modified\r\n\(validator)\r\n"
        }
        return answer(
            "200 OK", validator + "Content-Type: application/atom+xml\r\n",
            world.document(of: feed, count: count, port: port))
    }

    private func answer(_ status: String, _ fields: String = "", _ body: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
