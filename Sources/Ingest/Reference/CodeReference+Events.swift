extension CodeReference {
    static let events = CodeChapter(
        title: "Events",
        introduction:
            "What happens to a feed, told once: in the log, by `feedmill status`, and as a record with `\"kind\": \"event\"` where `[events] spool` names the code.",
        pages: [
            CodePage(
                "feed-failing",
                "A feed failed several times in a row: `[events] failing_after`.",
                why:
                    "The message has the failure and its code.",
                help:
                    "See that code. It is asked again, at growing distances."
            ),
            CodePage(
                "feed-recovered",
                "A feed that had failed answers again.",
                why:
                    "The trouble passed.",
                help:
                    "Nothing."
            ),
            CodePage(
                "feed-moved",
                "A feed has moved for good, or moved back.",
                why:
                    """
                    Its permanent redirect was seen `[polling] move_sightings` times over `move_after`. The new \
                    address is asked from now on.
                    """,
                help:
                    """
                    Put the new address into the configuration, with the old `id`: the id is what records and \
                    history hang on.
                    """
            ),
            CodePage(
                "feed-gone",
                "A feed is gone for good (410), and not asked any more.",
                why:
                    "See `http-410`.",
                help:
                    "Remove it, or look for its successor."
            ),
            CodePage(
                "items-missed",
                "A poll shared no item with the one before: some were probably lost.",
                why:
                    "The feed shows fewer items than it published between two polls.",
                help:
                    "Set a shorter `interval` for it, or a shorter `[polling] min_interval`."
            ),
            CodePage(
                "flood-held",
                "Most of a known feed looked new at once, but was recognised as old, or is held back.",
                why:
                    "The site changed its links or ids, for instance in a move.",
                help:
                    """
                    Nothing if the items were recognised. If some are held and you want them: `flood = "deliver"` \
                    for this feed.
                    """
            ),
        ])
}
