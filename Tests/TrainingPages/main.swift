// What the extractor sees of pages whose articles are known, for `train.py` to learn from.
//
//     TrainingPages CASES [SCORES] > PAGES.ndjson
//
// CASES: a line a page, `id`, the path of its bytes, its address and its content type, parted by tabs. SCORES: the first model's, as
// `train.py first` writes them; with them the rows are those of the second model alone.
@_spi(Training) import Articles
import Basics
import Glibc

func lines(_ path: String) -> [[Substring]] {
    guard let bytes = read(path) else { fatalError("cannot read \(path)") }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
}

func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        guard count > 0 else { return bytes }
        bytes += buffer[..<count]
    }
}

func octets(_ text: Substring) -> [UInt8] {
    let digits = Array(text.utf8)
    return stride(from: 0, to: digits.count - 1, by: 2).map { place in
        digits[place...(place + 1)].reduce(0) { $0 << 4 | ($1 < 0x3A ? $1 - 0x30 : ($1 | 0x20) - 0x57) }
    }
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else { fatalError("usage: TrainingPages CASES [SCORES]") }
var scores: [Substring: [UInt8]]?
if arguments.count > 2 {
    scores = Dictionary(uniqueKeysWithValues: lines(arguments[2]).map { ($0[0], octets($0[1])) })
}
for line in lines(arguments[1]) {
    guard let bytes = read(String(line[1])) else { fatalError("cannot read \(line[1])") }
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("id", String(line[0]))
    try? TrainingDump.write(
        bytes, url: WebURL(String(line[2])), contentType: line[3].isEmpty ? nil : String(line[3]),
        scores: scores.map { $0[line[0]] ?? [] }, to: &writer)
    writer.endObject()
    writer.newline()
    let made = writer.finish()
    var written = 0
    while written < made.count {
        let count = made[written...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
        guard count > 0 else { fatalError("cannot write") }
        written += count
    }
}
