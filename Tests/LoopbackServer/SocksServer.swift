import Glibc

/// A SOCKS 5 proxy that lets everyone in and answers every request itself.
public final class SocksServer: Sendable {
    private let listener: Int32
    public let port: UInt16
    private let asked = Watched<[String]>([])

    /// The names that it was asked to connect to, in their order.
    public var names: [String] { asked.withLock { $0 } }

    /// - Parameter answer: the body for a name: by default the name.
    public init(answer: @escaping @Sendable (String) -> String = { $0 }) {
        (listener, port) = ScriptedServer.listen("127.0.0.1")
        let listener = listener
        let asked = asked
        Threads.start {
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { break }
                SocksServer.serve(socket) { name in
                    asked.withLock { $0.append(name) }
                    return answer(name)
                }
                close(socket)
            }
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func serve(_ socket: Int32, _ answer: (String) -> String) {
        guard let greeting = read(socket, 2), read(socket, Int(greeting[1])) != nil else { return }
        write(socket, [5, 0])
        guard let head = read(socket, 5), head[3] == 3, let rest = read(socket, Int(head[4]) + 2) else {
            return
        }
        write(socket, [5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
        let body = Array(answer(String(decoding: rest.dropLast(2), as: UTF8.self)).utf8)
        var byte: UInt8 = 0
        var end = 0
        while end < 4, recv(socket, &byte, 1, 0) == 1 {
            end = byte == Array("\r\n\r\n".utf8)[end] ? end + 1 : byte == 0x0D ? 1 : 0
        }
        write(
            socket,
            Array("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n".utf8)
                + body)
    }

    private static func read(_ socket: Int32, _ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        return recv(socket, &bytes, count, Int32(MSG_WAITALL)) == count ? bytes : nil
    }

    private static func write(_ socket: Int32, _ bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
}
