import Basics
import Glibc

/// Metrics as a file for node_exporter's textfile collector: whole at any moment, for it is written under another name first.
struct MetricsFile: Sendable {
    /// Ends in `.prom`, or the collector passes it over.
    let path: String
    /// In seconds.
    let interval: Double

    /// Until the task is cancelled. What goes wrong is logged when it begins.
    func keepWriting(_ metrics: Monitor<Metrics>, _ services: Services) async {
        var failure: Int32 = 0
        while !Task.isCancelled {
            let text = MetricsText.prometheus.text(metrics.withLock { $0 })
            let code = await services.files.run { write(text) }
            if code != 0, code != failure {
                services.log.warning(
                    "[metrics] textfile = \"\(path)\": \(String(cString: strerror(code)))",
                    metadata: ["code": "metrics-textfile"])
            }
            failure = code
            await services.clock.sleep(seconds: interval)
        }
    }

    /// 0, or the errno. The collector reads it as another user: the mode lets it.
    func write(_ text: String) -> Int32 {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let temporary = "\(path[..<slash]).\(path[slash...]).new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { return errno }
        fchmod(file, 0o644)
        let bytes = Array(text.utf8)
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count
        var code = isWritten ? 0 : errno == 0 ? ENOSPC : errno
        if close(file) != 0, code == 0 { code = errno }
        if code == 0, rename(temporary, path) != 0 { code = errno }
        if code != 0 { unlink(temporary) }
        return code
    }
}
