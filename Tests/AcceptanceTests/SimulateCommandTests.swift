import Basics
import Glibc
import Testing

/// `feedmill simulate`, as a person runs it.
@Suite struct SimulateCommandTests {
    private static let trace =
        #"{"feed":"a","from":1790000000,"until":1790864000,"shows":20,"items":[1790300000,1790400000,1790500000]}"#

    @Test func aTraceIsPlayed() throws {
        let home = Home()
        let done = Program.run(["simulate", home.write("traces.ndjson", Self.trace + "\n\n")], in: home)
        #expect(done.status == 0, "\(done.complaints)")
        let result = try JSONValue(parsing: done.output)
        #expect(result["feeds"]?.integer == 1)
        #expect(result["found"]?.integer == 3)
        #expect(result["missed"]?.integer == 0)
    }

    @Test func whatIsNoTraceIsToldByItsLine() {
        let home = Home()
        let file = home.write("traces.ndjson", Self.trace + "\n{}\n")
        let done = Program.run(["simulate", file], in: home)
        #expect(done.status == 1)
        #expect(done.complaints.contains("\(file): line 2: "))
        #expect(done.complaints.contains("[bad-trace]"))
    }

    @Test func aFileThatIsNotThereIsAFailureOfInput() {
        let home = Home()
        let done = Program.run(["simulate", home.path + "/none"], in: home)
        #expect(done.status == EX_IOERR)
        #expect(done.complaints == "\(home.path)/none: No such file or directory [unreadable]\n")
    }
}
