/// The pages of all codes: `docs/codes.md` and feedmill-codes(7).
public enum CodeReference {
    public static let chapters: [CodeChapter] = [
        fetching, answers, documents, repairs, articles, siteRules, workers, spool, ledger, configuration, lists,
        events,
        daemon,
    ]

    public static var pages: [CodePage] { chapters.flatMap(\.pages) }

    private static let preface = [
        """
        Every failure has a code: for programs, which find it in `error.code`, and for people, who find it in brackets at the \
        end of a message. Codes are added to, never renamed. One page for each follows: what happened, why, what to do.
        """,
        """
        `feedmill status` shows the feeds that need a person with their codes, `feedmill status --feed ID` one feed in full, and \
        `journalctl -u feedmill CODE=timeout` what was logged under a code, where the journal listens.
        """,
    ]

    public static var markdown: String {
        var text = "# Codes\n\n" + preface.joined(separator: "\n\n") + "\n\n"
        text += "As a manual page: `man feedmill-codes`.\n"
        for chapter in chapters {
            let links = chapter.pages.map { "[`\($0.code)`](#\($0.code))" }
            text += "\n- **\(chapter.title)**: " + links.joined(separator: ", ")
        }
        text += "\n"
        for chapter in chapters {
            text += "\n## \(chapter.title)\n\n\(chapter.introduction)\n"
            for page in chapter.pages {
                text += "\n### `\(page.code)`\n\n**What happened.** \(page.happened)\n\n**Why.** \(page.why)\n\n"
                text += "**What to do.** \(page.help)\n"
            }
        }
        return text
    }

    public static var manual: String {
        var page = ManualPage(
            "feedmill-codes", section: 7, source: "feedmill \(Feedmill.version)",
            about: "what feedmill calls failures and events, and what to do")
        page.section("DESCRIPTION")
        for paragraph in preface { page.paragraph(paragraph) }
        for chapter in chapters {
            page.section(chapter.title.uppercased())
            page.paragraph(chapter.introduction)
            for code in chapter.pages {
                page.item(ManualPage.bold(code.code), code.happened, code.why, "To do: " + code.help)
            }
        }
        page.section("SEE ALSO")
        page.paragraph("`feedmill`(1), `feedmill.toml`(5)")
        return page.text
    }
}
