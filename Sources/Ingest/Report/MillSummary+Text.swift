extension MillSummary {
    /// What `run --once` prints at its end.
    public var text: String {
        var lines = [
            "\(Plain.count(polled, "feed")) polled: \(polled - unchanged - failed) read, \(unchanged) unchanged, \(failed) failed"
        ]
        lines += failures.map { "  \($0.feed): \($0.code)" }
        if failed > failures.count {
            lines.append(
                "  and \(Plain.count(failed - failures.count)) more; `feedmill feeds list --state failing` has them all"
            )
        }
        if postponed > 0 {
            lines.append("\(Plain.count(postponed, "feed")) not asked: their hosts want to be left alone for now")
        }
        lines.append(
            "\(Plain.count(new, "new item")), \(revised) changed; \(Plain.count(delivered, "record")) spooled (\(Plain.size(deliveredBytes)))"
        )
        if !articles.isEmpty {
            lines.append(
                "articles: "
                    + articles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
                    .joined(separator: ", "))
        }
        if owed > 0 { lines.append("\(Plain.count(owed, "record")) still owed; the next run goes on with them") }
        return lines.joined(separator: "\n") + "\n"
    }
}
