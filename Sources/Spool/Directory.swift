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

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// A directory in this one; nil where the name is none's, or a link's.
    func directory(_ name: String) -> Directory? {
        let inner = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        return inner < 0 ? nil : Directory(path: path + "/" + name, descriptor: inner)
    }

    private static func make(_ path: String, mode: mode_t) throws(SpoolError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw SpoolError("mkdir", path)
        }
        try make(String(path[..<slash]), mode: 0o755)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw SpoolError("mkdir", path) }
        try Directory(existing: path)?.syncName()
    }

    /// Whether it is what is found under this path.
    func isNamed(_ path: String) -> Bool {
        var (own, found) = (stat(), stat())
        return fstat(descriptor, &own) == 0 && stat(path, &found) == 0
            && own.st_ino == found.st_ino && own.st_dev == found.st_dev
    }

    /// Its own name is durable in the directory above; one that may not be read there was not made by us.
    func syncName() throws(SpoolError) {
        let above = openat(descriptor, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if above < 0 && errno == EACCES { return }
        guard above >= 0 else { throw SpoolError("open", path + "/..") }
        defer { close(above) }
        guard fsync(above) == 0 else { throw SpoolError("fsync", path + "/..") }
    }

    func sync() throws(SpoolError) {
        guard fsync(descriptor) == 0 else { throw SpoolError("fsync", path) }
    }

    /// Every name but `.` and `..`, in no order.
    func names() throws(SpoolError) -> [String] {
        let walk = try DirectoryWalk(self)
        var names: [String] = []
        while let name = walk.next() { names.append(name) }
        return names
    }

    /// The files that a spool gave names to, in the order of their sequence.
    func files() throws(SpoolError) -> [SpoolFile] {
        let walk = try DirectoryWalk(self)
        var files: [SpoolFile] = []
        while let name = walk.next() {
            if let file = SpoolFile(name: name) { files.append(file) }
        }
        return files.sorted()
    }

    /// Size in bytes, when it was written, and when it was last written or moved; nil where it is gone.
    func status(of name: String) -> (size: Int, modified: Int, moved: Int)? {
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        return (Int(status.st_size), status.st_mtim.tv_sec, max(status.st_mtim.tv_sec, status.st_ctim.tv_sec))
    }

    /// The whole of a file; nil where it is gone.
    func read(_ name: String) -> [UInt8]? {
        let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
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
