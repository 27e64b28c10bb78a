extension CodeReference {
    static let configuration = CodeChapter(
        title: "The configuration",
        introduction:
            "Mistakes as `feedmill check` tells them: `FILE:LINE:COLUMN: what is wrong; expected what was expected`. A command ends with 78; the daemon goes on with what it had and shows the mistakes in `feedmill status`.",
        pages: [
            CodePage(
                "configuration",
                "The configuration has mistakes; each follows with its place.",
                why:
                    "It was changed and is not right yet.",
                help:
                    "Mend them; `feedmill check` until there is none, then `systemctl reload feedmill`."
            ),
            CodePage(
                "syntax",
                "The text is not TOML.",
                why:
                    "Mostly a quote or bracket that is missing, or text without quotes.",
                help:
                    "Mend it at the place; https://toml.io has the grammar."
            ),
            CodePage(
                "unknown-key",
                "A key that nobody knows in this section.",
                why:
                    "Misspelt, or in the wrong section. The message names the nearest.",
                help:
                    "`feedmill.toml`(5) has them all."
            ),
            CodePage(
                "wrong-type",
                "A value of another type than the key takes.",
                why:
                    "A number for a duration, a string for a list and the like.",
                help:
                    "Write it as the message expects."
            ),
            CodePage(
                "bad-value",
                "A value of the right type that says nothing sensible.",
                why:
                    "The message says what was expected.",
                help:
                    "Mend it."
            ),
            CodePage(
                "out-of-range",
                "A value, or a number of things, beyond its bounds, or at odds with another key.",
                why:
                    "The message names the bounds.",
                help:
                    "Choose one within."
            ),
            CodePage(
                "missing-key",
                "A feed without `url`.",
                why:
                    "A `[[feed]]` that is not finished.",
                help:
                    "Add it, or remove the table."
            ),
            CodePage(
                "feed-twice",
                "A feed stands in the configuration twice, by address or by id.",
                why:
                    "Two files name it; the message has the other place.",
                help:
                    "Remove one."
            ),
            CodePage(
                "secret",
                "A secret that stands in the file, or a name of a secret that leads nowhere.",
                why:
                    """
                    Authorization, Cookie and Proxy-Authorization are taken from files and credentials alone. `${NAME}` is there for \
                    the service alone: a command that sends the secret itself, such as `feeds test`, has to be given it.
                    """,
                help:
                    "See the notes on secrets in `feedmill.toml`(5)."
            ),
            CodePage(
                "include",
                "A file that `include` names cannot be read, or they are too many.",
                why:
                    "Its mode, or a pattern that fits more than was meant.",
                help:
                    "Look at the path in the message."
            ),
            CodePage(
                "unreadable",
                "The configuration, or a file on the command line, cannot be read.",
                why:
                    """
                    It is not there, or its mode does not let you in: `/etc/feedmill` belongs to root and the group \
                    feedmill.
                    """,
                help:
                    "Use `sudo`, or `--config`."
            ),
            CodePage(
                "unknown-feed",
                "No feed is called so.",
                why:
                    "Misspelt, or removed.",
                help:
                    "`feedmill feeds list` shows them."
            ),
            CodePage(
                "no-feed-directory",
                "A feed cannot be added, for `include` names no pattern of TOML files.",
                why:
                    "It was set to something else than the default.",
                help:
                    "Put `\"feeds.d/*.toml\"` into `include`."
            ),
            CodePage(
                "feed-listed",
                "The feed comes from a list at an address of `include`, so no file here can be changed.",
                why:
                    "Such a feed comes and goes with its list.",
                help:
                    "`feedmill feeds pause ID` keeps it from being polled; taking it out of the list removes it."
            ),
            CodePage(
                "no-feed",
                "`feedmill feeds add` found no feed at the address.",
                why:
                    "The page is none, names none, and none is where feeds usually are.",
                help:
                    "Look for the address of the feed in a browser; `--as-is` adds an address without asking."
            ),
            CodePage(
                "file-unwritable",
                "A file of the configuration could not be written or removed.",
                why:
                    "Owner and mode.",
                help:
                    "Use `sudo`."
            ),
            CodePage(
                "file-changed",
                "A file of the configuration was written by somebody else while a command changed it; nothing was written.",
                why:
                    "An editor saved it, or another program, in the moment between reading and writing.",
                help:
                    "Do it again."
            ),
            CodePage(
                "edit-by-hand",
                "The place can only be changed by hand.",
                why:
                    "Other things stand among the feed's own lines, such as an inline table of several feeds.",
                help:
                    "Edit the file at the place that is named."
            ),
            CodePage(
                "configuration-remark",
                "Something in the configuration that works, but is probably not meant.",
                why:
                    "The message says what.",
                help:
                    "Mend it or leave it."
            ),
            CodePage(
                "restart-needed",
                "A key was changed that takes effect when the daemon starts again.",
                why:
                    "The configuration was read again on SIGHUP.",
                help:
                    "`systemctl restart feedmill`."
            ),
            CodePage(
                "reload-failed",
                "The new configuration could not be taken, though it has no mistake.",
                why:
                    "Mostly the ledger; the message says.",
                help:
                    "See the code in the message; then reload again."
            ),
        ])
}
