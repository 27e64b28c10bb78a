import Articles

extension Configuration {
    /// What can be used, but for a line here and there: `FILE:LINE: what is wrong`.
    public func remarks(files: any FileReader = SystemFiles()) -> [String] {
        guard let directory = articles.siteRules else { return [] }
        return SiteRules(files: SiteRuleBook.files(in: directory, files)).problems.map { problem in
            "\(directory)/\(problem.file):\(problem.line): \(problem.message) [\(problem.code.rawValue)]"
        }
    }
}
