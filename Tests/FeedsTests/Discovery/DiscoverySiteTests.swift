import Feeds
import Testing

private let channel = "UCabcdefghijklmnopqrstuv"
private let videos = "https://www.youtube.com/feeds/videos.xml"

private func generator(_ name: String) -> String { "<meta name=generator content=\"\(name)\">" }

@Suite struct DiscoverySiteTests {
    /// A page's address, what it says of itself, and its feeds: paths are of the same host.
    @Test(arguments: [
        ("https://www.youtube.com/channel/\(channel)/videos", "", ["\(videos)?channel_id=\(channel)"]),
        ("https://www.youtube.com/playlist?list=PL1", "", ["\(videos)?playlist_id=PL1"]),
        ("https://www.youtube.com/user/u", "", ["\(videos)?user=u"]),
        (
            "https://www.youtube.com/@h", "<link rel=canonical href=https://www.youtube.com/channel/\(channel)>",
            ["\(videos)?channel_id=\(channel)"]
        ),
        (
            "https://m.youtube.com/@h/videos", "<meta itemprop=identifier content=\(channel)>",
            ["\(videos)?channel_id=\(channel)"]
        ),
        (
            "https://www.youtube.com/watch?v=1&list=PL1", "<script>{\"externalChannelId\" : \"\(channel)\"}</script>",
            ["\(videos)?channel_id=\(channel)", "\(videos)?playlist_id=PL1"]
        ),
        ("https://www.youtube.com/feed/trending", "<script>{\"channelId\":\"\(channel)\"}</script>", []),
        ("https://github.com/o/r", "", ["/o/r/releases.atom", "/o/r/commits/HEAD.atom", "/o/r/tags.atom"]),
        (
            "https://github.com/o/r/issues", "<script>{\"defaultBranch\":\"trunk\"}</script>",
            ["/o/r/releases.atom", "/o/r/commits/trunk.atom", "/o/r/tags.atom"]
        ),
        (
            "https://github.com/o/r/tree/dev/Sources", "",
            ["/o/r/commits/dev.atom", "/o/r/releases.atom", "/o/r/tags.atom"]
        ),
        ("https://github.com/o", "", ["/o.atom"]),
        ("https://github.com/features/actions", "", []),
        (
            "https://gitlab.com/g/s/p/-/issues", "",
            ["/g/s/p/-/releases.atom", "/g/s/p/-/tags?format=atom", "/g/s/p.atom"]
        ),
        ("https://www.reddit.com/r/swift/", "", ["/r/swift/.rss"]),
        ("https://old.reddit.com/user/x", "", ["/user/x/.rss"]),
        ("https://www.reddit.com/r/a/comments/1/t/", "", ["/r/a/.rss", "/r/a/comments/1/.rss"]),
        ("https://mastodon.social/@u", "", ["/@u.rss"]),
        ("https://mastodon.social/@u@elsewhere.example", "", []),
        ("https://m.example/@u", generator("Mastodon 4.3"), ["/@u.rss"]),
        ("https://bsky.app/profile/x.example", "", ["/profile/x.example/rss"]),
        ("https://medium.com/@u/a-story-1", "", ["/feed/@u"]),
        ("https://medium.com/pub", "", ["/feed/pub"]),
        ("https://u.medium.com/a", "", ["/feed"]),
        ("https://u.substack.com/p/a", "", ["/feed"]),
        ("https://u.tumblr.com/post/1", "", ["/rss"]),
        ("https://www.tumblr.com/u/1", "", ["https://u.tumblr.com/rss"]),
        ("https://u.blogspot.co.uk/", "", ["/feeds/posts/default", "/feeds/comments/default"]),
        ("https://w.example/a", generator("WordPress 6.4"), ["/feed/", "/comments/feed/"]),
        (
            "https://w.example/blog/a", "<link rel='https://api.w.org/' href=https://w.example/blog/wp-json/>",
            ["/blog/feed/", "/blog/comments/feed/"]
        ),
        ("https://g.example/a", generator("Ghost 5.0"), ["/rss/"]),
        ("https://h.example/a", generator("Hugo 0.120.4"), ["/index.xml"]),
        (
            "https://d.example/t/slug/12/3", generator("Discourse 3.2 - https://d.example"),
            ["/latest.rss", "/t/slug/12.rss"]
        ),
        ("https://stackoverflow.com/questions/tagged/swift", "", ["/feeds/tag/swift", "/feeds"]),
        ("https://unix.stackexchange.com/questions/5/x", "", ["/feeds/question/5", "/feeds"]),
        ("https://vimeo.com/u", "", ["/u/videos/rss"]),
        ("https://vimeo.com/12345", "", []),
        (
            "https://soundcloud.com/u", "<meta property=al:ios:url content=soundcloud://users:77>",
            ["https://feeds.soundcloud.com/users/soundcloud:users:77/sounds.rss"]
        ),
        ("https://news.ycombinator.com/", "", ["/rss"]),
        (
            "https://arxiv.org/list/cs.AI/recent", "",
            ["https://rss.arxiv.org/rss/cs.AI", "https://rss.arxiv.org/atom/cs.AI"]
        ),
        (
            "https://en.wikipedia.org/wiki/AT%26T", "",
            [
                "/w/index.php?title=AT%26T&action=history&feed=atom",
                "/w/index.php?title=Special:RecentChanges&feed=atom",
            ]
        ),
        ("https://store.steampowered.com/app/440/TF/", "", ["/feeds/news/app/440/"]),
        ("https://u.itch.io/game", "", ["/game/devlog.rss"]),
        ("https://pypi.org/project/p/", "", ["/rss/project/p/releases.xml"]),
        ("https://www.npmjs.com/package/p", "", []),
        (
            "https://www.flickr.com/photos/u/", "<script>{\"nsid\":\"12@N00\"}</script>",
            ["/services/feeds/photos_public.gne?id=12@N00&format=rss_200"]
        ),
        ("https://www.pinterest.de/u/", "", ["/u/feed.rss"]),
        ("https://www.pinterest.com/u/board/", "", ["/u/board.rss", "/u/feed.rss"]),
        ("https://www.dailymotion.com/u", "", ["/rss/user/u"]),
        ("https://t.me/s/c", "", []),
    ])
    func whereSitesHaveTheirFeeds(_ url: String, _ page: String, _ feeds: [String]) {
        let found = FeedDiscovery(in: Array(page.utf8), url: url).candidates
        let origin = url.split(separator: "/").prefix(2).joined(separator: "//")
        #expect(found.map(\.url) == feeds.map { $0.hasPrefix("/") ? origin + $0 : $0 }, "\(url)")
        #expect(found.allSatisfy { $0.origin == .siteKnowledge })
    }

    @Test func whatAProgramHasAsARuleIsAGuess() {
        let found = FeedDiscovery(in: Array(generator("Jekyll v4.2").utf8), url: "https://j.example/a").candidates
        #expect(found == [FeedCandidate(url: "https://j.example/feed.xml", origin: .generator)])
        #expect(found[0].origin.isGuess)
    }

    @Test func aNamedFeedGoesBeforeTheSites() {
        let page =
            generator("WordPress") + "<link rel=alternate type=application/rss+xml href=/f><a href=/news.rss>n</a>"
        let found = FeedDiscovery(in: Array(page.utf8), url: "https://w.example/").candidates
        #expect(found.map(\.origin) == [.linkElement, .siteKnowledge, .bodyLink, .siteKnowledge])
    }
}
