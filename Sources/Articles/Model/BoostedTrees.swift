import Basics

/// A sum of decision trees over rows of bytes, read from the text that `train.py` writes.
struct BoostedTrees: Sendable {
    /// A node: its left child follows it; a leaf has no right child.
    private struct Node {
        var feature: UInt16
        var right: UInt16
        /// What the feature is at most on the way to the left; of a leaf its value, as the bits of a `Float`.
        var bits: UInt32
    }

    private var nodes: [Node] = []
    /// Where each tree begins.
    private var roots: [Int] = []

    init(_ code: StaticString) {
        let text = UnsafeBufferPointer(start: code.utf8Start, count: code.utf8CodeUnitCount)
        nodes.reserveCapacity(text.count / 4)
        var index = 0
        var waiting: [Int] = []
        while index + 4 <= text.count {
            roots.append(nodes.count)
            index = readTree(text, index, &waiting)
        }
    }

    /// The sum over the trees whose number, modulo `classes`, is `kind`.
    func sum(_ row: UnsafeBufferPointer<UInt8>, kind: Int = 0, of classes: Int = 1) -> Float {
        nodes.withUnsafeBufferPointer { nodes in
            var total: Float = 0
            var tree = kind
            while tree < roots.count {
                let root = roots[tree]
                var place = root
                while nodes[place].right != 0 {
                    let node = nodes[place]
                    place = UInt32(row[Int(node.feature)]) <= node.bits ? place + 1 : root + Int(node.right)
                }
                total += Float(bitPattern: nodes[place].bits)
                tree += classes
            }
            return total
        }
    }

    /// As a probability, for a model of two classes.
    func probability(_ row: UnsafeBufferPointer<UInt8>) -> Float { 1 / (1 + Exponential.of(-sum(row))) }

    /// The probability of each of several classes.
    func probabilities(_ row: UnsafeBufferPointer<UInt8>, of classes: Int) -> [Float] {
        let sums = (0..<classes).map { Exponential.of(sum(row, kind: $0, of: classes)) }
        let all = sums.reduce(0, +)
        return sums.map { $0 / all }
    }
}

extension BoostedTrees {
    /// Reads one tree in preorder; returns where the next one begins. Places in a tree are counted from its root.
    /// - Parameter waiting: room for nodes that wait for their right child.
    private mutating func readTree(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ waiting: inout [Int]) -> Int {
        var index = start
        let root = nodes.count
        waiting.removeAll(keepingCapacity: true)
        while index + 4 <= text.count {
            let feature = BoostedTrees.number(text[index], text[index + 1])
            let second = BoostedTrees.number(text[index + 2], text[index + 3])
            index += 4
            if feature > 0 {
                waiting.append(nodes.count)
                nodes.append(Node(feature: UInt16(feature - 1), right: 0, bits: UInt32(min(second, 255))))
                continue
            }
            nodes.append(Node(feature: 0, right: 0, bits: (Float(second) / 1000 - 4).bitPattern))
            guard let parent = waiting.popLast() else { break }
            nodes[parent].right = UInt16(nodes.count - root)
        }
        return index
    }

    private static func number(_ a: UInt8, _ b: UInt8) -> Int { digit(a) * 91 + digit(b) }

    /// The printable characters from `#` on, the backslash left out.
    private static func digit(_ byte: UInt8) -> Int { Int(byte) - 35 - (byte > 0x5C ? 1 : 0) }
}

/// e to the power of x, to five digits: enough for a score, and the same on every machine.
enum Exponential {
    static func of(_ x: Float) -> Float {
        let scaled = max(-60, min(60, x)) * 1.442695
        let whole = scaled.rounded(.down)
        let rest = Double(scaled - whole) * 0.693147180559945
        let series = 1 + rest * (1 + rest / 2 * (1 + rest / 3 * (1 + rest / 4 * (1 + rest / 5 * (1 + rest / 6)))))
        return Float(sign: .plus, exponent: Int(whole), significand: 1) * Float(series)
    }
}
