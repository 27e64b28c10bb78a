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
    ///
    /// - Parameter wanted: says by a name's bytes which to leave out.
    func next(where wanted: (UnsafeBufferPointer<UInt8>) -> Bool = { _ in true }) -> String? {
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: UInt8.self, capacity: 256) { start -> String? in
                    let bytes = UnsafeBufferPointer(
                        start: start, count: strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)))
                    let isItself = bytes.allSatisfy { $0 == 0x2E } && bytes.count <= 2
                    return !isItself && wanted(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
                }
            }
            if let name { return name }
        }
        return nil
    }
}
