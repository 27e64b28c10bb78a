extension CodeReference {
    static let daemon = CodeChapter(
        title: "The daemon and its commands",
        introduction:
            "What the log says of the daemon itself, and commands of what they were given.",
        pages: [
            CodePage(
                "recovered",
                "A feed answers again.",
                why:
                    "In the log alone, after any failure; `feed-recovered` is the event after a long one.",
                help:
                    "Nothing."
            ),
            CodePage(
                "resumed",
                "Polling goes on.",
                why:
                    "What had paused it is over.",
                help:
                    "Nothing."
            ),
            CodePage(
                "daemon-silent",
                "The daemon runs, and has not written its note for three minutes; it does so every minute.",
                why:
                    "It hangs, or nothing can be written to its state directory, not even over what is there: a disk that fails.",
                help:
                    "Look at `dmesg` and at the daemon's log. Under systemd the watchdog starts a daemon that hangs anew."
            ),
            CodePage(
                "clock-jumped",
                "The machine's clock was set.",
                why:
                    "Time synchronisation after a start, or a person.",
                help:
                    """
                    Nothing: feeds that are overdue by it are spread over `[polling] catch_up`; set back, it makes none wait \
                    longer.
                    """
            ),
            CodePage(
                "own-outage",
                "Our own network is down, or is there again.",
                why:
                    """
                    Of the hosts asked within five minutes, three at least, four fifths did not answer in a way that a \
                    network fails: it is hardly they who are all down.
                    """,
                help:
                    """
                    Look at the machine's network and its name service. No feed's failure counts meanwhile, and each is \
                    tried again after `[polling] min_interval`.
                    """
            ),
            CodePage(
                "slept",
                "The daemon woke much later than it meant to.",
                why:
                    "The machine was suspended, or its virtual machine stopped.",
                help:
                    "Nothing: as with `clock-jumped`."
            ),
            CodePage(
                "stage-stuck",
                "A stage of the line stands still: `loop`, `http`, `workers`, `files`, `ledger` or `spool`.",
                why:
                    "A disk or a network file system that does not answer any more, or an error in feedmill.",
                help:
                    "Nothing under systemd, whose watchdog is fed no more and starts the daemon anew. Report it where no disk explains it."
            ),
            CodePage(
                "stage-moves",
                "A stage that stood still moves again.",
                why:
                    "What held it has let it go before the watchdog's time was over.",
                help:
                    "Nothing."
            ),
            CodePage(
                "metrics-listen",
                "The address of `[metrics] listen` cannot be listened on.",
                why:
                    "Another program has the port, or the socket's directory is not there.",
                help:
                    "Choose another, or a socket below `/run/feedmill` with `RuntimeDirectory=feedmill`."
            ),
            CodePage(
                "metrics-textfile",
                "`[metrics] textfile` could not be written. Nothing else is affected.",
                why:
                    "The directory is missing, or the user feedmill may not write in it; under systemd it must be named in `ReadWritePaths=`.",
                help:
                    "Mend that; the file is written again at the next interval."
            ),
            CodePage(
                "bad-trace",
                "A line for `feedmill simulate` is no trace.",
                why:
                    "The message has the line and what is wrong.",
                help:
                    "Mend the file."
            ),
            CodePage(
                "trace-field-missing",
                "A trace lacks a field, or it is of the wrong type.",
                why:
                    "A trace has feed, from, until, shows and items.",
                help:
                    "Mend the line."
            ),
            CodePage(
                "trace-field-range",
                "A field of a trace is out of range.",
                why:
                    "Times are seconds since 1970, from before until; shows is 1 or more.",
                help:
                    "Mend the line."
            ),
        ])
}
