extension CodeReference {
    static let lists = CodeChapter(
        title: "Lists of feeds",
        introduction:
            "What is wrong with an OPML file or document, or had to be repaired in it.",
        pages: [
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
            CodePage(
                "include-changed",
                "A list at an address of `include` has changed: feeds came or went.",
                why:
                    "Whoever keeps the list changed it.",
                help:
                    "Nothing. Feeds that left it are retired, and their history is kept for `[ledger] remember`."
            ),
            CodePage(
                "include-empty",
                "A list at an address of `include` names no feed any more. The feeds stay as the last copy has them.",
                why:
                    "The list was emptied by mistake, or the address serves something else now.",
                help:
                    "Look at the address in a browser. If all of its feeds are to go, take the address out of `include`."
            ),
            CodePage(
                "include-failing",
                "A list at an address of `include` cannot be had. The feeds stay as the last copy has them.",
                why:
                    "The code behind it tells.",
                help:
                    "Nothing, unless it lasts: `feedmill status` shows the code."
            ),
            CodePage(
                "include-recovered",
                "A list at an address of `include` can be had again.",
                why:
                    "What was in its way has passed.",
                help:
                    "Nothing."
            ),
        ])
}
