extension CodeReference {
    static let lists = CodeChapter(
        title: "Lists of feeds",
        introduction:
            "What is wrong with an OPML file or document, or had to be repaired in it.",
        pages: [
            CodePage(
                "include-changed",
                "The list at an address of `include` is another than before; its feeds came and went with it.",
                why:
                    "Whoever keeps the list changed it.",
                help:
                    "Nothing; feeds that left it are remembered for `[ledger] remember`."
            ),
            CodePage(
                "include-failing",
                "The list at an address of `include` cannot be had, or is none any more; the last copy holds.",
                why:
                    "The message has the code of what is wrong.",
                help:
                    "As that code says; feedmill asks again by itself."
            ),
            CodePage(
                "include-recovered",
                "The list at an address of `include` can be had again.",
                why:
                    "What was wrong has passed.",
                help:
                    "Nothing."
            ),
            CodePage(
                "include-empty",
                "The list at an address of `include` names no feed any more; the last copy holds.",
                why:
                    "More often a mishap of the server than a wish.",
                help:
                    "Look at the address in a browser; take it out of `include` where the feeds are to go."
            ),
            CodePage(
                "opml",
                "An OPML file of `include` cannot be used.",
                why:
                    "The message has its line.",
                help:
                    "Mend the file, or export it again."
            ),
            CodePage(
                "not-opml",
                "The document is no OPML.",
                why:
                    "A web page or a feed in its place.",
                help:
                    "Look at the file or address."
            ),
            CodePage(
                "too-many",
                "More outlines than the bound.",
                why:
                    "A file made by a program gone wrong, or an attack.",
                help:
                    "Split the file."
            ),
            CodePage(
                "unquoted-attribute",
                "An attribute without quotes or value.",
                why:
                    "OPML written by hand.",
                help:
                    "Nothing: it is read all the same."
            ),
            CodePage(
                "attribute-twice",
                "An attribute that is given twice.",
                why:
                    "Two programs that each add it.",
                help:
                    "Nothing: the first counts."
            ),
            CodePage(
                "unclosed-outline",
                "An outline that is not closed.",
                why:
                    "OPML written by hand.",
                help:
                    "Nothing; see whether folders came out right."
            ),
            CodePage(
                "stray-markup",
                "A `<` that begins no tag, or an element that has no place here.",
                why:
                    "Texts put into XML as they were.",
                help:
                    "Nothing: it is left out."
            ),
        ])
}
