/// The namespaces that a reader of documents knows, as small numbers.
public struct XMLVocabulary: Sendable {
    /// A namespace that is not in the vocabulary.
    public static let other: UInt8 = 255
    /// `xml:`, which needs no declaration.
    public static let xml: UInt8 = 1

    /// By URI: without scheme, in lower case, without what ends it (`/`, `#`).
    private let byURI: [String: UInt8]
    /// By the prefix that is commonly used, for documents that declare none or a wrong URI.
    let byPrefix: ByteNameTable<UInt8>

    public init(uris: [(String, UInt8)], prefixes: [(StaticString, UInt8)]) {
        byURI = Dictionary(uris.map { (XMLVocabulary.key(of: $0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
        byPrefix = ByteNameTable(([("xml", XMLVocabulary.xml)] + prefixes).map { (ByteName($0.0), $0.1) })
    }

    /// The number of a namespace that is declared for `prefix`.
    func namespace(_ uri: UnsafeBufferPointer<UInt8>, prefix: ByteName) -> UInt8 {
        if uri.isEmpty { return 0 }
        guard uri.count <= 200 else { return XMLVocabulary.other }
        if let found = byURI[XMLVocabulary.key(of: String(decoding: uri, as: UTF8.self))] { return found }
        return byPrefix[prefix] ?? XMLVocabulary.other
    }

    private static func key(of uri: String) -> String {
        var bytes = Substring(uri.lowercased())
        while let first = bytes.first, first == " " || first == "\n" || first == "\t" { bytes.removeFirst() }
        for scheme in ["https://", "http://"] where bytes.hasPrefix(scheme) { bytes = bytes.dropFirst(scheme.count) }
        if bytes.hasPrefix("www.") { bytes = bytes.dropFirst(4) }
        while let last = bytes.last, last == "/" || last == "#" || last == " " || last == "\n" || last == "\t" {
            bytes.removeLast()
        }
        return String(bytes)
    }
}
