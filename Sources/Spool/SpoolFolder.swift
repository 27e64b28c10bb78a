/// Where a file of a spool lies.
public enum SpoolFolder: String, CaseIterable, Sendable {
    /// It waits.
    case new
    /// A consumer has moved it there.
    case cur
}
