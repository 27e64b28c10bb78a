extension CodeReference {
    static let ledger = CodeChapter(
        title: "The ledger",
        introduction:
            "Why what is known and what is owed cannot be read or written. Where it happens at the start, feedmill ends with 74; later, polling waits.",
        pages: [
            CodePage(
                "ledger-locked",
                "Another feedmill works with this ledger.",
                why:
                    """
                    Two daemons, `run --once` beside the daemon, or a program that holds the database open for \
                    writing.
                    """,
                help:
                    """
                    One process for each `state_directory`. Copies are made with `sqlite3 ledger.sqlite ".backup \
                    copy.sqlite"`.
                    """
            ),
            CodePage(
                "ledger-damaged",
                "The file is truncated, overwritten, or no ledger.",
                why:
                    "A failing disk, or a copy that was made without its `-wal` file.",
                help:
                    """
                    Put the backup in its place (see docs/operating.md). Without one, move the file away: everything \
                    that the feeds hold is then delivered again, under the same ids.
                    """
            ),
            CodePage(
                "ledger-newer",
                "The ledger was written by a later feedmill.",
                why:
                    "The package was put back to an older version.",
                help:
                    "Install the later version, or put back the backup from before the upgrade."
            ),
            CodePage(
                "ledger-disk-full",
                "No space or quota is left for the ledger.",
                why:
                    "See `spool-disk-full`.",
                help:
                    "Make room; polling goes on by itself."
            ),
            CodePage(
                "ledger-read-only",
                "The ledger may not be written.",
                why:
                    "Owner, mode or file system; often after it was touched as root.",
                help:
                    "`chown feedmill:feedmill /var/lib/feedmill/*`; run commands that write as the user feedmill."
            ),
            CodePage(
                "ledger-io-error",
                "SQLite reports a failure that has no code of its own here; the message has its words.",
                why:
                    "A disk or a network file system that fails. SQLite's WAL needs a local disk.",
                help:
                    "Look at `dmesg`."
            ),
            CodePage(
                "history-version",
                "What was learnt of a feed's pace was written by another version.",
                why:
                    "The ledger went to and fro between versions.",
                help:
                    "Nothing: it is learnt anew."
            ),
            CodePage(
                "history-malformed",
                "What was learnt of a feed's pace cannot be read.",
                why:
                    "A damaged row of the ledger.",
                help:
                    "Nothing: it is learnt anew. If there are many, check the disk."
            ),
        ])
}
