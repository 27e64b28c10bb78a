/// The mistakes of one file, gathered in any order and told in the text's.
struct FileErrors {
    private(set) var found: [(offset: Int, code: String, wrong: String, expected: String)] = []

    mutating func add(_ code: String, at offset: Int, _ wrong: String, expected: String) {
        found.append((offset, code, wrong, expected))
    }

    mutating func add(_ problem: ValueProblem, of name: String, at range: Range<Int>, expected: String) {
        for problem in [problem] + problem.others {
            add(
                problem.code, at: (problem.range ?? range).lowerBound, "`\(name)`: \(problem.wrong)",
                expected: problem.expected ?? expected)
        }
    }

    func inOrder(of source: SourceText, limit: Int) -> [ConfigurationError] {
        let sorted = found.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
        return sorted.prefix(limit).map { _, error in
            ConfigurationError(
                code: error.code, place: source.place(error.offset), wrong: error.wrong, expected: error.expected)
        }
    }
}
