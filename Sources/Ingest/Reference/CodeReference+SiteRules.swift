extension CodeReference {
    static let siteRules = CodeChapter(
        title: "Site rules",
        introduction:
            "A line of a Five Filters site configuration that cannot be used is told by `feedmill check`, and costs that line alone; see [site rules](site-rules.md).",
        pages: [
            CodePage(
                "site-rule-syntax",
                "A line that is no directive.",
                why:
                    "`name: value` is what a line has.",
                help:
                    "Mend or remove the line."
            ),
            CodePage(
                "site-rule-unknown-directive",
                "A directive that nobody knows.",
                why:
                    "Misspelt, or of a later kind of rule.",
                help:
                    "Mend or remove the line."
            ),
            CodePage(
                "site-rule-bad-xpath",
                "An XPath that cannot be read.",
                why:
                    "A mistake, or XPath 2.",
                help:
                    "Mend it; XPath 1.0 is what is known."
            ),
            CodePage(
                "site-rule-bad-value",
                "A value that the directive does not take.",
                why:
                    "Mostly other words than yes and no.",
                help:
                    "Mend the line."
            ),
            CodePage(
                "site-rule-unpaired-replacement",
                "`find_string` without `replace_string`, or the other way round.",
                why:
                    "A line was lost.",
                help:
                    "Add the other one below it."
            ),
            CodePage(
                "site-rule-login-not-supported",
                "The rule wants to log in.",
                why:
                    "feedmill logs in nowhere.",
                help:
                    "Use `headers` of the `[[feed]]` with a secret."
            ),
            CodePage(
                "site-rule-header-refused",
                "A request header that is not sent.",
                why:
                    "feedmill tells each site its own name, never a browser's or another robot's; a secret belongs into the configuration, and what the connection needs is not a rule's to choose.",
                help:
                    "Nothing, where the site answers feedmill too; else `articles = false` for its feed."
            ),
            CodePage(
                "site-rule-missed",
                "A site rule names the body, and finds it on no part of a page.",
                why:
                    "The site has changed its pages, or has pages of several kinds. The article is found without the rule, unless the rule forbids it (`autodetect_on_failure: no`): then there is none.",
                help:
                    "Try `feedmill extract --explain --site-rules DIRECTORY --url ADDRESS FILE`, and get a newer rule or mend it."
            ),
            CodePage(
                "site-rules-empty",
                "The directory of site rules holds no rule.",
                why:
                    "It is another one, or does not exist.",
                help:
                    "Name the directory in which the files `HOST.txt` lie in `[articles] site_rules`."
            ),
        ])
}
