import CLibSeccomp
import CSystem
import Glibc

/// What a worker gives up before it sees a stranger's first byte: files, network, new privileges, new programs, and
/// memory beyond a bound. From then on it can compute, and talk over the descriptors that it has.
enum Fence {
    enum Failure: Error {
        case limit(errno: Int32)
        case filter(code: Int32)
    }

    static func close(memory: Int) throws(Failure) {
        // A sanitizer takes more address space than there is memory: under one the bound is left out, and only that.
        for (which, value) in [(fm_limit_as, memory), (fm_limit_core, 0), (fm_limit_fsize, 0)]
        where !(which == fm_limit_as && fm_is_sanitized != 0) {
            guard fm_set_limit(which, UInt(value), UInt(value)) == 0 else { throw .limit(errno: errno) }
        }
        // Cleared only for the parser: as a debugger or /proc would see it, its memory is full of strangers' bytes.
        _ = fm_not_dumpable()
        guard fm_no_new_privileges() == 0 else { throw .limit(errno: errno) }
        try filterSystemCalls()
    }

    /// Everything that is not named here kills the process.
    private static let allowed = [
        "read", "readv", "write", "writev", "sendto", "recvfrom", "close", "exit", "exit_group", "brk", "munmap",
        "mremap", "madvise",
        "futex", "clock_gettime", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "getpid", "gettid",
        "getrandom", "rt_sigreturn", "rt_sigprocmask", "rt_sigaction", "sigaltstack", "sched_yield",
        "restart_syscall", "set_robust_list", "rseq", "sched_getaffinity", "tgkill", "getrusage",
    ]

    /// Memory may be had, but none that can be executed.
    private static let allowedWithoutExecution = [("mmap", UInt32(2)), ("mprotect", UInt32(2))]

    private static func filterSystemCalls() throws(Failure) {
        guard let filter = seccomp_init(UInt32(SCMP_ACT_KILL_PROCESS)) else { throw .filter(code: -ENOMEM) }
        defer { seccomp_release(filter) }
        for name in allowed {
            let number = seccomp_syscall_resolve_name(name)
            guard number != __NR_SCMP_ERROR else { continue }
            let code = seccomp_rule_add_array(filter, UInt32(SCMP_ACT_ALLOW), number, 0, nil)
            guard code == 0 else { throw .filter(code: code) }
        }
        for (name, argument) in allowedWithoutExecution {
            var notExecutable = scmp_arg_cmp(
                arg: argument, op: SCMP_CMP_MASKED_EQ, datum_a: UInt64(PROT_EXEC), datum_b: 0)
            let code = seccomp_rule_add_array(
                filter, UInt32(SCMP_ACT_ALLOW), seccomp_syscall_resolve_name(name), 1, &notExecutable)
            guard code == 0 else { throw .filter(code: code) }
        }
        let code = seccomp_load(filter)
        guard code == 0 else { throw .filter(code: code) }
    }
}
