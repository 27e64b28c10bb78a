import Basics

/// Decides what of a feed's own facts counts: the table of precedence in docs/feeds.md, in code.
struct FeedAssembly {
    let facts: Facts
    let limits: FeedLimits

    func assemble(_ problems: inout [Problem]) -> Feed {
        var feed = Feed()
        feed.title = facts.string(.title, .dcTitle, .itunesTitle, .mediaTitle)
        feed.description = facts.string(
            .subtitle, .description, .summary, .dcDescription, .itunesSummary, .abstract, .itunesSubtitle)
        feed.id = facts.text(.id, .guid)?.verbatim.nonEmpty ?? facts.about
        feed.language = LanguageTag.mend(facts.string(.language, .dcLanguage) ?? facts.language)
        feed.rights = facts.string(.rights, .copyright, .dcRights, .mediaCopyright)
        feed.generator = facts.string(.generator, .generatorAgent)
        feed.tags = facts.tags
        links(&feed)
        feed.icon = facts.address(.icon)
        feed.image =
            facts.image.url ?? facts.address(.logo) ?? facts.itunesImage ?? facts.media.thumbnails.first
        people(&feed)
        var dates = DateFacts(facts: facts)
        feed.datePublished = dates.first(.published, .pubDate, .issued, .dcDate, .created)
        feed.dateModified = dates.first(.updated, .modified, .lastBuildDate, .dcDate)
        dates.report(&problems, limit: limits.maximumProblems)
        feed.hubs += facts.hubs
        polling(&feed)
        feed.itunes = ITunesFacts.json(facts)
        feed.podcast = PodcastFacts.json(facts)
        feed.media = facts.media.json
        feed.licenseURL = first("license")?.url
        feed.deletedIDs = facts.all(.deletedEntry).map(\.verbatim)
        feed.newURL = facts.address(.newLocation, .itunesNewFeedURL)
        if facts.string(.itunesComplete)?.asciiLowercased == "yes" { feed.expired = true }
        return feed
    }

    private func first(_ rel: String) -> RawLink? { facts.links.first { $0.rel == rel } }

    private func links(_ feed: inout Feed) {
        let alternates = facts.links.filter { $0.rel == "alternate" }
        feed.homePageURL = (alternates.first { $0.type?.contains("html") ?? true } ?? alternates.first)?.url
        if let native = facts.links.last(where: \.isNative) { feed.homePageURL = native.url }
        feed.feedURL = first("self")?.url
        if feed.homePageURL == nil {
            feed.homePageURL = feed.id.flatMap { URLText.isWebAddress($0) ? $0 : nil } ?? feed.feedURL
        }
        feed.nextURL = first("next")?.url
        feed.previousArchiveURL = first("prev-archive")?.url
        feed.hubs = facts.links.filter { $0.rel == "hub" }.map { Hub(type: "WebSub", url: $0.url) }
    }

    private func people(_ feed: inout Feed) {
        var people = facts.authors + facts.people(.author)
        if people.isEmpty { people = facts.people(.managingEditor) }
        if !people.contains(where: { $0.name != nil }) {
            people = People.named(people, facts.people(.creator), facts.people(.itunesAuthor))
        }
        if people.isEmpty, let owner = facts.itunesOwner { people = [owner] }
        feed.authors = People.distinct(people, limit: limits.maximumListLength)
        feed.contributors = People.distinct(
            facts.contributors + facts.people(.dcContributor),
            limit: limits.maximumListLength)
    }

    private func polling(_ feed: inout Feed) {
        feed.polling = facts.polling
        feed.polling.ttlMinutes = facts.string(.ttl).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let periods = ["hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000]
        if let period = facts.string(.updatePeriod).flatMap({ periods[$0.asciiLowercased] }) {
            let frequency = facts.string(.updateFrequency).flatMap { Int($0) } ?? 1
            feed.polling.updatePeriodSeconds = max(1, period / max(1, frequency))
        }
    }
}
