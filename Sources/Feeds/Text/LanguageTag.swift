import Basics

/// Language tags (BCP 47) as feeds give them.
enum LanguageTag {
    /// `en_US`, as programs name their locales, is `en-US`; all else stays. Nil for what cannot be a tag.
    static func mend(_ tag: String?) -> String? {
        guard let tag = tag?.trimmed, !tag.isEmpty, tag.utf8.count <= 64 else { return nil }
        return tag.replacing("_", with: "-")
    }
}
