import Basics
import Schedule

/// Plays traces, one JSON object a line, against the schedule, and writes what came of it as one JSON object.
public func simulate(_ traces: [UInt8], polling: PollingSettings?, to writer: inout JSONWriter) throws {
    var simulation = Simulation()
    if let polling {
        simulation.settings = polling.pollSettings(interval: nil)
        simulation.requestsPerDay = polling.requestsPerDay.map(Double.init)
    }
    simulation.run(try Trace.all(parsing: traces)).write(to: &writer)
}
