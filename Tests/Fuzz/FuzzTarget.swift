/// A part of feedmill that strangers, or a damaged disk, give bytes to. Any bytes at all must end in a result or in an error
/// of its own, and what is checked of the result must hold.
struct FuzzTarget: Sendable {
    /// Also that of the directory of `Corpus` that it starts from.
    let name: String
    let run: @Sendable ([UInt8]) throws -> Void

    static let all: [FuzzTarget] = [
        .feed, .date, .clean, .page, .address, .robots, .headers, .configuration, .opml, .siteRules, .worker, .frame,
        .ledger,
    ]
}

/// What a target found wrong.
struct FuzzFinding: Error, CustomStringConvertible {
    let description: String
}

/// Throws where something does not hold that must.
func require(_ holds: Bool, _ flaw: @autoclosure () -> String) throws(FuzzFinding) {
    guard holds else { throw FuzzFinding(description: flaw()) }
}
