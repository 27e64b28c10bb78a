import CSystem

/// Core files of this process would hold passwords and tokens.
public enum CoreFiles {
    /// None is written from now on, and no other process of the same user may look into the memory. Not under a sanitizer,
    /// which looks for leaks from without.
    public static func forbid() {
        guard fm_is_sanitized == 0 else { return }
        _ = fm_set_limit(fm_limit_core, 0, 0)
        _ = fm_not_dumpable()
    }
}
