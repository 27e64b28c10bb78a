extension ConfigurationReference {
    /// feedmill.toml(5).
    public static var manual: String {
        var page = ManualPage(
            "feedmill.toml", section: 5, source: "feedmill \(Feedmill.version)",
            about: "what feedmill polls, and how")
        page.section("SYNOPSIS")
        page.paragraph("`/etc/feedmill/feedmill.toml`, `/etc/feedmill/feeds.d/*.toml`, `/etc/feedmill/feeds.d/*.opml`")
        page.section("DESCRIPTION")
        for paragraph in preface { page.paragraph(paragraph) }
        page.example(example)
        for (name, keys) in sections {
            page.section(name.isEmpty ? "TOP OF THE FILE" : name == "feed" ? "[[feed]]" : "[\(name)]")
            page.paragraph(introduction(to: name))
            for key in keys { add(key, to: &page) }
        }
        page.paragraph("A feed may set for itself what a section sets for all:")
        for key in SettingsKeys.all.map(\.key) {
            if let name = key.feedName { page.item(ManualPage.bold(name), "in place of `\(key.path)`.") }
        }
        for (title, text) in notes {
            page.section(title.uppercased())
            page.paragraph(text)
        }
        page.section("FILES")
        page.item(
            ManualPage.italic("/etc/feedmill/feedmill.toml"), "The configuration, unless `--config` names another.")
        page.item(ManualPage.italic("/etc/feedmill/feeds.d"), "Files of feeds, as `include` names them by default.")
        page.item(
            ManualPage.italic("/usr/share/doc/feedmill/feedmill.toml"),
            "Every key with its default and why it is there.")
        page.section("SEE ALSO")
        page.paragraph("`feedmill`(1), `feedmill-codes`(7)")
        return page.text
    }

    /// What there is to know before the keys; in Markdown, but for links.
    static let preface = [
        """
        feedmill reads `/etc/feedmill/feedmill.toml`, or what `--config FILE` names, in TOML 1.0. Every key has a default. \
        Relative paths are relative to the file that they stand in. Durations are `"90s"`, `"15m"`, `"6h"`, `"2d"`; sizes \
        are `"512KiB"`, `"10MiB"`.
        """,
        """
        `feedmill check` reads it as the daemon does and tells every mistake as `FILE:LINE:COLUMN: what is wrong; expected \
        what was expected`. On SIGHUP (`systemctl reload feedmill`) the daemon reads it again; one mistake, and nothing \
        changes.
        """,
    ]

    private static let example = """
        [http]
        contact = "https://example.org/about-our-feed-reader"

        [[feed]]
        url = "https://www.swift.org/atom.xml"
        tags = ["programming"]

        [[feed]]
        url = "https://planet.debian.org/rss20.xml"
        interval = "2h"
        """

    private static func add(_ key: ConfigurationKey, to page: inout ManualPage) {
        var text = "\(key.type): \(key.why)."
        if let value = key.defaultValue {
            text += " Default: `\(value)`."
        } else if let example = key.example {
            text += " Without a default; such as `\(example)`."
        }
        if key.needsRestart { text += " Takes effect when the daemon starts again." }
        page.item(ManualPage.bold(key.name), text)
    }
}
