import Basics
import CSystem
import CTimer
import Glibc

/// Hears from the kernel when somebody sets the wall clock, and wakes for nothing else: a timer for a day that never comes, which
/// ends when the clock that it counts by is set (timerfd_create(2), TFD_TIMER_CANCEL_ON_SET).
enum ClockSettings {
    /// Until the stream is no longer read. Nothing is heard where the system has no such timers.
    static func watch() -> AsyncStream<Void> {
        let (stream, tell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let timer = timerfd_create(CLOCK_REALTIME, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
        let end = eventfd(0, Int32(EFD_CLOEXEC))
        guard timer >= 0, end >= 0, arm(timer) else {
            for file in [timer, end] where file >= 0 { close(file) }
            tell.finish()
            return stream
        }
        tell.onTermination = { _ in eventfd_write(end, 1) }
        let code = Thread.start(name: "clock", stackSize: 1 << 16) {
            var files = [
                pollfd(fd: timer, events: Int16(POLLIN), revents: 0),
                pollfd(fd: end, events: Int16(POLLIN), revents: 0),
            ]
            while true {
                if poll(&files, 2, -1) < 0 && errno != EINTR || files[1].revents != 0 { break }
                var count: UInt64 = 0
                let isSet = read(timer, &count, 8) < 0 && errno == ECANCELED
                guard isSet else { continue }
                tell.yield()
                _ = arm(timer)
            }
            close(timer)
            close(end)
        }
        if code != 0 {
            tell.onTermination = nil
            tell.finish()
            close(timer)
            close(end)
        }
        return stream
    }

    /// For a day that never comes.
    private static func arm(_ timer: Int32) -> Bool {
        var time = itimerspec()
        time.it_value.tv_sec = 1 << 40
        let flags = Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET)
        return timerfd_settime(timer, flags, &time, nil) == 0
    }
}
