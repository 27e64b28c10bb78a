import Glibc
import Ledger
import Testing

@testable import Ingest

@Test func theDaemonIsTheProcessThatHoldsTheLedger() async throws {
    var template = Array("/tmp/feedmill-test-XXXXXX".utf8CString)
    let home = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    let configuration = try MemoryFiles([MemoryFiles.main: "state_directory = '\(home)'"]).load().get()
    #expect(RunningDaemon(configuration) == nil)
    let ledger = try SQLiteLedger.open(directory: home)
    // A note that an earlier daemon left behind leads nobody astray.
    DaemonNoteFile(in: home).write(
        DaemonNote(processID: 1, version: "1", startedAt: .init(seconds: 1), writtenAt: .init(seconds: 1)))
    #expect(RunningDaemon(configuration)?.processID == getpid())
    await ledger.close()
    #expect(RunningDaemon(configuration) == nil)
}
