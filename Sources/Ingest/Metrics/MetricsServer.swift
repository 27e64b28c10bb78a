import Basics
import Glibc

/// Answers `GET` and `HEAD` of `/metrics`, `/healthz` and `/readyz` on loopback or a Unix socket: small requests, some at a time,
/// on threads of their own that sleep until somebody asks.
public final class MetricsServer: Sendable {
    /// The port that is listened on; 0 for a Unix socket.
    public let port: UInt16
    private let listener: Int32
    private let path: String?

    public init(_ address: MetricsAddress, metrics: Monitor<Metrics>) throws(MetricsError) {
        switch address {
        case .tcp(let host, let port):
            (listener, self.port) = try MetricsServer.listen(host: host, port: port)
            path = nil
        case .unix(let path):
            listener = try MetricsServer.listen(path: path)
            port = 0
            self.path = path
        }
        MetricsServer.serve(listener, metrics)
    }

    /// Ends the thread.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        if let path { unlink(path) }
    }
}

/// Why nobody can ask for metrics.
public struct MetricsError: CodedError {
    public let address: String
    public let errno: Int32

    public var code: String { "metrics-listen" }
    public var message: String { "[metrics] listen = \"\(address)\": \(String(cString: strerror(errno)))" }
}

extension MetricsServer {
    private static func listen(host: String, port: UInt16) throws(MetricsError) -> (Int32, UInt16) {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let info = found else {
            throw MetricsError(address: "\(host):\(port)", errno: EADDRNOTAVAIL)
        }
        defer { freeaddrinfo(info) }
        let descriptor = socket(info.pointee.ai_family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
        guard descriptor >= 0, bind(descriptor, info.pointee.ai_addr, info.pointee.ai_addrlen) == 0,
            Glibc.listen(descriptor, 16) == 0
        else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            throw MetricsError(address: "\(host):\(port)", errno: code)
        }
        return (descriptor, boundPort(descriptor))
    }

    private static func boundPort(_ descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
            // sin_port and sin6_port lie at the same place.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }

    private static func listen(path: String) throws(MetricsError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw MetricsError(address: path, errno: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        unlink(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, bound == 0, Glibc.listen(descriptor, 16) == 0 else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            throw MetricsError(address: path, errno: code)
        }
        return descriptor
    }

    private static func serve(_ listener: Int32, _ metrics: Monitor<Metrics>) {
        let busy = Monitor(0)
        let code = Thread.start(name: "metrics", stackSize: 256 << 10) {
            while true {
                let connection = accept(listener, nil, nil)
                if connection >= 0 {
                    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                    take(connection, busy, metrics)
                } else if errno == EBADF || errno == EINVAL {
                    close(listener)
                    return
                } else if errno != EINTR && errno != ECONNABORTED {
                    // No descriptor or memory is free just now.
                    usleep(200_000)
                }
            }
        }
        precondition(code == 0, "no thread could be started: \(code)")
    }

    /// Connections that are answered side by side: one that says nothing keeps nobody waiting.
    private static let mostAtOnce = 16

    private static func take(_ connection: Int32, _ busy: Monitor<Int>, _ metrics: Monitor<Metrics>) {
        let hasRoom = busy.withLock { count in
            guard count < mostAtOnce else { return false }
            count += 1
            return true
        }
        guard hasRoom else { return answer(connection, metrics) }
        let code = Thread.start(name: "metrics-answer", stackSize: 256 << 10) {
            answer(connection, metrics)
            busy.withLock { $0 -= 1 }
        }
        guard code != 0 else { return }
        busy.withLock { $0 -= 1 }
        answer(connection, metrics)
    }

    private static func answer(_ connection: Int32, _ metrics: Monitor<Metrics>) {
        defer { close(connection) }
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var request = [UInt8](repeating: 0, count: 2048)
        let count = recv(connection, &request, request.count, 0)
        guard count > 0 else { return }
        let lines = String(decoding: request[..<count], as: UTF8.self).split { $0.isNewline }
        let parts = lines.first?.split(separator: " ") ?? []
        let accept = lines.first { $0.prefix(7).lowercased() == "accept:" }.map { String($0.dropFirst(7)) } ?? ""
        let isHead = parts.first == "HEAD"
        let target = parts.count > 1 && (isHead || parts[0] == "GET") ? String(parts[1].prefix { $0 != "?" }) : ""
        let now = metrics.withLock { $0 }
        let (status, type, body): (String, String, String) =
            switch target {
            case "/metrics":
                ("200 OK", MetricsText(accepting: accept).contentType, MetricsText(accepting: accept).text(now))
            case "/healthz": ("200 OK", "text/plain", "ok\n")
            case "/readyz":
                now.isReady
                    ? ("200 OK", "text/plain", "ok\n")
                    : ("503 Service Unavailable", "text/plain", (now.pause ?? "starting") + "\n")
            default: ("404 Not Found", "text/plain", "/metrics, /healthz or /readyz\n")
            }
        let answer =
            "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
            + (isHead ? "" : body)
        var rest = Array(answer.utf8)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }
}
