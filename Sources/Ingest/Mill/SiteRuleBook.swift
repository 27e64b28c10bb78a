import Articles
import Basics
import HTTP

/// The operator's site rules, read once from their directory; each page's worker is handed those of its host alone.
public struct SiteRuleBook: Sendable {
    private let rules: SiteRules?

    /// Reads the directory, where one is named. What cannot be used is `feedmill check`'s to tell.
    init(directory: String?, files: any FileReader = SystemFiles()) {
        rules = directory.map { SiteRules(files: SiteRuleBook.files(in: $0, files).found) }
    }

    func rules(for url: WebURL) -> SiteRuleSet? { url.host.flatMap { rules?.matching(host: $0) } }

    /// What a request for a page has to carry, whatever address a redirect leads to.
    var requestFields: HTTPRequest.SiteFields? {
        guard let rules else { return nil }
        return { url in
            (url.host.flatMap { rules.matching(host: $0) }?.headers ?? []).map {
                HTTPRequest.Field(name: $0.name, value: $0.value)
            }
        }
    }

    /// The rules' files in a directory, and what of it cannot be read.
    public static func files(in directory: String, _ files: any FileReader = SystemFiles()) -> (
        found: [(name: String, bytes: [UInt8])], problems: [String]
    ) {
        var found: [(name: String, bytes: [UInt8])] = []
        var problems: [String] = []
        // A pattern's star stands for no point at the beginning of a name: `.example.com.txt` has a pattern of its own.
        for path in (files.glob(directory + "/*.txt") + files.glob(directory + "/.*.txt")).sorted() {
            do throws(FileReadError) {
                let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
                found.append((String(name), try files.read(path, limit: 1 << 20)))
            } catch {
                problems.append(line(path, error))
            }
        }
        if found.isEmpty, problems.isEmpty {
            let error = FileReadError(code: "site-rules-empty", message: "there is no file of site rules in it")
            problems.append(line(directory, error))
        }
        return (found, problems)
    }

    private static func line(_ path: String, _ error: FileReadError) -> String {
        "\(path): \(error.message) [\(error.code)]"
    }
}
