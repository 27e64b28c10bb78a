import Ledger

// What can stand still, and how each shows that it does not.
extension Mill {
    /// Work goes through every one of these; a document takes its time in a worker, so workers are judged by their progress.
    var stages: [LifeWatch.Stage] {
        let (tell, services, deliverer) = (tell, services, deliverer)
        return [
            LifeWatch.Stage("loop") { alive in tell.yield(.ping { alive(true) }) },
            LifeWatch.Stage("http") { alive in services.http.ping { alive(true) } },
            LifeWatch.Stage("workers") { alive in alive(services.workers.isMoving) },
            LifeWatch.Stage("files") { alive in Task { await services.files.run { alive(true) } } },
            LifeWatch.Stage("ledger") { alive in
                Task {
                    do throws(LedgerError) {
                        // All that reads and writes waits in one line; that the disk refuses is told elsewhere.
                        _ = try await services.ledger.note("alive", in: "daemon")
                    } catch {}
                    alive(await services.commits.isMoving)
                }
            },
            LifeWatch.Stage("spool") { alive in Task { alive(await deliverer.isMoving()) } },
        ]
    }
}
