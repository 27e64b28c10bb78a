import Basics

/// Metrics as text, in one of the two forms that Prometheus reads.
enum MetricsText {
    /// OpenMetrics 1.0: a counter's family is named without `_total`; there are units and an end.
    case openMetrics
    /// Prometheus' own form, version 0.0.4: what node_exporter and promtool read.
    case prometheus

    /// By what the one who asks accepts; OpenMetrics where it does not say.
    init(accepting accept: String) {
        let accept = accept.asciiLowercased
        self = accept.contains("text/plain") && !accept.contains("openmetrics") ? .prometheus : .openMetrics
    }

    var contentType: String {
        switch self {
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
        }
    }

    func text(_ metrics: Metrics) -> String {
        var text = ""
        for family in metrics.families {
            let total = family.kind == .counter ? "_total" : ""
            let name = family.name + (self == .prometheus ? total : "")
            text += "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.kind.rawValue)\n"
            if self == .openMetrics, let unit = family.unit { text += "# UNIT \(name) \(unit)\n" }
            for sample in family.samples {
                let label = sample.label.map { "{\($0.name)=\"\($0.value)\"}" } ?? ""
                text += "\(family.name)\(total)\(sample.suffix)\(label) \(MetricsText.number(sample.value))\n"
            }
        }
        return self == .openMetrics ? text + "# EOF\n" : text
    }

    /// Without a fraction where there is none, and never in powers of ten where that can be helped.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
