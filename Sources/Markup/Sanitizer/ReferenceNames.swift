/// The names of HTML's character references, looked up by the hash of their few bytes (FNV-1a, 64 bits; no two share one).
struct ReferenceNames: Sendable {
    struct Entry {
        var first: Unicode.Scalar
        var second: Unicode.Scalar?
        /// Whether it is one without its semicolon too.
        var standsAlone: Bool
    }

    private struct Slot {
        var hash: UInt64 = 0
        var entry: Entry?
    }

    /// Open addressing; less than a third of it is taken.
    private var slots = [Slot](repeating: Slot(), count: 8192)

    /// Reads `name=HEX`, `name!=HEX` for one that stands alone, `name=HEX+HEX`, parted by spaces.
    init(_ list: StaticString) {
        var name = ReferenceNames.seed
        var entry = Entry(first: "\0", second: nil, standsAlone: false)
        var value: UInt32 = 0
        var isName = true
        func finish() {
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            if entry.first == "\0" { entry.first = scalar } else { entry.second = scalar }
            value = 0
        }
        for byte in UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount) {
            switch byte {
            case 0x20:
                finish()
                insert(name, entry)
                name = ReferenceNames.seed
                entry = Entry(first: "\0", second: nil, standsAlone: false)
                isName = true
            case 0x3D: isName = false
            case 0x21: entry.standsAlone = true
            case 0x2B: finish()
            case _ where isName: name = ReferenceNames.hash(name, byte)
            default: value = value << 4 | UInt32(byte < 0x3A ? byte - 0x30 : byte - 0x37)
            }
        }
        finish()
        insert(name, entry)
    }

    func entry(_ name: UnsafeBufferPointer<UInt8>) -> Entry? {
        var hash = ReferenceNames.seed
        for byte in name { hash = ReferenceNames.hash(hash, byte) }
        var index = ReferenceNames.slot(hash)
        while let entry = slots[index].entry {
            if slots[index].hash == hash { return entry }
            index = (index + 1) & 8191
        }
        return nil
    }

    private mutating func insert(_ hash: UInt64, _ entry: Entry) {
        var index = ReferenceNames.slot(hash)
        while slots[index].entry != nil { index = (index + 1) & 8191 }
        slots[index] = Slot(hash: hash, entry: entry)
    }

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    @inline(__always)
    private static func slot(_ hash: UInt64) -> Int { Int((hash ^ hash >> 32) & 8191) }
}
