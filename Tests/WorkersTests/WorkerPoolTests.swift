import CSystem
import Glibc
import Testing
import Workers

/// The executable beside the test binary.
private let probe: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes {
        readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), 4095)
    }
    let own = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    return String(own[..<(own.lastIndex(of: "/") ?? own.startIndex)]) + "/WorkerProbe"
}()

private func pool(_ workers: Int = 1, wallSeconds: Int = 60, documentsPerWorker: Int = 1_000, idleSeconds: Double = 30)
    -> WorkerPool
{
    WorkerPool(
        WorkerPool.Configuration(
            workers: workers,
            bounds: WorkerPool.Bounds(cpuSeconds: 1, wallSeconds: wallSeconds, memory: 512 << 20, replyBytes: 1 << 20),
            documentsPerWorker: documentsPerWorker, idleSeconds: idleSeconds, executable: probe, arguments: []))
}

private func ask(_ pool: WorkerPool, _ text: String) async -> Result<String, WorkerError> {
    await pool.run(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
}

@Test func documentsGoThroughOneWorker() async {
    let pool = pool()
    for number in 1...20 { #expect(await ask(pool, "\(number)") == .success("echo \(number)")) }
    #expect(pool.counters.documents == 20)
    #expect(pool.counters.started == 1)
    await pool.shutDown()
}

@Test func manyAtOnceAreAllAnswered() async {
    let pool = pool(3)
    let answers = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<200 { group.addTask { await ask(pool, "\(number)") == .success("echo \(number)") } }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(answers == 200)
    #expect((1...3).contains(pool.counters.started))
    await pool.shutDown()
}

@Test(arguments: ["open", "socket", "fork", "exec", "kill", "executable-memory", "unlink", "chdir"])
func theFenceKillsWhoTries(_ wish: String) async {
    let pool = pool()
    #expect(await ask(pool, wish) == .failure(.fenceViolated))
    #expect(await ask(pool, "after") == .success("echo after"))
    #expect(pool.counters.deaths == 1)
    await pool.shutDown()
}

@Test(
    arguments: [
        ("crash", WorkerError.crashed(signal: SIGABRT)), ("spin", .cpuTimeExceeded(seconds: 1)),
        ("leave", .exited(status: 3)),
        ("large", .replyTooLarge(limit: 1 << 20)),
    ] as [(String, WorkerError)])
func aDeathCostsOneDocument(_ wish: String, _ error: WorkerError) async {
    let pool = pool()
    #expect(await ask(pool, wish) == .failure(error))
    #expect(await ask(pool, "after") == .success("echo after"))
    await pool.shutDown()
}

@Test(.disabled(if: fm_is_sanitized != 0, "a sanitizer's own memory is beyond every bound"))
func aBalloonBursts() async {
    let pool = pool()
    guard case .failure(.crashed) = await ask(pool, "balloon") else {
        Issue.record("memory without end was had")
        return
    }
    #expect(await ask(pool, "after") == .success("echo after"))
    await pool.shutDown()
}

@Test(arguments: ["sleep", "drip"]) func whoNeverFinishesIsEnded(_ wish: String) async {
    let pool = pool(wallSeconds: 1)
    #expect(await ask(pool, wish) == .failure(.deadlineExceeded(seconds: 1)))
    #expect(await ask(pool, "after") == .success("echo after"))
    await pool.shutDown()
}

@Test func wornWorkersAreReplaced() async {
    let pool = pool(documentsPerWorker: 5)
    for number in 1...12 { #expect(await ask(pool, "\(number)") == .success("echo \(number)")) }
    #expect(pool.counters.started == 3)
    await pool.shutDown()
}

@Test func afterTheEndDocumentsAreGivenBack() async {
    let pool = pool()
    _ = await ask(pool, "x")
    await pool.shutDown()
    #expect(await ask(pool, "y") == .failure(.shutDown))
}

@Test func anExecutableThatIsNotThereIsToldAsSuch() async {
    let pool = WorkerPool(WorkerPool.Configuration(workers: 1, executable: "/no/such/feedmill", arguments: []))
    #expect(await ask(pool, "x") == .failure(.notStarted(errno: ENOENT)))
    await pool.shutDown()
}
