extension CodeReference {
    static let repairs = CodeChapter(
        title: "What had to be repaired",
        introduction:
            "A feed that is broken is read all the same; `problems` in what `feedmill parse` prints tells where and what of. The feed does not count as failing. If you know the publisher, pass it on; otherwise there is nothing to do.",
        pages: [
            CodePage(
                "undefined-entity",
                "`&name;` that XML does not define.",
                why:
                    "HTML's names, such as `&nbsp;`, used in XML.",
                help:
                    "Nothing: it is read as HTML has it."
            ),
            CodePage(
                "bare-ampersand",
                "An `&` that begins no entity.",
                why:
                    "Addresses or texts put into XML as they were.",
                help:
                    "Nothing: it is read as an ampersand."
            ),
            CodePage(
                "bare-less-than",
                "A `<` that begins no tag.",
                why:
                    "A text put into XML as it was.",
                help:
                    "Nothing: it is read as text."
            ),
            CodePage(
                "control-character",
                "A control character that XML forbids.",
                why:
                    "Texts copied from word processors and terminals.",
                help:
                    "Nothing: it is left out."
            ),
            CodePage(
                "misnested-tag",
                "An end tag that closes an outer element before the inner ones.",
                why:
                    "XML written by hand or by templates.",
                help:
                    "Nothing: the inner ones are closed with it."
            ),
            CodePage(
                "unclosed-tag",
                "The text ends before an element does.",
                why:
                    "A document that was cut, or a template without its end.",
                help:
                    "Nothing: what came is read; the last item may be cut."
            ),
            CodePage(
                "stray-end-tag",
                "An end tag that closes nothing.",
                why:
                    "As with `misnested-tag`.",
                help:
                    "Nothing: it is left out."
            ),
            CodePage(
                "undeclared-prefix",
                "A prefix such as `media:` without a namespace.",
                why:
                    "Elements copied from another feed without their declaration.",
                help:
                    "Nothing: well-known prefixes are read as they are commonly meant."
            ),
            CodePage(
                "bad-attribute",
                "An attribute without quotes or value.",
                why:
                    "HTML's habits.",
                help:
                    "Nothing: it is read as HTML would be."
            ),
            CodePage(
                "duplicate-attribute",
                "An attribute that is given twice.",
                why:
                    "Two programs that each add it.",
                help:
                    "Nothing: the first counts."
            ),
            CodePage(
                "unclosed-cdata",
                "A CDATA section without an end.",
                why:
                    "A text that holds `]]>`, or a cut document.",
                help:
                    "Nothing: it is closed where its element ends."
            ),
            CodePage(
                "stray-cdata-end",
                "`]]>` that ends nothing.",
                why:
                    "CDATA within CDATA.",
                help:
                    "Nothing: it is left out."
            ),
            CodePage(
                "unclosed-markup",
                "A comment, declaration or tag without an end.",
                why:
                    "A cut document, or `<!--` in a text.",
                help:
                    "Nothing: it is left out."
            ),
            CodePage(
                "junk-outside-root",
                "Text before or after the document's element.",
                why:
                    "Warnings of a program, or a script's remains.",
                help:
                    "Nothing: it is left out."
            ),
            CodePage(
                "several-roots",
                "More than one document element.",
                why:
                    "Two feeds joined in one file.",
                help:
                    "Nothing: they are read as one."
            ),
            CodePage(
                "entity-limit",
                "Entities that would expand beyond the bound.",
                why:
                    "An attack on memory.",
                help:
                    "Nothing: they are left out."
            ),
            CodePage(
                "depth-limit",
                "Elements nested beyond `[limits] max_depth`.",
                why:
                    "Tags that are never closed, or an attack.",
                help:
                    "Raise `max_depth` if content is missing."
            ),
            CodePage(
                "attribute-limit",
                "More attributes on one element than the bound.",
                why:
                    "An attack, or a generator gone wrong.",
                help:
                    "Nothing: the rest are left out."
            ),
            CodePage(
                "text-limit",
                "A text longer than `[limits] max_text_size`.",
                why:
                    "Pictures written into the text, or whole books.",
                help:
                    "Raise `max_text_size` if the rest is wanted."
            ),
            CodePage(
                "external-entity",
                "An entity that lies in another document.",
                why:
                    "Old document types, or an attack on files and networks.",
                help:
                    "Nothing: it is never fetched."
            ),
            CodePage(
                "bad-declaration",
                "An XML declaration that does not stand at the beginning, or has white space before it.",
                why:
                    "A template with an empty first line.",
                help:
                    "Nothing: it is read over."
            ),
            CodePage(
                "bad-name",
                "A name that XML does not allow.",
                why:
                    "Tags made from free text.",
                help:
                    "Nothing: it is read as it is written."
            ),
            CodePage(
                "bad-end-tag",
                "An end tag with more than its name in it.",
                why:
                    "XML written by hand.",
                help:
                    "Nothing: it is read by its name."
            ),
            CodePage(
                "bad-comment",
                "Two dashes within a comment.",
                why:
                    "Rules of dashes in comments.",
                help:
                    "Nothing: it is read to the comment's end."
            ),
            CodePage(
                "bad-instruction",
                "A processing instruction without a proper name.",
                why:
                    "Remains of a template, such as `<?= … ?>`.",
                help:
                    "Nothing: it is left out."
            ),
            CodePage(
                "bad-doctype",
                "A document type declaration out of place or out of form.",
                why:
                    "HTML's declaration in a feed.",
                help:
                    "Nothing: it is read over."
            ),
            CodePage(
                "bad-reference",
                "A reference to a character that XML does not have.",
                why:
                    "Windows' numbers in place of Unicode's.",
                help:
                    "Nothing: it is read as HTML would be."
            ),
            CodePage(
                "bad-namespace",
                "A namespace declaration that is not allowed.",
                why:
                    "An empty or reserved prefix or name.",
                help:
                    "Nothing: it is read over."
            ),
            CodePage(
                "wrong-content-type",
                "The server names a type that is no feed's.",
                why:
                    "Servers that call every file HTML or text.",
                help:
                    "Nothing: the bytes decide."
            ),
            CodePage(
                "unknown-encoding",
                "The feed, or the list of feeds, names an encoding that nobody knows.",
                why:
                    "A misspelt name.",
                help:
                    "Nothing for a feed: what the bytes look like counts. A list of feeds: save it as UTF-8."
            ),
            CodePage(
                "wrong-encoding",
                "The feed names an encoding that it is not in.",
                why:
                    "A template's declaration that nobody changed.",
                help:
                    "Nothing: what the bytes are counts."
            ),
            CodePage(
                "guessed-encoding",
                "No encoding is named, and the bytes are not UTF-8.",
                why:
                    "Old programs.",
                help:
                    "Nothing; if letters are wrong, report it with the feed."
            ),
            CodePage(
                "malformed-text",
                "Bytes that the encoding does not have.",
                why:
                    "Texts of several encodings in one file, or a character cut in half.",
                help:
                    "Nothing: U+FFFD stands for them."
            ),
            CodePage(
                "double-encoded",
                "UTF-8 that was taken for something else and encoded again.",
                why:
                    "A database with the wrong setting.",
                help:
                    "Nothing: it is mended where that is certain."
            ),
            CodePage(
                "windows-1252-controls",
                "Control characters that windows-1252 has letters and quotes for.",
                why:
                    "Texts from Windows declared as something else.",
                help:
                    "Nothing: they are read as those."
            ),
            CodePage(
                "escaped-twice",
                "Markup that was escaped twice.",
                why:
                    "Two programs that each escape.",
                help:
                    "Nothing: it is mended."
            ),
            CodePage(
                "unreadable-date",
                "A date that no known form fits.",
                why:
                    "Dates written for people, or empty templates.",
                help:
                    "Nothing: the item has no date of its own. Report forms that could be read."
            ),
            CodePage(
                "missing-version",
                "JSON Feed without its version.",
                why:
                    "JSON written by hand.",
                help:
                    "Nothing: it is read as 1.1."
            ),
            CodePage(
                "item-limit",
                "More items than `[limits] max_items`.",
                why:
                    "A feed that keeps everything.",
                help:
                    "Raise `max_items` if the older ones are wanted."
            ),
            CodePage(
                "list-limit",
                "An item with more links, tags, people or attachments than any real one.",
                why:
                    "A generator gone wrong.",
                help:
                    "Nothing: the first are kept."
            ),
        ])
}
