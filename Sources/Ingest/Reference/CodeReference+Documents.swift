extension CodeReference {
    static let documents = CodeChapter(
        title: "No feed in the document",
        introduction:
            "Why the bytes that came are no feed; printed by `feedmill parse` too. The feed counts as failing, what it held before is kept.",
        pages: [
            CodePage(
                "empty",
                "The document has nothing but white space in it.",
                why:
                    "The site is being worked on, or its program failed in silence.",
                help:
                    "Wait; look at the address with `curl`."
            ),
            CodePage(
                "empty-body",
                "The answer has no body.",
                why:
                    "As with `empty`; some servers send this to robots that they do not know.",
                help:
                    "Wait; set `[http] contact` if it stays."
            ),
            CodePage(
                "html-page",
                "The document is a web page.",
                why:
                    """
                    The address is that of the site, not of its feed; or an error page, a log-in or a bot check came \
                    in the feed's place.
                    """,
                help:
                    "`feedmill discover ADDRESS` finds the feeds that the page names."
            ),
            CodePage(
                "not-a-feed",
                "The document is XML or JSON, but of another kind; the message names its first element.",
                why:
                    "A sitemap, a list of feeds (OPML), an error report of an interface.",
                help:
                    "OPML goes into `include`. Else look for the feed."
            ),
            CodePage(
                "malformed-json",
                "The document begins as JSON and cannot be read on, or had to be read over; the line is told.",
                why:
                    "A program that writes JSON by hand, or a document that was cut.",
                help:
                    "As a failure: tell the site. Among `problems` of a feed: nothing, what could be read was."
            ),
            CodePage(
                "not-text",
                "The document is no text in any encoding.",
                why:
                    "An image, an archive, or a compressed file that is served without saying so.",
                help:
                    "Look with `curl ADDRESS | file -`."
            ),
        ])
}
