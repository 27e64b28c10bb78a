import Basics
import HTTP
import Ledger
import Logging
import Workers

/// What the stages of the line need of the world; handed to each, made by none of them.
struct Services: Sendable {
  let ledger: any Ledger
  let commits: CommitQueue
  let http: HTTPClient
  let workers: WorkerPool
  /// Where files of `file:` feeds are read.
  let files: SerialThread
  let clock: any Clock
  /// From 0 up to 1.
  let random: @Sendable () -> Double
  let log: Logger
}
