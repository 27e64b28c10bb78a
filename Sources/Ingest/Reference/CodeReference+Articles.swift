extension CodeReference {
    static let articles = CodeChapter(
        title: "No article",
        introduction:
            "Why a record comes without the text of its page: `article.error.code` beside `article.status`. The record itself is whole; a wall is never delivered as an article.",
        pages: [
            CodePage(
                "not-html",
                "The link leads to what is no web page.",
                why:
                    "A PDF, a picture, a recording. The record's `attachments` may name it too.",
                help:
                    "Nothing; `articles = false` for a feed whose links are all of that kind."
            ),
            CodePage(
                "page-too-large",
                "The page is larger than its bound.",
                why:
                    "See `too-large`.",
                help:
                    "Raise `[http] max_page_size`."
            ),
            CodePage(
                "page-too-deep",
                "The page's elements are nested deeper than any real page's.",
                why:
                    "Tags that are never closed, or an attack.",
                help:
                    "Nothing."
            ),
            CodePage(
                "challenge",
                "A check for robots stands before the page.",
                why:
                    "The site, or a service before it, lets browsers in only.",
                help:
                    "Ask the site to let feedmill in (`[http] contact` makes that easier), or `articles = false`."
            ),
            CodePage(
                "consent-wall",
                "The page asks for consent before it shows the article.",
                why:
                    "Often a matter of the country that this machine is in.",
                help:
                    "A site rule or a header in the `[[feed]]` may help; or `articles = false`."
            ),
            CodePage(
                "paywalled",
                "The article is for subscribers; the page shows its beginning at most.",
                why:
                    "So the page says of itself, or its text does.",
                help:
                    "`headers` with a subscription's cookie, as a secret; or `articles = false`."
            ),
            CodePage(
                "gone",
                "The page says that there is no such page, though the status was 200.",
                why:
                    "The article was taken down, or the feed's link is wrong.",
                help:
                    "Nothing."
            ),
            CodePage(
                "no-article",
                "There is no text in the page that could be an article.",
                why:
                    "A page of pictures, a player, a page that a script fills, a list of links.",
                help:
                    """
                    Try `feedmill extract --explain --url ADDRESS FILE`; a site rule (`[articles] site_rules`) can \
                    say where the text is.
                    """
            ),
            CodePage(
                "no-link",
                "The item leads nowhere, and carries no text that could be an article.",
                why:
                    "The feed has neither link nor body.",
                help:
                    "Nothing."
            ),
            CodePage(
                "robots-disallowed",
                "The site's robots.txt does not allow the page.",
                why:
                    "It forbids this path to all robots, or to feedmill by name.",
                help:
                    "Nothing; for a site of your own, `robots_txt = false` in its `[[feed]]`."
            ),
            CodePage(
                "robots-unreachable",
                "The site's robots.txt cannot be had, and so may forbid everything (RFC 9309, section 2.3.1.4).",
                why:
                    "The server failed, or did not answer.",
                help:
                    "Nothing: it is tried again, as often as `[articles] attempts` says."
            ),
        ])
}
