/// What clean markup may be made of, and what may not stand in it.
enum Vocabulary {
    static let elements = void.union([
        "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
        "caption",
        "center", "cite", "code", "colgroup", "data", "dd", "del", "details", "dfn", "dir", "div", "dl", "dt", "em",
        "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "i", "iframe",
        "ins", "kbd", "li", "main", "mark", "menu", "meter", "nav", "ol", "p", "picture", "pre", "progress", "q", "rb",
        "rp", "rt", "rtc", "ruby", "s", "samp", "section", "small", "span", "strike", "strong", "sub", "summary", "sup",
        "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video",
    ])

    static let void: Set<String> = ["br", "col", "hr", "img", "source", "track", "wbr"]

    static let refusedAttributes: Set<String> = [
        "action", "archive", "autoplay", "autofocus", "background", "classid", "code", "codebase", "data", "dynsrc",
        "formaction", "http-equiv", "id", "is", "longdesc", "lowsrc", "manifest", "name", "ping", "profile", "slot",
        "srcdoc", "target", "usemap", "xmlns",
    ]

    static let refusedSchemes: Set<String> = [
        "about", "blob", "chrome", "data", "file", "filesystem", "jar", "javascript", "livescript", "mhtml", "mocha",
        "resource", "vbscript", "view-source", "wyciwyg",
    ]

    static let refusedInStyle = [
        "\\", "/*", "@", "behavior", "binding", "expression", "javascript", "position", "url(", "vbscript",
    ]
}
