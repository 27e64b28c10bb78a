import CSystem

/// Patterns of robots.txt (RFC 9309, 2.2.3): the beginning of a path, with `*` for any run of octets and a last `$` for the
/// path's end. Each run takes as little as it can, so no pattern makes the search go back further than to its last star.
enum RobotsPattern {
    static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        // Most have no star, and most of those are ruled out by their beginning.
        if !pattern.contains(0x2A), pattern.last != 0x24 { return path.starts(with: pattern) }
        var pattern = pattern[...]
        let isAnchored = pattern.last == 0x24
        if isAnchored { pattern.removeLast() }
        let literals = pattern.split(separator: 0x2A, omittingEmptySubsequences: false)
        guard literals.reduce(0, { $0 + $1.count }) <= path.count, let first = literals.first,
            path.starts(with: first)
        else { return false }
        if literals.count == 1 { return !isAnchored || path.count == first.count }
        var position = first.count
        for literal in literals.dropFirst().dropLast() where !literal.isEmpty {
            guard let found = find(literal, in: path, from: position) else { return false }
            position = found + literal.count
        }
        guard let last = literals.last, !last.isEmpty else { return true }
        if isAnchored {
            return path.count - last.count >= position && path.suffix(last.count).elementsEqual(last)
        }
        return find(last, in: path, from: position) != nil
    }

    private static func find(_ literal: ArraySlice<UInt8>, in path: [UInt8], from start: Int) -> Int? {
        guard start + literal.count <= path.count else { return nil }
        return path.withUnsafeBytes { path in
            literal.withUnsafeBytes { literal in
                let rest = UnsafeRawBufferPointer(rebasing: path[start...])
                guard let found = fm_find(rest.baseAddress!, rest.count, literal.baseAddress!, literal.count) else {
                    return nil
                }
                return path.baseAddress!.distance(to: found)
            }
        }
    }
}
