import Basics
import Logging
import Testing

@testable import Ingest

/// A clock whose every sleep is one step of a script; after the last, the sleeper is cancelled.
private final class SteppedClock: Clock {
    private let steps: Monitor<[@Sendable () -> Void]>
    init(_ steps: [@Sendable () -> Void]) { self.steps = Monitor(steps) }
    func now() -> Timestamp { Timestamp(seconds: 1_800_000_000) }
    func uptime() -> Double { 0 }
    func monotonic() -> Double { 0 }
    func sleep(seconds: Double) async {
        let step: (@Sendable () -> Void)? = steps.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let step { step() } else { withUnsafeCurrentTask { $0?.cancel() } }
    }
}

/// A stage that answers when it is let, and what it was asked.
private final class Stage: Sendable {
    private let waiting = Monitor([@Sendable (Bool) -> Void]())
    var questions: Int { waiting.withLock { $0.count } }
    func answer(_ moves: Bool) {
        let first = waiting.withLock { $0.removeFirst() }
        first(moves)
    }
    func stage(_ name: String) -> LifeWatch.Stage {
        LifeWatch.Stage(name) { [self] alive in waiting.withLock { $0.append(alive) } }
    }
}

private final class Seen: Sendable {
    let signs = Monitor(0)
    let lines = Monitor([String]())

    struct Handler: LogHandler {
        let seen: Seen
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) {
            seen.lines.withLock { $0.append("\(event.level) \(event.message)") }
        }
    }

    func run(_ stages: [LifeWatch.Stage], _ steps: [@Sendable () -> Void]) async {
        let log = Logger(label: "test") { _ in Handler(seen: self) }
        let watch = LifeWatch(stages: stages, clock: SteppedClock(steps), interval: 30, log: log) { [signs] in
            signs.withLock { $0 += 1 }
        }
        await Task { await watch.run() }.value
    }
}

@Suite struct LifeWatchTests {
    @Test func theWatchdogIsFedWhileEveryStageAnswers() async {
        let seen = Seen()
        let (a, b) = (Stage(), Stage())
        let round: @Sendable () -> Void = {
            a.answer(true)
            b.answer(true)
        }
        await seen.run([a.stage("a"), b.stage("b")], [round, round, round])
        #expect(seen.signs.withLock { $0 } == 3)
        #expect(seen.lines.withLock { $0 }.isEmpty)
    }

    @Test func oneStuckStageIsNamedOnceAndStarvesTheWatchdogUntilItAnswers() async {
        let seen = Seen()
        let (a, b) = (Stage(), Stage())
        let signs = Monitor([Int]())
        let note: @Sendable () -> Void = { signs.withLock { $0.append(seen.signs.withLock { $0 }) } }
        await seen.run(
            [a.stage("a"), b.stage("b")],
            [
                {
                    a.answer(true)
                    b.answer(true)
                },
                {
                    note()
                    a.answer(true)
                },
                {
                    note()
                    a.answer(true)
                    // It was asked once, and not again before it answered.
                    #expect(b.questions == 1)
                },
                {
                    note()
                    a.answer(true)
                    b.answer(true)
                },
            ])
        note()
        #expect(signs.withLock { $0 } == [1, 1, 1, 2])
        #expect(
            seen.lines.withLock { $0 } == ["critical the stage b stands still", "notice the stage b moves again"])
    }

    @Test func aStageThatSaysItStandsStillIsAskedAgain() async {
        let seen = Seen()
        let stage = Stage()
        await seen.run([stage.stage("workers")], [{ stage.answer(false) }, { stage.answer(true) }])
        #expect(seen.signs.withLock { $0 } == 1)
        #expect(seen.lines.withLock { $0 }.count == 2)
    }
}
