import Articles

extension Configuration {
    /// What can be used, but for a line here and there: `FILE:LINE: what is wrong`.
    public func remarks(files: any FileReader = SystemFiles()) -> [String] {
        let addresses = remoteIncludes.map {
            "include: \($0): OPML is read from files alone; this address is not fetched"
        }
        guard let directory = articles.siteRules else { return addresses }
        return addresses
            + SiteRules(files: SiteRuleBook.files(in: directory, files)).problems.map { problem in
                "\(directory)/\(problem.file):\(problem.line): \(problem.message) [\(problem.code.rawValue)]"
            }
    }
}
