import ArgumentParser
import Glibc
import Ingest

/// A change of the configuration's feeds: one process at a time makes one, on the files as they are at that moment.
enum FeedEdit {
    static func make<Result>(
        _ option: ConfigurationOption, _ body: (FeedFiles, Configuration) throws -> Result
    ) throws -> Result {
        try EditLock.holding(configuration: option.path) {
            Terminal.complain("another feedmill is changing the configuration; waiting for it")
        } _: {
            let configuration = try option.load()
            let files = FeedFiles(configuration, files: SystemFiles(), environment: Process.environment)
            do {
                return try body(files, configuration)
            } catch let error as FeedFileError {
                throw complain(error)
            }
        }
    }

    /// Tells what is wrong; gives the exit code that it means.
    static func complain(_ error: FeedFileError) -> ExitCode {
        Terminal.complain("\(error.message) [\(error.code)]")
        return switch error {
        case .file, .unreadable: ExitCode(EX_IOERR)
        case .invalid: ExitCode(EX_CONFIG)
        case .known, .unknown, .listed, .noDirectory, .byHand, .changed: ExitCode(1)
        }
    }

    /// Makes the daemon read its files again, where one runs, and says whether it does.
    static func tellDaemon(_ option: ConfigurationOption) throws {
        let configuration = try option.load()
        guard let daemon = RunningDaemon(configuration) else {
            Terminal.say("no daemon runs; the next `feedmill run` goes by it\n")
            return
        }
        if let reason = daemon.reload() {
            Terminal.complain(
                "the daemon (process \(daemon.processID)) could not be told: \(reason); `systemctl reload feedmill` tells it"
            )
        } else {
            Terminal.say("the daemon (process \(daemon.processID)) reads its configuration again\n")
        }
    }
}

extension Configuration {
    /// The feed that a person names by its id or address; where there is none, tells which was probably meant, and ends with 1.
    func require(_ name: String) throws -> FeedSettings {
        do throws(FeedFileError) {
            return try feed(named: name)
        } catch {
            throw FeedEdit.complain(error)
        }
    }
}
