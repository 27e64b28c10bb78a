import Markup

/// The namespaces that mean something in a feed.
enum Namespace {
    /// RSS's own elements, which have none, and the namespaces that RSS 0.90, 1.0, 1.1 and a few generators give them.
    static let core: UInt8 = 0
    static let xml: UInt8 = 1
    static let atom: UInt8 = 2
    static let rdf: UInt8 = 3
    static let dc: UInt8 = 4
    static let dcterms: UInt8 = 5
    static let content: UInt8 = 6
    static let syndication: UInt8 = 7
    static let slash: UInt8 = 8
    static let wfw: UInt8 = 9
    static let thread: UInt8 = 10
    static let media: UInt8 = 11
    static let itunes: UInt8 = 12
    static let podcast: UInt8 = 13
    static let georss: UInt8 = 14
    static let geo: UInt8 = 15
    static let gml: UInt8 = 16
    static let creativeCommons: UInt8 = 17
    static let youtube: UInt8 = 18
    static let feedburner: UInt8 = 19
    static let chapters: UInt8 = 20
    static let tombstones: UInt8 = 21
    static let history: UInt8 = 22
    static let xhtml: UInt8 = 23
    static let news: UInt8 = 24
    static let sitemapImage: UInt8 = 25
    static let googlePlay: UInt8 = 26
    static let prism: UInt8 = 27
    static let blogger: UInt8 = 28
    static let admin: UInt8 = 29
    static let xlink: UInt8 = 30
    static let sourceScripting: UInt8 = 31
    static let trackback: UInt8 = 32
    static let yandex: UInt8 = 33

    static let vocabulary = XMLVocabulary(
        uris: [
            ("backend.userland.com/rss", core), ("backend.userland.com/rss2", core),
            ("blogs.law.harvard.edu/tech/rss", core),
            ("backend.userland.com/rss091", core), ("backend.userland.com/rss092", core),
            ("backend.userland.com/rss093", core),
            ("backend.userland.com/rss094", core), ("purl.org/rss/1.0", core), ("my.netscape.com/rdf/simple/0.9", core),
            ("channel.netscape.com/rdf/simple/0.9", core), ("purl.org/net/rss1.1", core), ("purl.org/rss/2.0", core),
            ("my.netscape.com/publish/formats/rss-0.91.dtd", core), ("example.com/newformat", core),
            ("sitemaps.org/schemas/sitemap/0.9", core), ("google.com/schemas/sitemap/0.9", core),
            ("google.com/schemas/sitemap/0.84", core), ("rssboard.org/rss-specification", core),
            ("w3.org/2005/Atom", atom), ("purl.org/atom/ns", atom), ("example.com/necho", atom),
            ("purl.org/atom", atom), ("purl.org/echo", atom), ("purl.org/pie", atom), ("uri/of/echo/namespace", atom),
            ("w3.org/xml/1998/namespace", xml), ("w3.org/1999/02/22-rdf-syntax-ns", rdf),
            ("purl.org/dc/elements/1.1", dc), ("purl.org/dc/elements/1.0", dc), ("purl.org/dc", dc),
            ("purl.org/metadata/dublin_core", dc),
            ("purl.org/dc/terms", dcterms), ("purl.org/dcterms", dcterms),
            ("purl.org/rss/1.0/modules/content", content), ("purl.org/rss/1.0/modules/syndication", syndication),
            ("purl.org/rss/1.0/modules/slash", slash), ("wellformedweb.org/commentapi", wfw),
            ("purl.org/syndication/thread/1.0", thread),
            ("purl.org/rss/1.0/modules/threading", thread),
            ("search.yahoo.com/mrss", media), ("search.yahoo.com/mrss/1.0", media),
            ("video.search.yahoo.com/mrss", media),
            ("tools.search.yahoo.com/mrss", media), ("api.maps.yahoo.com/media", media),
            ("video.search.yahoo.com/mrss/1.0", media),
            ("itunes.com/dtds/podcast-1.0.dtd", itunes), ("itunes.com/dtds/podcast-1.0.dtd#", itunes),
            ("example.com/dtds/podcast-1.0.dtd", itunes),
            ("podcastindex.org/namespace/1.0", podcast),
            ("github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", podcast),
            ("georss.org/georss", georss), ("georss.org/georss/10", georss), ("georss.org/georss/11", georss),
            ("w3.org/2003/01/geo/wgs84_pos", geo), ("opengis.net/gml", gml), ("opengis.net/gml/3.2", gml),
            ("backend.userland.com/creativecommonsrssmodule", creativeCommons),
            ("web.resource.org/cc", creativeCommons),
            ("creativecommons.org/ns", creativeCommons),
            ("cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", creativeCommons),
            ("youtube.com/xml/schemas/2015", youtube), ("gdata.youtube.com/schemas/2007", youtube),
            ("rssnamespace.org/feedburner/ext/1.0", feedburner), ("podlove.org/simple-chapters", chapters),
            ("podlove.org/simple-chapters/1", chapters), ("purl.org/atompub/tombstones/1.0", tombstones),
            ("purl.org/syndication/history/1.0", history), ("w3.org/1999/xhtml", xhtml),
            ("google.com/schemas/sitemap-news/0.9", news), ("google.com/schemas/sitemap-image/1.1", sitemapImage),
            ("google.com/schemas/play-podcasts/1.0", googlePlay), ("prismstandard.org/namespaces/basic/2.0", prism),
            ("prismstandard.org/namespaces/1.2/basic", prism), ("prismstandard.org/namespaces/basic/2.1", prism),
            ("schemas.google.com/blogger/2008", blogger), ("schemas.google.com/g/2005", blogger),
            ("webns.net/mvcb", admin),
            ("w3.org/1999/xlink", xlink), ("source.scripting.com", sourceScripting),
            ("madskills.com/public/xml/rss/module/trackback", trackback),
            ("news.yandex.ru", yandex),
        ],
        prefixes: [
            ("rss", core), ("atom", atom), ("atom10", atom), ("atom03", atom), ("a10", atom), ("rdf", rdf), ("dc", dc),
            ("dcterms", dcterms),
            ("content", content), ("sy", syndication), ("slash", slash), ("wfw", wfw), ("thr", thread),
            ("media", media), ("mrss", media),
            ("itunes", itunes), ("podcast", podcast), ("georss", georss), ("geo", geo), ("gml", gml),
            ("creativecommons", creativeCommons),
            ("cc", creativeCommons), ("yt", youtube), ("feedburner", feedburner), ("psc", chapters), ("at", tombstones),
            ("fh", history),
            ("xhtml", xhtml), ("html", xhtml), ("news", news), ("googleplay", googlePlay), ("prism", prism),
            ("gd", blogger),
            ("admin", admin), ("xlink", xlink), ("source", sourceScripting), ("trackback", trackback),
            ("yandex", yandex),
        ])
}
