import CSystem

/// Whether bytes from a source that is not trusted are what `JSONWriter` writes, so that they may stand in a line of JSON as
/// they are: RFC 8259 without white space, in well-formed UTF-8, without a control character, U+2028, U+2029 or a lone
/// surrogate, with names of the outermost object from a list, each once.
///
/// One pass over the bytes; nothing is allocated for what is in them.
public struct JSONLineCheck: Sendable {
    private let keys: [[UInt8]]
    private let maximumDepth: Int

    /// - Parameters:
    ///   - keys: the names that the outermost object may have, 64 at most.
    ///   - maximumDepth: of arrays and objects in each other, the outermost among them, 64 at most.
    public init(keys: [String], maximumDepth: Int = 32) {
        precondition(keys.count <= 64 && (1...64).contains(maximumDepth))
        self.keys = keys.map { Array($0.utf8) }
        self.maximumDepth = maximumDepth
    }

    /// Whether this is one object.
    public func acceptsObject(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            guard buffer.first == 0x7B else { return false }
            var walk = JSONLineWalk(bytes: buffer, keys: keys, maximumDepth: maximumDepth)
            return walk.value() && walk.index == buffer.count
        }
    }

    /// Whether these are members of an object without its braces, or none.
    public func acceptsMembers(_ bytes: [UInt8]) -> Bool {
        bytes.isEmpty
            || bytes.withUnsafeBufferPointer { buffer in
                var walk = JSONLineWalk(bytes: buffer, keys: keys, maximumDepth: maximumDepth)
                return walk.members()
            }
    }
}

private struct JSONLineWalk {
    let bytes: UnsafeBufferPointer<UInt8>
    let keys: [[UInt8]]
    let maximumDepth: Int
    var index = 0
    private var depth = 0
    /// A bit for each container that is open: 1 for an object.
    private var kinds: UInt64 = 0
    /// A bit for each name that the outermost object has had.
    private var seen: UInt64 = 0

    init(bytes: UnsafeBufferPointer<UInt8>, keys: [[UInt8]], maximumDepth: Int) {
        self.bytes = bytes
        self.keys = keys
        self.maximumDepth = maximumDepth
    }

    /// The members of an object that is thought to be open already, up to the end of the bytes.
    mutating func members() -> Bool {
        (depth, kinds) = (1, 1)
        guard name() else { return false }
        while true {
            guard value() else { return false }
            if index == bytes.count { return true }
            guard take(0x2C), name() else { return false }
        }
    }

    /// One value with all that is in it: stops when as many containers are open as were before.
    mutating func value() -> Bool {
        let outside = depth
        while true {
            guard index < bytes.count else { return false }
            switch bytes[index] {
            case 0x7B, 0x5B:
                switch open() {
                case .refused: return false
                case .filled: continue
                case .empty: break
                }
            case 0x22:
                guard string() else { return false }
            case 0x74:
                guard word("true") else { return false }
            case 0x66:
                guard word("false") else { return false }
            case 0x6E:
                guard word("null") else { return false }
            default:
                guard number() else { return false }
            }
            // After a value: the containers that end with it, or what follows in the one that does not.
            while true {
                if depth == outside { return true }
                let isObject = kinds & 1 == 1
                if take(0x2C) {
                    guard !isObject || name() else { return false }
                    break
                }
                guard take(isObject ? 0x7D : 0x5D) else { return false }
                close()
            }
        }
    }
}

extension JSONLineWalk {
    private enum Opening {
        case refused, empty, filled
    }

    private mutating func open() -> Opening {
        let isObject = bytes[index] == 0x7B
        index += 1
        guard depth < maximumDepth else { return .refused }
        if take(isObject ? 0x7D : 0x5D) { return .empty }
        depth += 1
        kinds = kinds << 1 | (isObject ? 1 : 0)
        return !isObject || name() ? .filled : .refused
    }

