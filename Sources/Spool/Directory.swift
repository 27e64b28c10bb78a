import Glibc

/// A directory that is held open, so that what is done in it cannot be led elsewhere by a renamed parent.
final class Directory: Sendable {
  let path: String
  let descriptor: Int32

  /// Made, with its parents, where it does not exist.
  init(creating path: String, mode: mode_t = 0o750) throws(SpoolError) {
    self.path = path
    try Directory.make(path, mode: mode)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SpoolError("open", path) }
  }

  /// Nil where there is none.
  init?(existing path: String) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    close(descriptor)
  }

  private static func make(_ path: String, mode: mode_t) throws(SpoolError) {
    if mkdir(path, mode) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
      throw SpoolError("mkdir", path)
    }
    try make(String(path[..<slash]), mode: 0o755)
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw SpoolError("mkdir", path) }
  }

  func sync() throws(SpoolError) {
    guard fsync(descriptor) == 0 else { throw SpoolError("fsync", path) }
  }

  /// Calls `body` with each name but `.` and `..`, in no order.
  func forEachName(_ body: (UnsafePointer<CChar>) -> Void) throws(SpoolError) {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else { throw SpoolError("opendir", path) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          if strcmp(name, ".") != 0 && strcmp(name, "..") != 0 { body(name) }
        }
      }
    }
  }

  /// Size in bytes and time of the last change of a file; nil where it is gone.
  func status(of name: String) -> (size: Int, modified: Int)? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return (Int(status.st_size), status.st_mtim.tv_sec)
  }

  /// The whole of a file; nil where it is gone.
  func read(_ name: String) -> [UInt8]? {
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &piece, piece.count)
      guard count > 0 else { return count == 0 ? bytes : nil }
      bytes.append(contentsOf: piece[..<count])
    }
  }
}
