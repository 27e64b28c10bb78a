/// How those who wrote the blobs of a ledger read them again: the ledger does not look inside. Each says why bytes cannot be
/// read; nil: they can.
public struct LedgerReaders: Sendable {
    public var history: @Sendable ([UInt8]) -> String?
    public var exchange: @Sendable ([UInt8]) -> String?
    public var payload: @Sendable ([UInt8]) -> String?
    /// Of a drawer and a name.
    public var note: @Sendable (String, String, [UInt8]) -> String?

    public init(
        history: @escaping @Sendable ([UInt8]) -> String?, exchange: @escaping @Sendable ([UInt8]) -> String?,
        payload: @escaping @Sendable ([UInt8]) -> String?,
        note: @escaping @Sendable (String, String, [UInt8]) -> String?
    ) {
        self.history = history
        self.exchange = exchange
        self.payload = payload
        self.note = note
    }
}
