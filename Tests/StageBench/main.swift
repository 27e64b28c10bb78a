// One stage of the line alone, for the bench: what it costs beside its yardstick.
//
//     StageBench fetch LIST           asks each address of LIST (a line each: the address, perhaps a tab and an entity tag)
//     StageBench spool DIR N SIZE FILES RECORDS
//                                     delivers N rounds of FILES files with RECORDS records of SIZE bytes each
//
// Prints CPU seconds of the process, seconds by the clock, and how many answers or records there were.
import Basics
import Glibc
import HTTP
import Spool

func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func fetch(_ list: String) async throws -> Int {
    guard let file = fopen(list, "r") else { fatalError("no such list: \(list)") }
    defer { fclose(file) }
    var requests: [HTTPRequest] = []
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, 4096, file) != nil {
        let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let parts = text.split(separator: "\t")
        guard let address = parts.first.flatMap({ WebURL(String($0)) }) else { continue }
        var request = HTTPRequest(url: address, purpose: .feed, addresses: AddressPolicy(allowsAll: true))
        if parts.count > 1 { request.fields = [.init(name: "If-None-Match", value: String(parts[1]))] }
        requests.append(request)
    }
    let client = HTTPClient(ClientConfiguration(version: "bench"))
    return await withTaskGroup(of: Bool.self) { group in
        var (answers, next) = (0, 0)
        while next < requests.count {
            if next >= 64, await group.next() == true { answers += 1 }
            let request = requests[next]
            group.addTask {
                if case .success = await client.send(request) { true } else { false }
            }
            next += 1
        }
        for await isGood in group where isGood { answers += 1 }
        return answers
    }
}

func spool(_ path: String, rounds: Int, size: Int, files: Int, records: Int) throws -> Int {
    let spool = try SpoolDirectory(path: path)
    let line = [UInt8](repeating: 0x61, count: size - 1) + [0x0A]
    var sequence: UInt64 = 0
    for _ in 0..<rounds {
        let entries = (0..<files * records).map { _ in
            sequence += 1
            return SpoolEntry(sequence: sequence, line: line)
        }
        try spool.deliver(entries, recordsPerFile: records)
    }
    return Int(sequence)
}

let arguments = CommandLine.arguments
let (cpu, clock) = (seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC))
let count: Int
switch (arguments.dropFirst().first, arguments.count) {
case ("fetch", 3): count = try await fetch(arguments[2])
case ("spool", 7):
    let numbers = arguments[3...].compactMap { Int($0) }
    count = try spool(arguments[2], rounds: numbers[0], size: numbers[1], files: numbers[2], records: numbers[3])
default: fatalError("StageBench fetch LIST | spool DIR N SIZE FILES RECORDS")
}
print(seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu, seconds(CLOCK_MONOTONIC) - clock, count)
