extension CodeReference {
    static let spool = CodeChapter(
        title: "The spool",
        introduction:
            "Why no record can be left. Polling waits, `feedmill status` ends with 2 and says since when; nothing is lost, and it goes on by itself.",
        pages: [
            CodePage(
                "spool-full",
                "More waits in the spool than `[spool] max_size`.",
                why:
                    "No consumer takes records, or it is slower than they come.",
                help:
                    """
                    See whether the consumer runs: `feedmill spool list | tail -1` shows the latest. Delete what \
                    nobody wants, or raise `max_size`.
                    """
            ),
            CodePage(
                "spool-disk-low",
                "The spool's disk has less room than `[spool] min_free`.",
                why:
                    "Something fills the disk, perhaps not feedmill.",
                help:
                    "Make room: `df -h /var/spool/feedmill`, `du -x --max-depth=2 /var | sort -n`."
            ),
            CodePage(
                "spool-disk-full",
                "No space, quota or inode is left for a record.",
                why:
                    """
                    As with `spool-disk-low`, with `min_free` too small to notice in time; many small files can use \
                    up the inodes.
                    """,
                help:
                    "Make room; `df -i` shows inodes. `[spool] batch` puts many records into one file."
            ),
            CodePage(
                "spool-read-only",
                "The spool's file system is read-only.",
                why:
                    "It was mounted so after an error of the disk, or the service may not write there.",
                help:
                    "Look at `dmesg`. For another directory than the default: `ReadWritePaths=` in a drop-in."
            ),
            CodePage(
                "spool-not-permitted",
                "The spool may not be written.",
                why:
                    "Owner or mode are not feedmill's, or the service's sandbox forbids it.",
                help:
                    """
                    `sudo systemd-tmpfiles --create feedmill.conf` mends the default directory; for another, `chown \
                    feedmill:feedmill` and `ReadWritePaths=`.
                    """
            ),
            CodePage(
                "spool-too-many-open-files",
                "No more files can be opened.",
                why:
                    "Connections, workers and files together meet the limit.",
                help:
                    "Raise `LimitNOFILE=` in a drop-in."
            ),
            CodePage(
                "spool-locked",
                "Another feedmill writes to this spool.",
                why:
                    "Two daemons, or `run --once` beside the daemon.",
                help:
                    "One process for each spool: give the other a `spool_directory` of its own."
            ),
            CodePage(
                "spool-io-error",
                "The disk refused an operation; the message names it.",
                why:
                    "A disk or a network file system that fails.",
                help:
                    "Look at `dmesg`; feedmill goes on when the disk does."
            ),
        ])
}
