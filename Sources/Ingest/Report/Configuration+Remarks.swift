import Articles

extension Configuration {
    /// What can be used, but for a line here and there: `FILE:LINE: what is wrong`.
    public func remarks(files: any FileReader = SystemFiles()) -> [String] {
        guard let directory = articles.siteRules else { return [] }
        let (found, problems) = SiteRuleBook.files(in: directory, files)
        return problems
            + SiteRules(files: found).problems.map { problem in
                "\(directory)/\(problem.file):\(problem.line): \(problem.message) [\(problem.code.rawValue)]"
            }
    }

    /// The same in few words, for a log: the community's rules alone have hundreds of lines that ask for log-ins.
    public func remarkSummary(files: any FileReader = SystemFiles()) -> [String] {
        let remarks = remarks(files: files)
        guard remarks.count > 10 else { return remarks }
        return remarks.prefix(3)
            + ["\(remarks.count - 3) more lines of the site rules cannot be used; `feedmill check` tells each"]
    }
}
