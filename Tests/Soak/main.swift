// Weeks of polling in an hour: a daemon whose clock runs faster, a make-believe web that publishes by the same clock, and a consumer
// that keeps a tally. Prints a line of JSON for each virtual day with what the daemon takes, and at the end what was lost.
//
//     Soak [--feeds 20000] [--days 24] [--speed 600] [--port 18474] [--directory DIR]
import Basics
import Glibc
import Ingest
import Logging

func argument(_ name: String) -> String? {
    guard let place = CommandLine.arguments.firstIndex(of: name) else { return nil }
    return CommandLine.arguments.dropFirst(place + 1).first
}

func number(_ name: String, else fallback: Double) -> Double { argument(name).flatMap { Double($0) } ?? fallback }

if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "worker", let memory = Int(CommandLine.arguments[2]) {
    WorkerLine.serve(memory: memory)
}
let names = Set(["--feeds", "--days", "--speed", "--port", "--directory", "--origin", "--as"])
guard CommandLine.arguments.enumerated().dropFirst().allSatisfy({ $0.offset % 2 == 0 || names.contains($0.element) })
else {
    print("usage: Soak [--feeds NUMBER] [--days NUMBER] [--speed NUMBER] [--port NUMBER] [--directory DIR]")
    exit(64)
}
signal(SIGPIPE, SIG_IGN)
let days = number("--days", else: 24)
let world = World(
    feeds: Int(number("--feeds", else: 20_000)), start: Timestamp(seconds: 1_800_000_000),
    speed: number("--speed", else: 600), origin: number("--origin", else: World.wall()))
let port = Int(number("--port", else: 18_474))
var template = Array("/tmp/feedmill-soak-XXXXXX".utf8CString)
let directory =
    argument("--directory") ?? template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }

let role = argument("--as")
if role != nil {
    // Nobody goes on when the soak is over, however it ended.
    _ = Thread.start(name: "parent", stackSize: 256 << 10) {
        while getppid() != 1 { usleep(500_000) }
        exit(1)
    }
}
switch role {
case "origin": Origin(world: world, port: port, looks: Looks(directory: directory)).run()
case "consumer": Consumer(world, spool: directory + "/spool", looks: Looks(directory: directory)).run()
default: try await Soak(world: world, days: days, port: port, directory: directory).run()
}
