import Basics

@testable import Articles

/// Pages of plain paragraphs, into which a test puts the one thing that it is about.
enum ArticleFixtures {
    static let sentences = [
        "Engineers had warned for years that the iron beams under the roadway were rusting faster than anyone had expected.",
        "Residents of the eastern quarter, who use the crossing every morning, welcomed the decision but asked for a detour.",
        "The mayor said that the costs would be shared between the town and the province, and that work begins in September.",
        "A second inspection is planned for the coming month, when divers will look at the stone piers below the water line.",
        "Critics in the opposition called the plan too late and too expensive, and reminded the council of an earlier study.",
    ]

    /// So many paragraphs, no two alike.
    static func paragraphs(_ count: Int, from first: Int = 0) -> String {
        texts(count, from: first).map { "<p>\($0)</p>" }.joined()
    }

    static func texts(_ count: Int, from first: Int = 0) -> [String] {
        (first..<(first + count)).map { number in
            let street = String(
                ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper"][number % 10])
            return
                "\(sentences[number % 5]) \(street) street was named by office \(number) as well, where clerks count the cars."
        }
    }

    static func page(_ content: String, head: String = "") -> String {
        """
        <!doctype html><html lang=en><head><title>Bridge to be repaired</title>\(head)</head><body><nav><ul><li><a href=/>Home</a></li>\
        <li><a href=/n>News</a></li></ul></nav><main><article><h1>Bridge to be repaired</h1>\(content)</article></main>\
        <footer><p>© 2018 The Example</p></footer></body></html>
        """
    }

    /// A page that shows nothing until its script has run.
    static func application(_ scripts: String) -> String {
        "<html lang=en><head><title>Bridge</title></head><body><div id=root></div>\(scripts)</body></html>"
    }

    static func extract(_ html: String) throws(ArticleError) -> Article {
        try ArticleExtractor().extract(
            Array(html.utf8), url: WebURL("https://example.org/a/bridge"), contentType: "text/html; charset=utf-8")
    }

    static func json(_ value: JSONValue) -> String { String(decoding: value.encoded, as: UTF8.self) }

    /// As it may stand in a script.
    static func escaped(_ text: String) -> String { json(.string(text)).replacing("</", with: "<\\/") }
}
