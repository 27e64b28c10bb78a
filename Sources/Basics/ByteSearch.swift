import Glibc

/// Where bytes stand among others.
public enum ByteSearch {
    /// The place of the first `word`, which is not empty, at or after `start`; nil where there is none.
    public static func first(
        _ word: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0
    ) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        let count = word.utf8CodeUnitCount
        var place = start
        while place + count <= bytes.count {
            guard let found = bytes.next(word.utf8Start[0], from: place), found + count <= bytes.count else {
                return nil
            }
            place = found
            if memcmp(base + place, word.utf8Start, count) == 0 { return place }
            place += 1
        }
        return nil
    }
}

extension String {
    /// Whether its bytes hold those of `word`.
    public func holds(_ word: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { ByteSearch.first(word, in: $0) != nil }
    }

    /// The text before the first `mark` and the text behind it; nil where it is not there.
    public func parted(by mark: StaticString) -> (before: String, behind: String)? {
        var text = self
        return text.withUTF8 { bytes in
            guard let place = ByteSearch.first(mark, in: bytes) else { return nil }
            let behind = bytes[(place + mark.utf8CodeUnitCount)...]
            return (String(decoding: bytes[..<place], as: UTF8.self), String(decoding: behind, as: UTF8.self))
        }
    }
}
