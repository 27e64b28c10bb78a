import Glibc
import Ingest

/// Where the process begins. A worker is told from a command before anything else is set up: it wants no threads, no
/// signals and no arguments parsed.
@main
struct Entry {
    static func main() async {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == "worker", let memory = Int(arguments[2]) {
            WorkerLine.serve(memory: memory)
        }
        CoreFiles.forbid()
        await Root.main()
    }
}
