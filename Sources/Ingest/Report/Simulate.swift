import Basics
import Schedule

/// A line of a trace file that is no trace.
public struct TraceFileError: CodedError {
    /// Counted from 1.
    public let line: Int
    public let detail: String

    public var code: String { "bad-trace" }
    public var message: String { "line \(line): \(detail)" }
}

/// Plays traces, one JSON object a line, against the schedule, and writes what came of it as one JSON object.
public func simulate(_ traces: [UInt8], polling: PollingSettings?, to writer: inout JSONWriter) throws {
    var simulation = Simulation()
    if let polling {
        simulation.settings = polling.pollSettings(interval: nil)
        simulation.requestsPerDay = polling.requestsPerDay.map(Double.init)
    }
    var parsed: [Trace] = []
    for (index, line) in traces.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
        do {
            parsed.append(try Trace(try JSONValue(parsing: line)))
        } catch {
            throw TraceFileError(line: index + 1, detail: "\(error)")
        }
    }
    simulation.run(parsed).write(to: &writer)
}
