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
                    One process for each `state_directory`. `feedmill ledger backup FILE` copies it while the daemon runs; \
                    `ledger rebuild` and `feeds forget` want it stopped. A lock goes with its process: after a crash there is none.
                    """
            ),
            CodePage(
                "ledger-damaged",
                "The file is truncated, overwritten, or no ledger.",
                why:
                    "A failing disk, or a copy that was made without its `-wal` file.",
                help:
                    """
                    `feedmill ledger check` says what is wrong. Put the backup in its place (see docs/operating.md), or stop \
                    the daemon and run `feedmill ledger rebuild`: it saves what can be read, and takes the rest from the records \
                    in the spool. Where pages of one feed alone are damaged, the log names it, and the others go on.
                    """
            ),
            CodePage(
                "ledger-behind",
                "The spool holds records with higher numbers than the ledger knows of.",
                why:
                    """
                    An older copy of the ledger was put in its place, it was moved away, or its `-wal` file was lost. What it \
                    does not know of is delivered again, under the same ids; new records are numbered after those in the spool.
                    """,
                help:
                    """
                    Nothing, if you have put back a backup. To have less delivered again, stop the daemon and run \
                    `feedmill ledger rebuild`.
                    """
            ),
            CodePage(
                "ledger-rebuilt",
                "The ledger was made anew by `feedmill ledger rebuild`.",
                why:
                    "Somebody ran that command; the message says what came of it.",
                help:
                    "Remove the old file, `ledger.sqlite.before-…`, when all is well."
            ),
            CodePage(
                "ledger-nothing-to-rebuild",
                "There is no ledger, and no record that one could be made from.",
                why:
                    "The `state_directory` or the `spool_directory` is another one than you think, or consumers keep the records elsewhere.",
                help:
                    "Look at both; name directories of records with `--records`. Where there is nothing to keep, just start the daemon."
            ),
            CodePage(
                "ledger-file-exists",
                "A copy of the ledger was not written, for there is a file of that name.",
                why:
                    "`feedmill ledger backup` overwrites nothing by itself.",
                help:
                    "Name another file, or say `--force`."
            ),
            CodePage(
                "owed-damaged",
                "A record that was owed cannot be read. It is set aside, and holds up no other.",
                why:
                    "A damaged row of the ledger: a disk that fails, or a file that was changed by hand.",
                help:
                    """
                    Nothing for the record: its item is taken from the feed again, as far as that still shows it. The row stays \
                    in the table `owed` for `[ledger] remember`. Check the disk, and `feedmill ledger check`.
                    """
            ),
            CodePage(
                "exchange-malformed",
                "What is kept of a feed's exchanges with its server cannot be read.",
                why:
                    "A damaged row of the ledger.",
                help:
                    "Nothing: the feed is asked for whole once. If there are many, check the disk."
            ),
            CodePage(
                "note-malformed",
                "A note of the daemon's, as of hosts that asked to be left alone, cannot be read.",
                why:
                    "A damaged row of the ledger.",
                help:
                    "Nothing: it is written anew."
            ),
            CodePage(
                "cluster-malformed",
                "What is known of which articles tell one story cannot be read in part.",
                why:
                    "A damaged row of the ledger.",
                help:
                    "Nothing: it is forgotten with the days it is of. Until then a story may be told from its like."
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
                "ledger-older",
                "The ledger was written by an earlier feedmill, and a command that only reads it cannot bring it up to date.",
                why:
                    "feedmill was upgraded, and the daemon has not run since.",
                help:
                    "Restart the daemon, or run `feedmill run --once`: the ledger is brought up to date when it is first opened for writing."
            ),
            CodePage(
                "memory-damaged",
                "What the ledger remembers of one feed's items cannot be read. That feed is not polled; the others go on.",
                why:
                    "A damaged disk, or a ledger that was changed by hand.",
                help:
                    "Put back a backup of `ledger.sqlite`, or stop the daemon and run `feedmill ledger rebuild`, which takes what it can from the records. `feedmill feeds forget ID` begins the feed anew: then all that it holds is delivered again."
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
