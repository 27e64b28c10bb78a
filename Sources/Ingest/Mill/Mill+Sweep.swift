import Basics
import Spool

// What consumers moved to `cur/` is removed by age and size, where the configuration says so, a little at a time.
extension Mill {
    private var retention: SpoolSweep.Retention {
        SpoolSweep.Retention(age: configuration.spool.keepConsumed, bytes: configuration.spool.keepConsumedSize)
    }

    var isRetentionWanted: Bool { !retention.boundsNothing }

    func sweep(_ now: Timestamp, _ group: inout DiscardingTaskGroup) {
        guard isRetentionWanted, !isSweeping, now >= sweepDue else { return }
        isSweeping = true
        let (services, path, retention, tell) = (services, spool.path, retention, tell)
        group.addTask {
            let sweep = await services.files.run {
                SpoolSweep(path: path, folder: .cur, retention: retention, now: now)
            }
            while let sweep, await !services.files.run({ sweep.turn() }), !Task.isCancelled {
                // Others want the disk too.
                await services.clock.sleep(seconds: 0.05)
            }
            let outcome = sweep?.outcome ?? SpoolSweep.Outcome()
            tell.yield(.swept(outcome, isOver: retention.bytes.map { outcome.keptBytes > $0 } ?? false))
        }
    }

    func swept(_ outcome: SpoolSweep.Outcome, isOver: Bool) {
        isSweeping = false
        sweepDue = services.clock.now() + (isOver ? 10 : 600)
        guard outcome.removed > 0 else { return }
        services.log.info(
            "consumed records removed",
            metadata: ["files": "\(outcome.removed)", "bytes": "\(outcome.removedBytes)", "kept": "\(outcome.kept)"])
    }
}
