import Glibc

/// A character encoding as the WHATWG Encoding Standard names it, with some older ones that feeds still declare
/// (UTF-32, UTF-7, EBCDIC, DOS and Macintosh code pages).
public struct TextEncoding: Hashable, Sendable {
    /// Lower case, as the Encoding Standard or else IANA writes it.
    public let name: String
    let scheme: Scheme

    /// How bytes become characters.
    enum Scheme: Hashable, Sendable {
        case utf8
        case utf16(bigEndian: Bool)
        case utf32(bigEndian: Bool)
        case utf7
        /// One byte, one character: a table that is read from iconv's module of that name once.
        case singleByte(String)
        /// Several bytes a character, through iconv's module of that name.
        case iconv(String)
    }

    public static let utf8 = TextEncoding(name: "utf-8", scheme: .utf8)
    public static let utf16LE = TextEncoding(name: "utf-16le", scheme: .utf16(bigEndian: false))
    public static let utf16BE = TextEncoding(name: "utf-16be", scheme: .utf16(bigEndian: true))
    public static let utf32LE = TextEncoding(name: "utf-32le", scheme: .utf32(bigEndian: false))
    public static let utf32BE = TextEncoding(name: "utf-32be", scheme: .utf32(bigEndian: true))
    public static let windows1252 = TextEncoding(name: "windows-1252", scheme: .singleByte("CP1252"))

    init(name: String, scheme: Scheme) {
        self.name = name
        self.scheme = scheme
    }

    /// The encoding that a label names (Encoding Standard, section 4.2); case, hyphens, underscores and white space do not
    /// count. Nil for a label that nobody knows.
    public init?(label: some StringProtocol) {
        let key = label.utf8.compactMap { byte -> UInt8? in
            switch byte {
            case 0x30...0x39, 0x61...0x7A: byte
            case 0x41...0x5A: byte | 0x20
            default: nil
            }
        }
        // Nearly all pages and feeds: they need no table.
        if key.elementsEqual("utf8".utf8) {
            self = .utf8
            return
        }
        guard !key.isEmpty, key.count < 40,
            let found = EncodingLabels.byLabel[String(decoding: key, as: UTF8.self)]
        else { return nil }
        self = found
    }

    /// Whether bytes below 0x80 stand for ASCII (all but UTF-16, UTF-32, UTF-7 and EBCDIC).
    public var extendsASCII: Bool {
        switch scheme {
        case .utf8, .iconv: true
        case .utf16, .utf32, .utf7: false
        case .singleByte(let module): SingleByteTable.of(module)?.extendsASCII ?? true
        }
    }

    /// Whether it has one byte for each character.
    public var isSingleByte: Bool {
        if case .singleByte = scheme { true } else { false }
    }

    /// Whether it is windows-1252 or one of ISO 8859, the names that are given when nobody has looked.
    public var isLatin: Bool { name == "windows-1252" || name.hasPrefix("iso-8859") }

    /// Opens everything that decoding will need (iconv's modules are files) and keeps it, so that a process may be
    /// barred from files afterwards.
    public static func prepare() {
        for encoding in EncodingLabels.all {
            switch encoding.scheme {
            case .iconv(let module): IconvModule.open(module)
            case .singleByte(let module): _ = SingleByteTable.of(module)
            default: break
            }
        }
    }

    /// The text in UTF-8, without its byte order mark. What is malformed becomes U+FFFD, and `malformed` says that it did.
    public func decode(_ bytes: UnsafeRawBufferPointer) -> (utf8: [UInt8], malformed: Bool) {
        switch scheme {
        case .utf8: return UTF8Decoder.decode(bytes.dropping(ByteOrderMark.utf8))
        case .utf16(let bigEndian): return UnicodeDecoder.utf16(bytes, bigEndian: bigEndian)
        case .utf32(let bigEndian): return UnicodeDecoder.utf32(bytes, bigEndian: bigEndian)
        case .utf7: return UnicodeDecoder.utf7(bytes)
        case .singleByte(let module):
            guard let table = SingleByteTable.of(module) else { return UTF8Decoder.decode(bytes) }
            return table.decode(bytes)
        case .iconv(let module): return IconvModule.decode(bytes, module: module)
        }
    }

    public func decode(_ bytes: [UInt8]) -> (utf8: [UInt8], malformed: Bool) {
        bytes.withUnsafeBytes { decode($0) }
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes after `prefix`, where they begin with it.
    func dropping(_ prefix: [UInt8]) -> UnsafeRawBufferPointer {
        starts(with: prefix) ? UnsafeRawBufferPointer(rebasing: self[prefix.count...]) : self
    }
}
