import Basics
import Glibc

/// Results go to standard output, complaints to standard error; colour and redrawing only where a person looks.
enum Terminal {
    static func say(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }

    static func say(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    static func say(_ written: borrowing JSONWriter) { write(written.written, to: STDOUT_FILENO) }

    /// A report: for a person, or for a program as one line of JSON.
    static func say(_ text: @autoclosure () -> String, orJSON isForProgram: Bool, _ json: (inout JSONWriter) -> Void) {
        guard isForProgram else { return say(text()) }
        var writer = JSONWriter()
        json(&writer)
        writer.newline()
        say(writer)
    }

    /// One or more lines, each freed of what moves a terminal.
    static func complain(_ text: String) {
        Progress.erase()
        writeError(text.cleaned + "\n")
    }

    /// `1 feed`, `2 feeds`.
    static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

    /// As it is, to standard error.
    static func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBufferPointer { write($0, to: descriptor) }
    }

    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                // Half a result with a status of 0 would be taken for a whole one.
                if descriptor == STDOUT_FILENO, errno != EPIPE {
                    let reason = String(cString: strerror(errno))
                    writeError("standard output cannot be written: \(reason) [file-unwritable]\n")
                    exit(EX_IOERR)
                }
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}

/// The process's surroundings.
enum Process {
    static let environment: [String: String] = {
        var result: [String: String] = [:]
        var pointer = environ
        while let entry = pointer.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                result[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            pointer += 1
        }
        return result
    }()
}

/// Reads a file whole, or standard input for `-`.
enum Input {
    static func read(_ path: String) throws(InputError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InputError(path: path, errno: errno) }
        defer { if path != "-" { close(descriptor) } }
        var status = stat()
        let size = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
        var bytes: [UInt8] = []
        // One more than a file has, so that its end is seen.
        var room = max(size + 1, 1 << 12)
        while true {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: room) { piece, read in
                repeat { count = Glibc.read(descriptor, piece.baseAddress, room) } while count < 0 && errno == EINTR
                read = max(count, 0)
            }
            guard count >= 0 else { throw InputError(path: path, errno: errno) }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            if count == 0 || size > 0 && bytes.count == size { return bytes }
            room = 1 << 17
        }
    }
}

struct InputError: CodedError {
    let path: String
    let errno: Int32

    var code: String { "unreadable" }
    var message: String { "\(path): \(String(cString: strerror(errno)))" }
}
