import Basics
import CLibXML2

/// A tree made of an HTML page by libxml2: sole owner of an `htmlDoc`, freed when its scope ends.
///
/// The character set is found as the Encoding and HTML standards say, not as libxml2 would; what its HTML 4 parser does not know of
/// HTML 5 is mended before. It reads no file and no network.
public struct HTMLDocument: ~Copyable {
    private let document: htmlDocPtr
    /// What the bytes were decoded from: lower case, as the Encoding Standard names it.
    public let encoding: String

    /// - Parameter contentType: the value of the response's `Content-Type`; its charset wins over the page's own.
    /// - Parameter replacements: literal finds and replacements over the decoded source, one after the other.
    public init(
        parsing bytes: [UInt8], contentType: String? = nil, limits: HTMLLimits = HTMLLimits(),
        replacing replacements: [(find: String, replacement: String)] = []
    ) throws(HTMLError) {
        guard bytes.count > 0 else { throw .empty }
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        let (charset, decoded) = bytes.withUnsafeBytes { bytes in
            let charset = HTMLCharset.find(in: bytes, contentType: contentType)
            return (charset, HTMLPreparation.prepare(bytes, decodedFrom: charset))
        }
        var prepared = decoded
        for edit in replacements {
            prepared = HTMLPreparation.replacing(edit.find, by: edit.replacement, in: prepared)
            guard prepared.count <= limits.bytes * 2 else { throw .tooLarge(limit: limits.bytes) }
        }
        guard !prepared.isEmpty else { throw .empty }
        document = try HTMLDocument.parse(prepared, limits)
        encoding = charset.name
    }

    public init(parsing text: String, limits: HTMLLimits = HTMLLimits()) throws(HTMLError) {
        let bytes = Array(text.utf8)
        let prepared = bytes.withUnsafeBytes { HTMLPreparation.prepare($0, decodedFrom: .utf8) }
        guard !prepared.isEmpty else { throw .empty }
        document = try HTMLDocument.parse(prepared, limits)
        encoding = "utf-8"
    }

    deinit {
        // What was removed from the tree.
        if let removed = document.pointee._private { xmlFreeNode(removed.assumingMemoryBound(to: xmlNode.self)) }
        xmlFreeDoc(document)
    }

    /// The `html` element; nodes below it are valid inside `body` only.
    public borrowing func withRoot<Result, Failure: Error>(
        _ body: (HTMLNode) throws(Failure) -> Result
    ) throws(Failure)
        -> Result?
    {
        guard let root = xmlDocGetRootElement(document) else { return nil }
        return try body(HTMLNode(root))
    }
}

extension HTMLDocument {
    private static func parse(_ bytes: [UInt8], _ limits: HTMLLimits) throws(HTMLError) -> htmlDocPtr {
        _ = parserIsReady
        guard bytes.count < Int(Int32.max),
            let context = bytes.withUnsafeBytes({
                htmlCreateMemoryParserCtxt(
                    $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
            })
        else { throw .outOfMemory }
        defer { htmlFreeParserCtxt(context) }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        htmlCtxtUseOptions(context, Int32(options))
        // libxml2's own bound on depth (256) is too low for pages with unclosed elements; the hook below has ours.
        context.pointee.options |= Int32(XML_PARSE_HUGE.rawValue)
        // Where the callback can read it; nil once the bound was met.
        context.pointee._private = UnsafeMutableRawPointer(bitPattern: limits.depth)
        context.pointee.sax.pointee.startElement = { context, name, attributes in
            guard let context else { return }
            let parser = context.assumingMemoryBound(to: xmlParserCtxt.self)
            guard Int(parser.pointee.nodeNr) < Int(bitPattern: parser.pointee._private) else {
                parser.pointee._private = nil
                xmlStopParser(parser)
                return
            }
            xmlSAX2StartElement(context, name, attributes)
        }
        // The bytes are UTF-8 by now: no guess, no conversion.
        context.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
        htmlParseDocument(context)
        let document = context.pointee.myDoc
        document?.pointee._private = nil
        context.pointee.myDoc = nil
        guard context.pointee._private != nil else {
            if let document { xmlFreeDoc(document) }
            throw .tooDeep(limit: limits.depth)
        }
        guard let document else { throw .empty }
        return document
    }

    /// Done once in a process, before the first document.
    private static let parserIsReady: Void = {
        xmlInitParser()
        fm_xml_silence()
    }()
}
