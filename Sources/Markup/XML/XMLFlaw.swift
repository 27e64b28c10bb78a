/// What was not well-formed XML and was read over.
public struct XMLFlaw: Hashable, Sendable {
    /// The kinds; `rawValue` is the code in `problems`.
    public enum Kind: String, Sendable, CaseIterable {
        case undefinedEntity = "undefined-entity"
        case bareAmpersand = "bare-ampersand"
        case bareLessThan = "bare-less-than"
        case controlCharacter = "control-character"
        case misnestedTag = "misnested-tag"
        case unclosedTag = "unclosed-tag"
        case strayEndTag = "stray-end-tag"
        case undeclaredPrefix = "undeclared-prefix"
        case badAttribute = "bad-attribute"
        case duplicateAttribute = "duplicate-attribute"
        case unclosedCDATA = "unclosed-cdata"
        case strayCDATAEnd = "stray-cdata-end"
        case unclosedMarkup = "unclosed-markup"
        case textOutsideRoot = "junk-outside-root"
        case severalRoots = "several-roots"
        case entityLimit = "entity-limit"
        case depthLimit = "depth-limit"
        case attributeLimit = "attribute-limit"
        case textLimit = "text-limit"
        case externalEntity = "external-entity"
        case badDeclaration = "bad-declaration"
        case badName = "bad-name"
        case badEndTag = "bad-end-tag"
        case badComment = "bad-comment"
        case badInstruction = "bad-instruction"
        case badDoctype = "bad-doctype"
        case badReference = "bad-reference"
        case badNamespace = "bad-namespace"

        /// Its place among all kinds.
        var index: Int { Self.indices[self] ?? 0 }

        private static let indices = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))

        /// For a person: what was found, and what was made of it.
        public var message: String {
            switch self {
            case .undefinedEntity: "an entity that XML does not define; read as HTML defines it, or left as text"
            case .bareAmpersand: "an ampersand that begins no entity; read as an ampersand"
            case .bareLessThan: "a less-than sign that begins no tag; read as text"
            case .controlCharacter: "a control character that XML forbids; left out"
            case .misnestedTag: "an end tag that closes an outer element; the inner ones were closed with it"
            case .unclosedTag: "the text ends before an element does; closed there"
            case .strayEndTag: "an end tag that closes nothing; left out"
            case .undeclaredPrefix: "a prefix without a namespace; read as it is commonly used"
            case .badAttribute: "an attribute without quotes or value; read as HTML would be"
            case .duplicateAttribute: "an attribute given twice; the first counts"
            case .unclosedCDATA: "a CDATA section without an end; closed where its element ends"
            case .strayCDATAEnd: "the end of a CDATA section that never began; left out"
            case .unclosedMarkup: "a comment, declaration or tag without an end; left out"
            case .textOutsideRoot: "text before or after the document's element; left out"
            case .severalRoots: "more than one document element; read as one"
            case .entityLimit: "entities that would expand beyond the bound; left out"
            case .depthLimit: "elements nested beyond the bound; left out"
            case .attributeLimit: "attributes beyond the bound; left out"
            case .textLimit: "a text longer than the bound; cut"
            case .externalEntity: "an entity that lies in another document; never fetched"
            case .badName: "a name that XML does not allow; read as it is written"
            case .badEndTag: "an end tag with more than its name in it; read by its name"
            case .badComment: "two dashes within a comment; read to the comment's end"
            case .badInstruction: "a processing instruction without a proper name; left out"
            case .badDoctype: "a document type declaration that is out of place or out of form; read over"
            case .badReference: "a reference to a character that XML does not have; read as HTML would be"
            case .badNamespace: "a namespace declaration that is not allowed; read over"
            case .badDeclaration: "an XML declaration that does not stand at the beginning; read over"
            }
        }
    }

    public var kind: Kind
    /// Offset in bytes in the decoded text.
    public var offset: Int
}
