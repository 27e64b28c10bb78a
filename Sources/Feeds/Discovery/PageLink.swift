import Basics

/// A link of a page: a `link` element, a `Link` field of the answer, or an `a` of the body.
struct PageLink {
    enum Place {
        case header, element, body
    }

    var place: Place
    /// In lower case.
    var rels: [String] = []
    /// As written.
    var href: String
    /// In lower case, without parameters.
    var type = ""
    var language: String?
    /// What a reader is shown: the `title` attribute, or else the text, or else what stands for a picture.
    var title: String?
    /// Everything that names the link, for people who see and people who do not.
    var labels: [String] = []
    /// Classes and names of pictures, which often say `rss`.
    var marks: [String] = []

    /// The type alone of a Content-Type.
    static func essence(_ type: String) -> String { String(type.prefix { $0 != ";" }).trimmed.asciiLowercased }
}
