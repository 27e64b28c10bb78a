import Glibc

/// Reads the names in a directory one by one, so that whoever walks can stop, or go on later.
final class DirectoryWalk {
    private let stream: OpaquePointer

    init(_ directory: Directory) throws(SpoolError) {
        // A description of its own: two walks at once must not share one place.
        let copy = openat(directory.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw SpoolError("opendir", directory.path) }
        guard let stream = fdopendir(copy) else {
            let code = errno
            close(copy)
            throw SpoolError("opendir", directory.path, errno: code)
        }
        self.stream = stream
    }

    deinit {
        closedir(stream)
    }

    /// Each name but `.` and `..`, in no order; nil at the end.
    func next() -> String? {
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { return name }
        }
        return nil
    }
}
