extension CodeReference {
    static let answers = CodeChapter(
        title: "Answers with a status",
        introduction:
            "The server answered, but not with a document. The code is `http-` and the status (RFC 9110, section 15); each has the meaning here that feedmill acts on, and one that is not listed that of its hundred.",
        pages: [
            CodePage(
                "http-3xx",
                "The server answered with a redirect that leads nowhere: `http-300`, or one without Location.",
                why:
                    "A broken server.",
                help:
                    "Look for the feed's address in a browser."
            ),
            CodePage(
                "http-4xx",
                "The server says that the request is at fault.",
                why:
                    "Mostly an address that is no longer right. The feed is asked ever more rarely.",
                help:
                    "Open the address in a browser; `feedmill discover https://SITE` finds what the site offers now."
            ),
            CodePage(
                "http-401",
                "The server wants a user and password, or a token.",
                why:
                    "The feed is private, or the secret was changed.",
                help:
                    """
                    Put it into `headers = { Authorization = "@FILE" }` of the `[[feed]]`, or into the URL; see the \
                    notes on secrets in `feedmill.toml`(5).
                    """
            ),
            CodePage(
                "http-402",
                "The site asks for payment.",
                why:
                    "The page, or the feed, is for subscribers. An article's status is then `paywalled`.",
                help:
                    "Nothing, or a subscription's header in the `[[feed]]`."
            ),
            CodePage(
                "http-403",
                "The server refuses.",
                why:
                    """
                    It takes feedmill for an unwelcome robot, or the address of this machine is blocked. Feedmill \
                    leaves the site alone for a while (`[polling] refusal_delay`, doubled each time).
                    """,
                help:
                    """
                    Set `[http] contact`, so that the site can see who asks, and write to it. Do not shorten \
                    intervals.
                    """
            ),
            CodePage(
                "http-404",
                "The document is not there.",
                why:
                    "The feed has moved or ended, or the page was taken down: an article's status is then `gone`.",
                help:
                    "`feedmill discover https://SITE` looks for the new address; else remove the feed."
            ),
            CodePage(
                "http-407",
                "The proxy wants a user and password.",
                why:
                    "`[http] proxy` has none, or wrong ones.",
                help:
                    "Let `proxy` name a secret: `@FILE` or `${CREDENTIAL}`."
            ),
            CodePage(
                "http-410",
                "The server says that the document is gone for good.",
                why:
                    """
                    The publisher ended the feed on purpose. It is not asked any more, unless `[polling] \
                    gone_recheck` says when.
                    """,
                help:
                    "Remove the feed, or look for its successor."
            ),
            CodePage(
                "http-429",
                "The server says that it was asked too often.",
                why:
                    "Several feeds of one host, other readers at this address, or a strict limit.",
                help:
                    """
                    Nothing: feedmill waits as long as Retry-After says. If it returns, raise `interval` for the \
                    host's feeds or `[polling] delay_per_host`.
                    """
            ),
            CodePage(
                "http-451",
                "The server may not show the document for legal reasons.",
                why:
                    "Often a matter of the country that this machine is in.",
                help:
                    "Nothing, or a proxy where it may be shown."
            ),
            CodePage(
                "http-5xx",
                "The server failed.",
                why:
                    "It is overloaded, being worked on, or broken. A Retry-After with it is heeded.",
                help:
                    "Nothing for some days; the feed is asked again at growing distances."
            ),
            CodePage(
                "http-503",
                "The server cannot answer at the moment.",
                why:
                    "It is overloaded or being worked on, or a bot check stands before it.",
                help:
                    "Nothing: feedmill comes back when Retry-After says, or later."
            ),
        ])
}
