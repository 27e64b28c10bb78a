import Basics
import Glibc

/// What waits in a spool, for those who only look: takes no lock and changes nothing.
public struct SpoolReader: Sendable {
  /// What waits in `new/`.
  public struct Census: Equatable, Sendable {
    public var files = 0
    public var bytes = 0
    /// When the oldest file was written.
    public var oldest: Timestamp?

    public init() {}
  }

  public let path: String
  private let new: Directory
  private let cur: Directory?

  /// Nil where there is no spool at `path`.
  public init?(path: String) {
    guard let new = Directory(existing: path + "/new") else { return nil }
    self.path = path
    self.new = new
    cur = Directory(existing: path + "/cur")
  }

  /// Counts the files; their sizes cost a system call each.
  public func census() throws(SpoolError) -> Census {
    var census = Census()
    var oldest = Int.max
    try new.forEachName { name in
      guard let status = new.status(of: String(cString: name)) else { return }
      census.files += 1
      census.bytes += status.size
      oldest = min(oldest, status.modified)
    }
    census.oldest = oldest == Int.max ? nil : Timestamp(seconds: Int64(oldest))
    return census
  }

  /// What is left on the file system for those without privileges, in bytes.
  public var freeBytes: Int {
    var status = statvfs()
    guard fstatvfs(new.descriptor, &status) == 0 else { return 0 }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// The names in `new/`, in the order of their sequence.
  public func names() throws(SpoolError) -> [String] {
    var names: [String] = []
    try new.forEachName { names.append(String(cString: $0)) }
    return names.filter { SpoolFile(name: $0) != nil }.sorted()
  }

  /// The lines of one file; none where a consumer has taken it meanwhile.
  public func lines(of name: String) -> [ArraySlice<UInt8>] {
    guard let bytes = new.read(name) ?? cur?.read(name) else { return [] }
    return bytes.split(separator: 0x0A)
  }

  public func highestSequence() throws(SpoolError) -> UInt64 {
    var highest: UInt64 = 0
    for directory in [new, cur].compactMap({ $0 }) {
      var last: SpoolFile?
      try directory.forEachName { name in
        guard let file = SpoolFile(name: String(cString: name)) else { return }
        highest = max(highest, file.sequence)
        if file.sequence == highest { last = file }
      }
      // A file of several records bears the first one's number.
      if let last, let bytes = directory.read(last.name) {
        highest = max(highest, last.sequence + UInt64(max(1, bytes.count { $0 == 0x0A })) - 1)
      }
    }
    return highest
  }
}
