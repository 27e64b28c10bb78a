import Glibc
import Ingest
import UnixSignals

/// A terminal that is drawn over in place: the alternate screen, written in one piece each time, so that nothing flickers and
/// the person's own lines are there again afterwards. Elsewhere than on a terminal, one text after the other.
struct LiveScreen {
    private let isTerminal = isatty(STDOUT_FILENO) == 1

    /// Draws what `draw` gives, every two seconds and when the window changes its size, until SIGINT, SIGTERM or SIGHUP.
    func run(every interval: Duration = .seconds(2), _ draw: () async throws -> String) async throws {
        // Before anything is drawn: whoever interrupts gets the screen back.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup, .sigwinch)
        if isTerminal { Terminal.say(ScreenFrame.begin) }
        defer { if isTerminal { Terminal.say(ScreenFrame.end) } }
        let bell = AsyncStream<Bool>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let ringing = Task {
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    while (try? await Task.sleep(for: interval)) != nil { bell.continuation.yield(true) }
                }
                group.addTask {
                    for await signal in signals {
                        bell.continuation.yield(signal == .sigwinch)
                        if signal != .sigwinch { bell.continuation.finish() }
                    }
                }
            }
        }
        defer { ringing.cancel() }
        show(try await draw())
        for await isToBeDrawn in bell.stream where isToBeDrawn { show(try await draw()) }
    }

    private func show(_ text: String) {
        guard isTerminal else { return Terminal.say(text) }
        Terminal.say(ScreenFrame.over(text, rows: Terminal.size?.rows ?? 24))
    }
}
