import Basics
import Testing

@testable import Ingest

private let start = Timestamp(seconds: 1_800_000_000)

private func records(_ number: Int) -> WorkCounts {
    var counts = WorkCounts()
    counts.records = number
    return counts
}

@Test(
    arguments: [
        ("in the same minute", [(0, 1), (59, 2)], 59, [0, 0, 3]),
        ("minutes later", [(0, 1), (60, 2)], 60, [0, 1, 2]),
        ("with an empty one between", [(0, 1), (120, 2)], 120, [1, 0, 2]),
        ("read later", [(0, 1), (60, 2)], 120, [1, 2, 0]),
        ("what is too old is forgotten", [(0, 1), (300, 2)], 300, [0, 0, 2]),
        ("read much later", [(0, 1)], 3_600, [0, 0, 0]),
        ("a clock set back a little", [(60, 1), (0, 2)], 60, [0, 0, 3]),
        ("a clock that was far ahead", [(86_400, 1), (0, 2)], 0, [0, 0, 2]),
    ] as [(String, [(Double, Int)], Double, [Int])])
func countsAreKeptByTheMinute(_ why: String, _ given: [(at: Double, records: Int)], _ now: Double, _ expected: [Int]) {
    var series = WorkSeries(step: 60, slots: 3)
    for (at, number) in given { series.add(records(number), at: start + at) }
    #expect(series.counts(until: start + now).map(\.records) == expected, "\(why)")
}

@Test func theHistoryComesThroughTheNoteAsItWas() throws {
    var history = RateHistory()
    for minute in 0..<2_000 {
        var counts = records(minute)
        (counts.polls, counts.unchanged, counts.failed) = (5, 3, 1)
        history.add(counts, at: start + 60 * Double(minute))
    }
    var writer = JSONWriter()
    history.write(to: &writer)
    #expect(writer.bytes.count < 4_096, "it has to fit into the note")
    #expect(RateHistory(json: try JSONValue(parsing: writer.bytes)) == history)
    #expect(RateHistory(json: .string("something else")) == RateHistory())
    let now = start + 60 * 1_999
    #expect(history.minutes.counts(until: now).map(\.records) == Array(1_940..<2_000))
    #expect(history.hours.counts(until: now).count == 24)
    #expect(history.hours.counts(until: now)[22].polls == 300)
}
