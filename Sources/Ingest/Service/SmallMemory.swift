import CSystem

/// A process that lives for months keeps no more memory than it needs now: documents come in memory of their own, that goes back
/// to the kernel with them.
public enum SmallMemory {
    public static func keep() { fm_keep_memory_small() }
}
