extension CodeReference {
    static let workers = CodeChapter(
        title: "Workers",
        introduction:
            "Feeds and pages are parsed in processes without network or files. One that dies costs one document, which is told by these codes.",
        pages: [
            CodePage(
                "worker-crashed",
                "The document crashed its parser.",
                why:
                    "A flaw in a library, or an attack on it; the fence held.",
                help:
                    "Report it with the document. After `[workers] crashes` times it is `quarantined`."
            ),
            CodePage(
                "worker-exited",
                "The parser ended on the document without an answer.",
                why:
                    "Mostly memory: `[workers] memory` is the bound.",
                help:
                    "Raise `memory` if the document is one that should pass; else report it."
            ),
            CodePage(
                "worker-cpu-time",
                "Parsing took more CPU time than `[workers] cpu_time`.",
                why:
                    "A huge document, or one made to be slow.",
                help:
                    "Raise `cpu_time` on a slow machine; else report it with the document."
            ),
            CodePage(
                "worker-deadline",
                "Parsing took longer than `[workers] timeout`, waiting included.",
                why:
                    "The machine is overloaded, or as with `worker-cpu-time`.",
                help:
                    "Look at the load; lower `[http] connections` or raise `timeout`."
            ),
            CodePage(
                "worker-fence",
                "The parser tried what its fence forbids, and was killed.",
                why:
                    "An attack that came that far, or a library that wants what it should not.",
                help:
                    "Report it with the document, please; keep libxml2 up to date."
            ),
            CodePage(
                "worker-reply-too-large",
                "What came out of the document is larger than the bound.",
                why:
                    "A small document that makes much of itself.",
                help:
                    "Report it with the document."
            ),
            CodePage(
                "worker-reply-malformed",
                "What came back from the parser is not what a parser sends; nothing of it was taken.",
                why:
                    """
                    A document took the parser over, or a flaw in feedmill: JSON that is not whole, on more than one line, or \
                    with names that are not the parser's to give.
                    """,
                help:
                    "Report it with the document, please; keep libxml2 up to date."
            ),
            CodePage(
                "worker-not-started",
                "No worker process could be started.",
                why:
                    """
                    The machine has no memory or no processes left, or the executable was replaced by another \
                    version while the daemon ran.
                    """,
                help:
                    """
                    Look at the message and at `systemctl status feedmill`; after an upgrade, `systemctl restart \
                    feedmill`.
                    """
            ),
            CodePage(
                "quarantined",
                "The document killed its parser several times, and is not parsed again.",
                why:
                    "See `worker-crashed`.",
                help:
                    "Nothing: another document at that address is parsed as always."
            ),
            CodePage(
                "shutting-down",
                "The document was not parsed, for feedmill is ending.",
                why:
                    "The service is being stopped.",
                help:
                    "Nothing: the feed is still due."
            ),
            CodePage(
                "out-of-memory",
                "There was not memory enough for the tree of a page.",
                why:
                    "A page near the bounds on a small machine.",
                help:
                    "Raise `[workers] memory`, or lower `[http] max_page_size`."
            ),
            CodePage(
                "too-deep",
                "Elements of a page, or outlines of a list of feeds, are nested beyond the bound.",
                why:
                    "Tags that are never closed, or an attack.",
                help:
                    "Nothing for a page; for a list, flatten its folders."
            ),
            CodePage(
                "empty-document",
                "The page has no content.",
                why:
                    "The server sent an empty page.",
                help:
                    "Nothing."
            ),
        ])
}
