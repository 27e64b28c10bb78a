import ArgumentParser
import Basics
import Glibc
import Spool

/// Runs `body`; a spool that cannot be read ends the process with 74.
func spoolOrFail<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as SpoolError {
        Terminal.complain("\(error.message) [\(error.code)]")
        throw ExitCode(EX_IOERR)
    }
}
