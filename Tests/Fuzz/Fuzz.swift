import Glibc

/// The libFuzzer program: `Tests/Fuzz/fuzz` builds it and says how it is run. The environment's `FUZZ_TARGET` names the target.
@main
struct Fuzz {
    private static let target: FuzzTarget = {
        let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
            fatalError("FUZZ_TARGET is none of \(FuzzTarget.all.map(\.name))")
        }
        return target
    }()

    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        let code = runDriver(&count, &arguments) { start, count in
            do {
                try Fuzz.target.run(Array(UnsafeBufferPointer(start: start, count: count)))
            } catch {
                fatalError("\(Fuzz.target.name): \(error)")
            }
            return 0
        }
        exit(code)
    }
}

/// libFuzzer's entry for programs that have a `main` of their own.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ target: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
