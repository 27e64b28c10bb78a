import Basics
import Logging

/// What is logged, and how: one choice for all loggers of the process, which can be made anew at any time.
public final class LogChoice: Sendable {
    /// Nothing below it is logged, whatever the configuration says.
    private let lowest: Logger.Level
    private let chosen: Monitor<LogSettings>

    public init(_ settings: LogSettings, atLeast lowest: Logger.Level = .trace) {
        self.lowest = lowest
        chosen = Monitor(settings)
    }

    public var level: Logger.Level {
        max(Logger.Level(rawValue: chosen.withLock { $0.level }.rawValue) ?? .info, lowest)
    }

    public func take(_ settings: LogSettings) { chosen.withLock { $0 = settings } }

    var format: LogFormat { chosen.withLock { $0.format } }
}
