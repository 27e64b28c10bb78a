/// One metric with all its samples: named by Prometheus' conventions (base units, the unit last in the name), for any form
/// of text.
struct MetricFamily: Equatable, Sendable {
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    struct Sample: Equatable, Sendable {
        /// What stands behind the family's name: `_bucket`, `_sum`, `_count`; a counter's `_total` is its form's business.
        var suffix = ""
        var label: (name: String, value: String)?
        let value: Double

        static func == (a: Sample, b: Sample) -> Bool {
            a.suffix == b.suffix && a.value == b.value && a.label?.name == b.label?.name
                && a.label?.value == b.label?.value
        }
    }

    /// Without `_total`.
    let name: String
    let kind: Kind
    let help: String
    let samples: [Sample]

    /// The unit that the name ends in; nil where it counts things.
    var unit: String? { ["seconds", "bytes"].first { name.hasSuffix("_" + $0) } }

    static func counter(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
        MetricFamily(name: name, kind: .counter, help: help, samples: [Sample(value: Double(value))])
    }

    static func counter(_ name: String, _ help: String, by label: String, _ values: [(String, Int)]) -> MetricFamily {
        MetricFamily(name: name, kind: .counter, help: help, samples: labelled(label, values))
    }

    static func gauge(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
        MetricFamily(name: name, kind: .gauge, help: help, samples: [Sample(value: value)])
    }

    static func gauge(_ name: String, _ help: String, by label: String, _ values: [(String, Int)]) -> MetricFamily {
        MetricFamily(name: name, kind: .gauge, help: help, samples: labelled(label, values))
    }

    static func histogram(_ name: String, _ help: String, _ histogram: Histogram) -> MetricFamily {
        var count = 0
        var samples: [Sample] = []
        let bounds = histogram.bounds.map { "\($0)" } + ["+Inf"]
        for (bound, inBucket) in zip(bounds, histogram.counts) {
            count += inBucket
            samples.append(Sample(suffix: "_bucket", label: ("le", bound), value: Double(count)))
        }
        samples.append(Sample(suffix: "_sum", value: histogram.sum))
        samples.append(Sample(suffix: "_count", value: Double(count)))
        return MetricFamily(name: name, kind: .histogram, help: help, samples: samples)
    }

    private static func labelled(_ label: String, _ values: [(String, Int)]) -> [Sample] {
        values.map { Sample(label: (label, $0), value: Double($1)) }
    }
}
