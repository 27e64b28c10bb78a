import Glibc
import Testing

@testable import Ingest

@Suite struct SystemFilesTests {
  private let directory: String

  init() {
    var template = Array("/tmp/feedmill-files-XXXXXX".utf8CString)
    directory = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  @Test("a file is written whole, keeps its mode, and nothing else is left") func writes() throws {
    let files = SystemFiles()
    let path = directory + "/feeds.d/a.toml"
    try files.write(Array("one".utf8), to: path)
    #expect(chmod(path, 0o640) == 0)
    try files.write(Array("two".utf8), to: path)
    #expect(String(decoding: try files.read(path, limit: 10), as: UTF8.self) == "two")
    var status = stat()
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
    #expect(
      files.glob(directory + "/feeds.d/*") == [path]
        && files.glob(directory + "/feeds.d/.*.tmp").isEmpty)
    try files.remove(path)
    #expect(throws: FileReadError.self) { try files.read(path, limit: 10) }
  }

  @Test("a link stays a link") func links() throws {
    let files = SystemFiles()
    try files.write(Array("one".utf8), to: directory + "/target.toml")
    #expect(symlink(directory + "/target.toml", directory + "/link.toml") == 0)
    try files.write(Array("two".utf8), to: directory + "/link.toml")
    #expect(
      String(decoding: try files.read(directory + "/target.toml", limit: 10), as: UTF8.self)
        == "two")
  }

  @Test("what is no file, is too long or is not there is told by code") func refuses() throws {
    let files = SystemFiles()
    try files.write([UInt8](repeating: 0x61, count: 100), to: directory + "/long")
    let code = { (path: String, limit: Int) throws -> String? in
      do { return try files.read(path, limit: limit).isEmpty ? "" : nil } catch let error
        as FileReadError
      {
        return error.code
      }
    }
    #expect(try code(directory + "/long", 99) == "file-too-large")
    #expect(try code(directory + "/long", 100) == nil)
    #expect(try code(directory, 100) == "file-unreadable")
    #expect(try code("/dev/zero", 100) == "file-unreadable")
    #expect(try code(directory + "/none", 100) == "file-missing")
    #expect(mkfifo(directory + "/fifo", 0o600) == 0)
    #expect(try code(directory + "/fifo", 100) == "file-unreadable")
  }

  @Test("a directory that is not to be written to") func unwritable() {
    #expect(throws: FileWriteError.self) { try SystemFiles().write([], to: "/proc/feedmill/x") }
  }
}
