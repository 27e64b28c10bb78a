/// The bounds of one run of the XML reader.
public struct XMLLimits: Sendable {
    /// Elements open at once; deeper ones are passed over.
    public var maximumDepth = 256
    /// Attributes of one tag; more are passed over.
    public var maximumAttributes = 256
    /// Bytes of one attribute's value; a longer one is passed over.
    public var maximumAttributeLength = 1 << 20
    /// Bytes that the document's own entities may expand to, all together.
    public var maximumExpansion = 1 << 20
    /// Entities that a document may define.
    public var maximumEntities = 1000
    /// Entities within entities.
    public var maximumEntityDepth = 8
    /// Flaws of one kind that are kept; more are read over untold.
    public var maximumFlawsPerKind = 5

    public init() {}
}
