import Basics

/// A type of value in the configuration: how it is read, how it is written, and what is said where it is wrong.
struct ValueType<Value: Sendable>: Sendable {
    /// What a message says was expected.
    let expected: String
    /// The reference's word for it.
    let name: String
    let read: @Sendable (TOMLNode, ReadingContext) throws(ValueProblem) -> Value
    /// As TOML.
    let write: @Sendable (Value) -> String
}

/// Why a value cannot be taken.
struct ValueProblem: Error {
    let code: String
    let wrong: String
    /// In place of what the type expects.
    var expected: String?
    /// The part of the value that is wrong; the whole where it is nil.
    var range: Range<Int>?
    /// What is wrong with other parts of the same value.
    var others: [ValueProblem] = []

    /// Of the problems of a value's parts, one that has the others; nothing is thrown where there is none.
    static func throwAll(_ problems: [ValueProblem]) throws(ValueProblem) {
        guard var first = problems.first else { return }
        first.others = Array(problems.dropFirst())
        throw first
    }

    static func wrongType(_ node: TOMLNode) -> ValueProblem { .init(code: "wrong-type", wrong: node.kind) }
}

/// What a value may refer to.
struct ReadingContext {
    let files: any FileReader
    let environment: [String: String]
    /// Of the file that is read; absolute.
    let directory: String
    let secrets: SecretUse
}

/// What becomes of a secret that this process may not read: one that systemd hands to the unit alone, or a file of another
/// user's.
public enum SecretUse: Sendable {
    /// It is a mistake, for it is going to be sent.
    case sent
    /// It is withheld: for those who only look at the configuration.
    case withheld
}

extension ValueType where Value == Bool {
    static var boolean: Self {
        .init(expected: "true or false", name: "boolean") { node, _ throws(ValueProblem) in
            guard case .boolean(let value) = node.value else { throw .wrongType(node) }
            return value
        } write: {
            String($0)
        }
    }
}

extension ValueType where Value == Int {
    static func integer(_ range: ClosedRange<Int>) -> Self {
        let bounds =
            range.upperBound == .max
            ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        return .init(expected: "an integer \(bounds)", name: "integer, \(bounds)") { node, _ throws(ValueProblem) in
            guard case .integer(let value) = node.value else { throw .wrongType(node) }
            guard let value = Int(exactly: value), range.contains(value) else {
                throw .init(code: "out-of-range", wrong: "\(value)")
            }
            return value
        } write: {
            String($0)
        }
    }

    /// In bytes.
    static func size(_ range: ClosedRange<Int>) -> Self {
        let bounds = "from \(SizeText.text(range.lowerBound)) to \(SizeText.text(range.upperBound))"
        return .init(expected: "a size such as \"512KiB\" or \"10MiB\", \(bounds)", name: "size, \(bounds)") {
            node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard let size = SizeText.parse(text) else {
                throw .init(code: "bad-value", wrong: "\(quoted(text)) is no size")
            }
            guard range.contains(size) else { throw .init(code: "out-of-range", wrong: quoted(text)) }
            return size
        } write: {
            quoted(SizeText.text($0))
        }
    }
}

extension ValueType where Value == Double {
    /// In seconds.
    static func duration(_ range: ClosedRange<Double>) -> Self {
        let bounds = "from \(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))"
        return .init(
            expected: "a duration such as \"90s\", \"15m\", \"6h\" or \"2d\", \(bounds)", name: "duration, \(bounds)"
        ) {
            node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard let seconds = DurationText.parse(text) else {
                throw .init(code: "bad-value", wrong: "\(quoted(text)) is no duration")
            }
            guard range.contains(seconds) else { throw .init(code: "out-of-range", wrong: quoted(text)) }
            return seconds
        } write: {
            quoted(DurationText.text($0))
        }
    }

    static func share(_ range: ClosedRange<Double>) -> Self {
        let bounds = "from \(range.lowerBound) to \(range.upperBound)"
        return .init(expected: "a number \(bounds)", name: "number, \(bounds)") { node, _ throws(ValueProblem) in
            let number: Double
            switch node.value {
            case .float(let value): number = value
            case .integer(let value): number = Double(value)
            default: throw .wrongType(node)
            }
            guard range.contains(number) else { throw .init(code: "out-of-range", wrong: "\(number)") }
            return number
        } write: {
            "\($0)"
        }
    }
}

extension ValueType where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    static var choice: Self {
        let names = Value.allCases.map { quoted($0.rawValue) }
        let expected = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        return .init(expected: expected, name: expected) { node, _ throws(ValueProblem) in
            guard let text = node.string else { throw .wrongType(node) }
            guard let value = Value(rawValue: text) else {
                let near =
                    nearest(text, among: Value.allCases.map(\.rawValue)).map { ", did you mean \(quoted($0))?" } ?? ""
                throw .init(code: "bad-value", wrong: quoted(text) + near)
            }
            return value
        } write: {
            quoted($0.rawValue)
        }
    }
}

extension ValueType {
    /// An array of values of one type.
    static func list<Element>(_ element: ValueType<Element>, maximum: Int = 10_000) -> Self where Value == [Element] {
        .init(expected: "an array, each \(element.expected)", name: "array of \(element.name)") {
            node, context throws(ValueProblem) in
            guard case .list(let list) = node.value, !list.isOfSections else { throw .wrongType(node) }
            guard list.elements.count <= maximum else {
                throw .init(
                    code: "out-of-range", wrong: "\(list.elements.count) values", expected: "at most \(maximum)")
            }
            var values: [Element] = []
            var problems: [ValueProblem] = []
            values.reserveCapacity(list.elements.count)
            for node in list.elements {
                do throws(ValueProblem) {
                    values.append(try element.read(node, context))
                } catch {
                    problems.append(
                        .init(
                            code: error.code, wrong: error.wrong, expected: error.expected ?? element.expected,
                            range: error.range ?? node.range))
                }
            }
            try ValueProblem.throwAll(problems)
            return values
        } write: { values in
            "[" + values.map(element.write).joined(separator: ", ") + "]"
        }
    }
}

/// A basic string of TOML; also how text is shown in messages, free of what moves a terminal.
func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\" + String(scalar)
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\r": result += "\\r"
        default:
            let isUnsafe =
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
                || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0xFEFF
            if isUnsafe {
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }
    return result + "\""
}