    private mutating func close() {
        depth -= 1
        kinds >>= 1
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// A name and its colon.
    private mutating func name() -> Bool {
        let start = index + 1
        guard string(), take(0x3A) else { return false }
        return depth > 1 || isKnown(bytes[start..<index - 2])
    }

    /// Escapes are not undone: the names of the list need none.
    private mutating func isKnown(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        for (number, key) in keys.enumerated() where key.count == name.count && key.elementsEqual(name) {
            let bit = UInt64(1) << UInt64(number)
            guard seen & bit == 0 else { return false }
            seen |= bit
            return true
        }
        return false
    }

    private mutating func word(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
        index += count
        return true
    }

    /// `-`, digits without a leading zero, a fraction, an exponent (RFC 8259, 6).
    private mutating func number() -> Bool {
        _ = take(0x2D)
        if !take(0x30) { guard digits() else { return false } }
        if take(0x2E) { guard digits() else { return false } }
        if take(0x65) || take(0x45) {
            _ = take(0x2B) || take(0x2D)
            guard digits() else { return false }
        }
        return true
    }

    private mutating func digits() -> Bool {
        let start = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
        return index > start
    }

    private mutating func string() -> Bool {
        guard take(0x22) else { return false }
        while true {
            index = ByteScan.first(in: bytes, from: index, upTo: bytes.count, sixteen: fm_json_unplain) {
                $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 >= 0x7F
            }
            guard index < bytes.count else { return false }
            let byte = bytes[index]
            switch byte {
            case 0x22:
                index += 1
                return true
            case 0x5C:
                guard escape() else { return false }
            case 0xC2...0xF4:
                guard scalar(byte) else { return false }
            default: return false
            }
        }
    }

    /// The scalars of two to four bytes that UTF-8 has (Unicode 15, table 3-7), but for C1 controls, U+2028 and U+2029.
    private mutating func scalar(_ first: UInt8) -> Bool {
        func next(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
        func isTail(_ offset: Int) -> Bool { next(offset) & 0xC0 == 0x80 }
        let second = next(1)
        let count: Int
        switch first {
        case 0xC2:
            guard (0xA0...0xBF).contains(second) else { return false }
            count = 2
        case 0xC3...0xDF:
            guard isTail(1) else { return false }
            count = 2
        case 0xE0...0xEF:
            let isWhole =
                isTail(1) && isTail(2) && !(first == 0xE0 && second < 0xA0) && !(first == 0xED && second > 0x9F)
            guard isWhole, !(first == 0xE2 && second == 0x80 && next(2) & 0xFE == 0xA8) else { return false }
            count = 3
        default:
            let isWhole = isTail(1) && isTail(2) && isTail(3)
            guard isWhole, !(first == 0xF0 && second < 0x90), !(first == 0xF4 && second > 0x8F) else { return false }
            count = 4
        }
        index += count
        return true
    }

    private mutating func escape() -> Bool {
        guard index + 1 < bytes.count else { return false }
        switch bytes[index + 1] {
        case 0x22, 0x5C, 0x2F, 0x6E, 0x72, 0x74:
            index += 2
            return true
        case 0x75:
            guard let unit = unit(at: index) else { return false }
            index += 6
            switch unit {
            // A control character has no business in a record; the writer escapes none but these three lines above.
            case 0..<0x20, 0x7F..<0xA0, 0xDC00...0xDFFF: return false
            case 0xD800...0xDBFF:
                guard index + 1 < bytes.count, bytes[index] == 0x5C, let low = self.unit(at: index),
                    (0xDC00...0xDFFF).contains(low)
                else { return false }
                index += 6
                return true
            default: return true
            }
        default: return false
        }
    }

    /// Of `\uXXXX` at `place`, of which the back slash is known to be there.
    private func unit(at place: Int) -> UInt16? {
        guard place + 6 <= bytes.count, bytes[place + 1] == 0x75 else { return nil }
        var value: UInt16 = 0
        for offset in 2..<6 {
            let byte = bytes[place + offset]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt16(byte & 15)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt16((byte & 15) + 9)
            default: return nil
            }
        }
        return value
    }
}
