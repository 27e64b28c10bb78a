import Markup

/// An element that means something in a feed, whatever its format spells it.
enum Element: UInt8, Sendable {
    // Structure
    case rss, rdf, feed, channel, item, items, image, textInput, skipHours, skipDays, author, contributor, source
    case mediaGroup, mediaContent, mediaCommunity, mediaCredit, urlSet, newsRoot, publication,
        place, point
    case category, cloud, enclosure, link, guid, html, deletedEntry, podcastTranscript, podcastChapters,
        podcastPerson
    case podcastLocation, podcastSoundbite, podcastSeason, podcastEpisode, podcastFunding, podcastGUID, podcastLocked,
        podcastTrailer
    case podcastMedium, podcastAlternate, podcastSource, podcastSocial, podcastLicense, podcastImages, podcastImage,
        podcastValue
    case mediaThumbnail, mediaPlayer, mediaRating, mediaKeywords, mediaCategory, mediaCopyright, mediaLicense,
        mediaHash, mediaText
    case mediaStatistics, mediaStarRating, mediaTags, mediaTitle, mediaDescription, mediaEmbed, mediaRestriction,
        mediaPrice,
        mediaStatus, mediaPeerLink, mediaSubTitle
    case itunesImage, itunesCategory, itunesOwner, chapters, chapter, inReplyTo, logo, archive, complete
    // Texts
    case title, description, content, encoded, summary, subtitle, id, name, email, uri, published, updated, pubDate,
        lastBuildDate
    case issued, modified, created, dcDate, rights, copyright, generator, language, managingEditor, webMaster, ttl,
        hour, day
    case updatePeriod, updateFrequency, comments, commentRSS, comment, commentCount, creator, publisher, dcContributor,
        subject, dcIdentifier
    case dcTitle, dcDescription, dcRights, dcLanguage, dcSource, dcType, xhtmlBody, fullItem, abstract
    case itunesTitle, itunesAuthor, itunesSubtitle, itunesSummary, itunesKeywords, itunesExplicit, itunesBlock,
        itunesDuration, itunesEpisode
    case itunesSeason, itunesEpisodeType, itunesType, itunesNewFeedURL, itunesComplete, itunesOrder,
        itunesClosedCaptioned
    case originalLink, originalEnclosureLink, latitude, longitude, georssPoint, georssLine, georssPolygon, georssBox,
        featureName, position, georssCircle, lowerCorner, upperCorner, latitudeLongitude
    case license, videoID, channelID, icon, newsTitle, newsDate, newsLanguage, newsKeywords, imageLocation,
        imageCaption, width, height
    case prismDate, generatorAgent, expires, sourceMarkdown, sitemapLocation, sitemapModified,
        newLocation, redirect, tags, sitemapImage

    /// How its contents are read.
    enum Reading: UInt8, Sendable {
        /// Its children count.
        case container
        /// Only its attributes count.
        case attributes
        /// Text.
        case plain
        /// Text that is, or may be, HTML once it is unescaped.
        case markup
        /// One of Atom's text constructs: what it is stands in its attributes.
        case construct
    }

    /// Whether it is one of those that nearly every item has beside its link.
    var isItemPart: Bool {
        switch self {
        case .title, .description, .encoded, .guid, .pubDate, .author, .creator, .category, .comments, .enclosure: true
        default: false
        }
    }

    /// Whether its text is one of Media RSS's.
    var isMedia: Bool {
        switch self {
        case .mediaThumbnail, .mediaRating, .mediaKeywords, .mediaCategory, .mediaCopyright, .mediaLicense, .mediaHash,
            .mediaText, .mediaTags,
            .mediaTitle, .mediaDescription, .mediaRestriction, .mediaCredit, .mediaPlayer, .mediaPrice, .mediaStatus,
            .mediaPeerLink, .mediaSubTitle:
            true
        default: false
        }
    }

    /// Whether its text is one of Podcasting 2.0's.
    var isPodcast: Bool {
        switch self {
        case .podcastPerson, .podcastLocation, .podcastSoundbite, .podcastSeason, .podcastEpisode, .podcastFunding,
            .podcastGUID,
            .podcastLocked, .podcastTrailer, .podcastMedium, .podcastSocial, .podcastLicense:
            true
        default: false
        }
    }
}
