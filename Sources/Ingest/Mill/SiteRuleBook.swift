import Articles
import Basics

/// The operator's site rules, read once from their directory; each page's worker is handed those of its host alone.
public struct SiteRuleBook: Sendable {
    private let rules: SiteRules?

    /// Reads the directory, where one is named. What cannot be used is `feedmill check`'s to tell.
    init(directory: String?, files: any FileReader = SystemFiles()) {
        rules = directory.map { SiteRules(files: SiteRuleBook.files(in: $0, files)) }
    }

    /// As a worker reads it; empty where there is no rule for the host.
    func text(for host: String) -> String { rules?.matching(host: host)?.text ?? "" }

    /// The rules' files in a directory; what cannot be read is left out.
    public static func files(in directory: String, _ files: any FileReader = SystemFiles()) -> [(
        name: String, bytes: [UInt8]
    )] {
        files.glob(directory + "/*.txt").compactMap { path in
            guard let bytes = try? files.read(path, limit: 1 << 20) else { return nil }
            return (String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]), bytes)
        }
    }
}
