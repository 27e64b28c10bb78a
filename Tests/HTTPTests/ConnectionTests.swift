import Basics
import LoopbackServer
import Testing

@testable import HTTP

/// Connections, the queue, giving up and ending.
struct ConnectionTests {
    @Test func aConnectionServesManyRequests() async {
        let server = ScriptedServer { _ in [.answer("200 OK", "", "x")] }
        let client = HTTPClient.forTests()
        for number in 0..<5 {
            let response = await client.send(request(server.url("/\(number)"))).response
            #expect(response?.reusedConnection == (number > 0))
        }
        #expect(server.connections == 1)
        await client.shutdown()
    }

    @Test func aHandshakeThatIsNotAnsweredHoldsUpNoOther() async {
        let silent = ScriptedServer { _ in [] }
        let server = ScriptedServer { _ in [.answer("200 OK", "", "x")] }
        let client = HTTPClient.forTests()
        let slow = Task { await client.send(request("https://127.0.0.1:\(silent.port)/")).code }
        await silent.waitForConnections(1)
        for number in 0..<20 { #expect(await client.send(request(server.url("/\(number)"))).text == "x") }
        silent.stop()
        #expect(await slow.value == "tls-failed")
        await client.shutdown()
    }

    @Test func anIdleConnectionIsClosed() async {
        let server = ScriptedServer { _ in [.answer("200 OK", "", "x")] }
        let client = HTTPClient.forTests { $0.idleTime = 0 }
        _ = await client.send(request(server.url()))
        await server.waitForClosed(1)
        #expect(await client.send(request(server.url())).text == "x")
        #expect(server.connections == 2)
        await client.shutdown()
    }

    /// The server ends a kept connection just when it is used again: the client asks once more, over a new one.
    @Test func aKeptConnectionThatIsGoneIsReplaced() async {
        let server = ScriptedServer { request in
            request.connection == 0 && request.target == "/2" ? [.close] : [.answer("200 OK", "", "x")]
        }
        let client = HTTPClient.forTests()
        #expect(await client.send(request(server.url("/1"))).text == "x")
        #expect(await client.send(request(server.url("/2"))).text == "x")
        #expect(server.connections == 2)
        await client.shutdown()
    }

    @Test func noMoreGoAtOnceThanMay() async {
        let server = ScriptedServer { _ in [.answer("200 OK", "Connection: close\r\n", "x"), .close] }
        let most = Watched((now: 0, most: 0))
        let gate = ScriptedServer { _ in
            most.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            defer { most.withLock { $0.now -= 1 } }
            return [.answer("200 OK", "Connection: close\r\n", "x"), .close]
        }
        let client = HTTPClient.forTests { $0.maximumInFlight = 3 }
        let answers = await withTaskGroup(of: String?.self) { group in
            for number in 0..<50 {
                group.addTask { await client.send(request((number % 2 == 0 ? gate : server).url())).text }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 50 && answers.allSatisfy { $0 == "x" })
        #expect(most.withLock { $0.most } <= 3)
        await client.shutdown()
    }

    @Test func aCancelledTaskGivesUpItsTransfer() async {
        let server = ScriptedServer { _ in [.stall] }
        let client = HTTPClient.forTests()
        let task = Task { await client.send(request(server.url())) }
        await server.waitForRequests(1)
        task.cancel()
        #expect(await task.value.code == "cancelled")
        await server.waitForClosed(1)
        await client.shutdown()
    }

    @Test func whatWaitsCanBeCancelledToo() async {
        let server = ScriptedServer { _ in [.stall] }
        let client = HTTPClient.forTests { $0.maximumInFlight = 1 }
        let first = Task { await client.send(request(server.url())) }
        await server.waitForRequests(1)
        let second = Task { await client.send(request(server.url("/2"))) }
        second.cancel()
        #expect(await second.value.code == "cancelled")
        first.cancel()
        _ = await first.value
        #expect(server.requests.count == 1)
        await client.shutdown()
    }

    @Test func aTaskThatIsCancelledBeforeAsksNothing() async {
        let server = ScriptedServer { _ in [.answer()] }
        let client = HTTPClient.forTests()
        let code = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await client.send(request(server.url())).code
        }.value
        #expect(code == "cancelled")
        #expect(server.requests.isEmpty)
        await client.shutdown()
    }

    @Test func shutdownEndsFiveHundredTransfersAtOnce() async {
        let server = ScriptedServer { _ in [.stall] }
        let client = HTTPClient.forTests { $0.maximumInFlight = 400 }
        let codes = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<500 { group.addTask { await client.send(request(server.url())).code } }
            await server.waitForRequests(400)
            await client.shutdown()
            return await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(codes == ["shut-down"])
        await server.waitForClosed(400)
        #expect(await client.send(request(server.url())).code == "shut-down")
    }

    @Test func aClientThatIsLetGoEnds() async {
        let server = ScriptedServer { _ in [.answer("200 OK", "", "x")] }
        do {
            let client = HTTPClient.forTests()
            _ = await client.send(request(server.url()))
        }
        await server.waitForClosed(1)
    }

    @Test func aPortThatNobodyServesRefuses() async {
        let server = ScriptedServer { _ in [] }
        let url = server.url()
        server.stop()
        await server.waitForStop()
        let client = HTTPClient.forTests()
        #expect(await client.send(request(url)).code == "connect-refused")
        await client.shutdown()
    }

    @Test(arguments: [
        ("http://nothing.invalid/", "unknown-host"), ("http://none.test/", "unknown-host"),
        ("ftp://a.test/", "bad-url"),
        ("file:///etc/passwd", "bad-url"), ("data:,x", "bad-url"), ("gopher://a.test/", "bad-url"),
    ])
    func addressesThatLeadNowhere(_ url: String, _ code: String) async {
        let client = HTTPClient.forTests { $0.resolve = { host, _ in host == "none.test" ? [] : nil } }
        #expect(await client.send(request(url)).code == code)
        await client.shutdown()
    }

    @Test func manyRequestsAreAllAnswered() async {
        let server = ScriptedServer { request in [.answer("200 OK", "", request.target)] }
        let client = HTTPClient.forTests { $0.maximumInFlight = 20 }
        let wrong = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<1000 {
                group.addTask { await client.send(request(server.url("/\(number)"))).text != "/\(number)" }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wrong == 0)
        #expect(server.connections <= 20)
        await client.shutdown()
    }
}
