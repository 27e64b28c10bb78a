import Glibc

func temporaryDirectory() -> String {
    var template = Array("/tmp/feedmill-test-XXXXXX".utf8CString)
    return template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
}

func size(of path: String) -> off_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_size : -1
}

/// Writes zeros over a page of a file.
func zero(_ path: String, page: Int, of size: Int) {
    let file = open(path, O_WRONLY)
    let zeros = [UInt8](repeating: 0, count: size)
    pwrite(file, zeros, size, off_t(page * size))
    close(file)
}

func copy(_ path: String, to target: String) {
    let (source, copy) = (open(path, O_RDONLY), open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o600))
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(source, &piece, piece.count)
        guard count > 0 else { break }
        write(copy, piece, count)
    }
    close(source)
    close(copy)
}

/// Of a directory's files, sorted.
func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
}
