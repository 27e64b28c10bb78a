// A worker for tests: does what each document says, the forbidden things included.
import Glibc
import Workers

func text(_ text: String) -> [UInt8] { Array(text.utf8) }

func attempt(_ wish: String) -> [UInt8] {
    switch wish {
    case "open": return text("\(open("/etc/passwd", O_RDONLY))")
    case "socket": return text("\(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))")
    case "fork": return text("\(fork())")
    case "exec": return text("\(execv("/bin/true", [nil]))")
    case "kill": return text("\(kill(1, 0))")
    case "executable-memory":
        return text("\(mmap(nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != nil)")
    case "unlink": return text("\(unlink("/tmp/feedmill-no-such-file"))")
    case "chdir": return text("\(chdir("/"))")
    case "crash": abort()
    case "spin":
        var number: UInt64 = 1
        while number != 0 { number = number &* 6_364_136_223_846_793_005 | 1 }
        return []
    case "balloon":
        var pieces: [[UInt8]] = []
        while true { pieces.append([UInt8](repeating: 1, count: 1 << 20)) }
    case "sleep":
        while true { sleep(1) }
    case "drip":
        // The length of a reply, and then a byte of it now and then.
        _ = withUnsafeBytes(of: UInt64(1 << 19).littleEndian) { write(0, $0.baseAddress, 8) }
        while write(0, "x", 1) == 1 { usleep(50_000) }
        return []
    case "leave": _exit(3)
    case "large": return [UInt8](repeating: 0x78, count: 2 << 20)
    default: return text("echo " + wish)
    }
}

WorkerProcess.serve(
    memory: Int(CommandLine.arguments.last ?? "") ?? 1 << 30, prepare: {},
    handle: { request in attempt(String(decoding: request, as: UTF8.self)) })
