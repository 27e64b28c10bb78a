import Basics
import Markup

extension FuzzTarget {
    /// Any text through the sanitiser, with an address to resolve against and without one.
    static let clean = FuzzTarget(name: "Clean") { bytes in
        let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
        for base in [WebURL("https://example.org/a/b"), nil] {
            let clean = HTMLSanitizer(base: base).clean(text)
            guard let html = String(validating: clean, as: UTF8.self) else {
                throw FuzzFinding(description: "the sanitiser wrote what is no UTF-8")
            }
            try requireClean(html)
            let again = HTMLSanitizer(base: base).clean(html)
            try require(again == html, "cleaned again it is not the same:\n\(html)\n\(again)")
        }
    }
}
