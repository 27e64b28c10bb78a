import Glibc

/// The file system and the environment of this process.
public struct SystemFiles: FileReader {
    public let currentDirectory: String

    public init() {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        currentDirectory = getcwd(&buffer, buffer.count).map { String(cString: $0) } ?? "/"
    }

    /// The environment of this process.
    public static var environment: [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return result
    }

    public func read(_ path: String, limit: Int) throws(FileReadError) -> [UInt8] {
        // O_NONBLOCK: a FIFO in place of a file must not stop the daemon.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw failure(errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileReadError(code: "file-unreadable", message: "it is no regular file")
        }
        guard status.st_size <= limit else { throw tooLarge(limit) }
        return try content(of: file, expecting: Int(status.st_size), limit: limit)
    }

    private func content(of file: CInt, expecting size: Int, limit: Int) throws(FileReadError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        while true {
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
            let capacity = bytes.count - count
            let got = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + count, capacity) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw failure(errno) }
            if got == 0 { break }
            count += got
            guard count <= limit else { throw tooLarge(limit) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private func tooLarge(_ limit: Int) -> FileReadError {
        FileReadError(code: "file-too-large", message: "it is longer than \(SizeText.text(limit))")
    }

    private func failure(_ number: CInt) -> FileReadError {
        FileReadError(
            code: number == ENOENT || number == ENOTDIR ? "file-missing" : "file-unreadable",
            message: String(cString: strerror(number)), isForbidden: number == EACCES || number == EPERM)
    }

    public func obstacle(_ directory: String) -> String? {
        guard let stream = opendir(directory) else {
            let code = errno
            return code == ENOENT || code == ENOTDIR ? nil : String(cString: strerror(code))
        }
        closedir(stream)
        return nil
    }

    public func glob(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard Glibc.glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
    }
}
