extension CodeReference {
    static let siteRules = CodeChapter(
        title: "Site rules",
        introduction:
            "A line of a Five Filters site configuration that cannot be used, told by `feedmill check` and at the start. It costs that line alone.",
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
                "site-rule-not-supported",
                "A directive that feedmill knows and does not follow.",
                why:
                    "It would need a browser or a second request.",
                help:
                    "Nothing, or another rule."
            ),
        ])
}
