import Basics
import Markup

extension Article {
    /// The three forms of the content, from one fragment, so that they tell the same words.
    mutating func setContent(_ fragment: HTMLFragment) {
        contentHTML = HTMLSanitizer(base: nil).clean(fragment.html).nfc
        contentText = fragment.plainText.cleaned
        contentMarkdown = fragment.markdown.cleaned
        wordCount = Article.words(in: contentText)
    }

    /// Puts the lead image before a content that has none.
    mutating func insertImage() {
        guard let image, !contentHTML.holds("<img") else { return }
        var builder = HTMLFragmentBuilder()
        builder.void(.img, [HTMLFragment.Attribute("src", image)])
        let fragment = builder.finish()
        contentHTML = fragment.html + contentHTML
        contentMarkdown = fragment.markdown + "\n\n" + contentMarkdown
    }

    /// The parts of one article, in their order, as one: the first part's keys, the text of all; what a part repeats of those before it
    /// stands once.
    public static func join(_ parts: [Article]) -> Article? {
        guard var whole = parts.first else { return nil }
        var seen = Set([whole.contentText])
        for part in parts.dropFirst() where seen.insert(part.contentText).inserted {
            whole.contentHTML += part.contentHTML
            whole.contentText += "\n\n" + part.contentText
            whole.contentMarkdown += "\n\n" + part.contentMarkdown
            whole.wordCount += part.wordCount
            whole.confidence = min(whole.confidence, part.confidence)
        }
        whole.nextPageURL = parts.last?.nextPageURL
        return whole
    }

    /// Runs of letters and digits; an ideograph is a word.
    static func words(in text: String) -> Int {
        var count = 0
        var isInWord = false
        for scalar in text.unicodeScalars {
            if (0x3040...0x9FFF).contains(scalar.value) {
                count += 1
                isInWord = false
            } else if scalar.isWordCharacter {
                if !isInWord { count += 1 }
                isInWord = true
            } else if scalar != "'" && scalar != "’" {
                isInWord = false
            }
        }
        return count
    }
}
