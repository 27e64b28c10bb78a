import Glibc
import Synchronization

/// What each of the 256 bytes of a single-byte encoding stands for, in UTF-8.
final class SingleByteTable: Sendable {
    let extendsASCII: Bool
    /// Length in the lowest byte, then the UTF-8 bytes, first one lowest. Length 0: the byte stands for nothing.
    private let entries: [UInt32]
    private static let cache = Mutex<[String: SingleByteTable]>([:])

    /// Nil where iconv has no such module.
    static func of(_ module: String) -> SingleByteTable? {
        cache.withLock { cache in
            if let table = cache[module] { return table }
            guard let table = SingleByteTable(module) else { return nil }
            cache[module] = table
            return table
        }
    }

    private init?(_ module: String) {
        guard IconvModule.open(module) else { return nil }
        entries = (0...255).map { (byte: UInt8) -> UInt32 in
            if let scalar = EncodingAmendments.bytes[module]?[byte] {
                return SingleByteTable.entry([UInt8](scalar: scalar))
            }
            let (text, malformed) = withUnsafeBytes(of: byte) { IconvModule.decode($0, module: module) }
            if !malformed { return SingleByteTable.entry(text) }
            // The Encoding Standard gives the holes of the windows tables to the C1 controls of the same number.
            let isWindows = module.hasPrefix("CP125") || module == "CP874"
            return isWindows && (0x80...0x9F).contains(byte) ? SingleByteTable.entry([0xC2, byte]) : 0
        }
        extendsASCII = (0x20...0x7E).allSatisfy { [entries] in entries[$0] == UInt32($0) << 8 | 1 }
    }

    private static func entry(_ text: [UInt8]) -> UInt32 {
        text.prefix(3).enumerated().reduce(UInt32(min(3, text.count))) {
            $0 | UInt32($1.element) << UInt32(8 * ($1.offset + 1))
        }
    }

    func decode(_ bytes: UnsafeRawBufferPointer) -> (utf8: [UInt8], malformed: Bool) {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 4)
        var malformed = false
        for byte in bytes {
            let entry = entries[Int(byte)]
            switch entry & 0xFF {
            case 1: result.append(UInt8(truncatingIfNeeded: entry >> 8))
            case 0:
                malformed = true
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
            default:
                result.append(UInt8(truncatingIfNeeded: entry >> 8))
                result.append(UInt8(truncatingIfNeeded: entry >> 16))
                if entry & 0xFF == 3 { result.append(UInt8(truncatingIfNeeded: entry >> 24)) }
            }
        }
        return (result, malformed)
    }
}
