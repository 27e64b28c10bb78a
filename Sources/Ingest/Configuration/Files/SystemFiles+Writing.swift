import Glibc

extension SystemFiles: FileWriter {
  /// A temporary file in the same directory, fsync, rename, fsync of the directory. Keeps mode and owner of what was
  /// there, follows a symbolic link, and makes the directory where it is missing.
  public func write(_ bytes: [UInt8], to path: String) throws(FileWriteError) {
    let target = realPath(path) ?? path
    let directory = Path.directory(of: target)
    if mkdir(directory, 0o755) != 0, errno != EEXIST { throw failure("make", directory) }
    let temporary = "\(directory)/.\(Path.name(of: target)).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("write in", directory) }
    var status = stat()
    let isThere = stat(target, &status) == 0
    // Only root may keep another's ownership; for all others the file is their own anyway.
    if isThere { _ = fchown(file, status.st_uid, status.st_gid) }
    let isWritten =
      fchmod(file, isThere ? status.st_mode & 0o7777 : 0o644) == 0 && writeAll(bytes, to: file)
      && fsync(file) == 0
    let problem = isWritten ? nil : failure("write", target)
    close(file)
    if let problem {
      unlink(temporary)
      throw problem
    }
    guard rename(temporary, target) == 0 else {
      let problem = failure("write", target)
      unlink(temporary)
      throw problem
    }
    try synchronise(directory)
  }

  public func remove(_ path: String) throws(FileWriteError) {
    guard unlink(path) == 0 else { throw failure("remove", path) }
    try synchronise(Path.directory(of: path))
  }

  private func writeAll(_ bytes: [UInt8], to file: CInt) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  private func synchronise(_ directory: String) throws(FileWriteError) {
    let file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw failure("open", directory) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure("write", directory) }
  }

  private func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private func failure(_ verb: String, _ path: String) -> FileWriteError {
    FileWriteError(message: "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
  }
}
