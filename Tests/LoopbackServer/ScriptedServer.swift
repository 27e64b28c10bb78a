import Glibc

/// A server on loopback that answers with the bytes that a test scripts, and keeps what it was asked.
public final class ScriptedServer: Sendable {
    /// One request as it came.
    public struct Request: Sendable {
        /// Counted from 0 in the order of accepting.
        public let connection: Int
        /// The request line and the header lines, without line ends.
        public let lines: [String]

        public var target: String { lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? "" }

        /// The value of the first field of that name, exactly as it came behind `Name: `.
        public func field(_ name: String) -> String? {
            let start = name.lowercased() + ": "
            return lines.dropFirst().first { $0.lowercased().hasPrefix(start) }.map {
                String($0.dropFirst(start.count))
            }
        }
    }

    public enum Step: Sendable {
        case send([UInt8])
        /// The same bytes until the client goes away.
        case endless([UInt8])
        /// One byte each so many milliseconds, until the client goes away.
        case drip(UInt8, milliseconds: Int32)
        /// Nothing, until the client goes away.
        case stall
        case close
        case reset
    }

    private struct State {
        var requests: [Request] = []
        var sockets: [Int32] = []
        var opened = 0
        var closed = 0
        var isStopped = false
        var isClosed = false
    }

    private let state = Watched(State())
    private let listener: Int32
    public let address: String
    public let port: UInt16

    /// `greeting` is sent as soon as a connection is there.
    public init(
        _ address: String = "127.0.0.1", greeting: [UInt8] = [],
        _ answer: @escaping @Sendable (Request) -> [Step]
    ) {
        self.address = address
        (listener, port) = ScriptedServer.listen(address)
        let listener = listener
        let state = state
        Threads.start {
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { break }
                let number: Int? = state.withLock { state in
                    guard !state.isStopped else { return nil }
                    state.sockets.append(socket)
                    state.opened += 1
                    return state.opened - 1
                }
                guard let number else {
                    close(socket)
                    break
                }
                _ = ScriptedServer.write(greeting, socket)
                Threads.start { ScriptedServer.serve(socket, number, state, answer) }
            }
            close(listener)
            state.withLock { $0.isClosed = true }
        }
    }

    deinit { stop() }

    public func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
            shutdown(listener, Int32(SHUT_RDWR))
        }
    }

    public var requests: [Request] { state.withLock { $0.requests } }
    public var connections: Int { state.withLock { $0.opened } }

    /// Waits until so many clients have come.
    public func waitForConnections(_ count: Int) async { await state.wait { $0.opened >= count } }

    /// Waits until the clients have closed so many connections.
    public func waitForClosed(_ count: Int) async { await state.wait { $0.closed >= count } }

    /// Waits until its port is free.
    public func waitForStop() async { await state.wait { $0.isClosed } }

    /// Waits until so many requests have come.
    public func waitForRequests(_ count: Int) async { await state.wait { $0.requests.count >= count } }

    public func url(_ path: String = "/", host: String? = nil) -> String {
        "http://\(host ?? address):\(port)\(path)"
    }

    public static func listen(_ address: String) -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, address, &name.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                precondition(bind(listener, name, length) == 0, "bind: \(errno)")
                precondition(Glibc.listen(listener, 1024) == 0)
                getsockname(listener, name, &length)
            }
        }
        return (listener, UInt16(bigEndian: name.sin_port))
    }

    private static func serve(
        _ socket: Int32, _ number: Int, _ state: Watched<State>, _ answer: (Request) -> [Step]
    ) {
        defer {
            state.withLock { state in
                state.sockets.removeAll { $0 == socket }
                close(socket)
                state.closed += 1
            }
        }
        var input: [UInt8] = []
        while let head = readHead(socket, &input) {
            let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n").map(String.init)
            let request = Request(connection: number, lines: lines)
            let steps = answer(request)
            state.withLock { $0.requests.append(request) }
            for step in steps where !perform(step, socket) { return }
        }
    }

    private static func readHead(_ socket: Int32, _ input: inout [UInt8]) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            if let end = input.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = Array(input[..<end.lowerBound])
                input.removeFirst(end.upperBound)
                return head
            }
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            input += buffer[..<count]
        }
    }

    /// False where the connection is over.
    private static func perform(_ step: Step, _ socket: Int32) -> Bool {
        switch step {
        case .send(let bytes): return write(bytes, socket)
        case .endless(let bytes):
            while write(bytes, socket) {}
            return false
        case .drip(let byte, let milliseconds):
            while write([byte], socket), !isGone(socket, after: milliseconds) {}
            return false
        case .stall:
            while !isGone(socket, after: -1) {}
            return false
        case .close: return false
        case .reset:
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
            return false
        }
    }

    private static func write(_ bytes: [UInt8], _ socket: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Waits until the client goes away, at most so long.
    private static func isGone(_ socket: Int32, after milliseconds: Int32) -> Bool {
        var event = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&event, 1, milliseconds) > 0 else { return false }
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, 0) <= 0
    }
}

extension ScriptedServer.Step {
    public static func send(_ text: String) -> Self { .send(Array(text.utf8)) }

    /// A whole answer with its Content-Length. `fields` are lines ended by `\r\n`.
    public static func answer(_ status: String = "200 OK", _ fields: String = "", _ body: [UInt8] = [])
        -> Self
    {
        .send(Array("HTTP/1.1 \(status)\r\n\(fields)Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    }

    public static func answer(_ status: String = "200 OK", _ fields: String = "", _ body: String) -> Self {
        answer(status, fields, Array(body.utf8))
    }

    public static func redirect(_ status: String, _ location: String) -> Self {
        answer(status, "Location: \(location)\r\n", "")
    }
}
