/// What the words of a class, an id or an element's name hint at. A hint is evidence for the model, never a verdict.
///
/// The raw value is the lane of `ElementContext` that holds the distance to the nearest element with this hint.
enum NameSignal: UInt8, CaseIterable, Sendable {
    case article, body, main, comment, navigation, header, footer, sidebar, share, related,
        advertisement, author, meta
    case tags, caption, newsletter, dialog, hidden, product, review, card, intro, title, forum, code,
        accordion, hero
    case gallery, toc, tools, breadcrumb, pagination, quote, box, contact, search

    /// The words of each hint: parts of class names in lower case, in the singular.
    var words: String {
        switch self {
        case .article:
            "article story entry post artikel beitrag articulo noticia nota artykul blogpost news hentry articolo"
        case .body:
            "body text content prose copy paragraph richtext wysiwyg articlebody maincontent postcontent entrycontent inhalt texte contenu contenido cuerpo tresc bodytext storybody articletext markdown rte corpo testo wpb"
        case .main: "main primary center centre hauptinhalt principal middle maincol"
        case .comment:
            "comment reply disqus respond discussion commentlist kommentar comentario commentaire komentarz commento feedback"
        case .navigation: "nav navigation menu navbar submenu megamenu sitemap quicklink mainmenu menue"
        case .header: "header masthead topbar head top siteheader pageheader kopf"
        case .footer: "footer foot bottom copyright colophon legal disclaimer imprint impressum fuss"
        case .sidebar:
            "sidebar aside rail secondary complementary widget sidecol marginal randspalte marginalie"
        case .share:
            "share sharing social facebook twitter whatsapp linkedin pinterest addthis sharedaddy follow like teilen addtoany shariff compartir partage"
        case .related:
            "related recommend recommended recommendation more readmore similar popular trending latest teaser recirc outbrain taboola suggestion seealso also relacionada verwandt mehr weitere relate mostread podobne upnext recent plus lesetipp promoted"
        case .advertisement:
            "ad advert advertisement sponsor sponsored promo promotion banner dfp gpt commercial anzeige werbung partner affiliate adsense adslot adsbygoogle publicidad reklama pub billboard mpu"
        case .author:
            "author bio byline vcard profile contributor writer autor auteur authorbox verfasser redakteur biography autore"
        case .meta:
            "meta date time timestamp published posted info dateline category postmeta entrymeta datum fecha data kicker updated"
        case .tags: "tag topic keyword label taxonomy tagcloud schlagwort etiqueta"
        case .caption:
            "caption credit figcaption legend bildunterschrift legende imgcaption photocredit quelle source"
        case .newsletter:
            "newsletter subscribe subscription signup email mailing optin cta paywall login register signin membership abo donate registration premium"
        case .dialog:
            "cookie consent gdpr privacy modal popup dialog overlay lightbox tooltip toast alert notice onetrust cmp interstitial popover"
        case .hidden:
            "hidden hide invisible sr screenreader visuallyhidden offscreen collapsed noprint noshow visually unseen"
        case .product:
            "product price sku cart shop buy spec specification checkout basket add2cart addtocart offer variant swatch produkt stock"
        case .review: "review rating testimonial star stars bewertung"
        case .card:
            "card grid tile item list listing result collection feed archive slider carousel swiper slick glide slide cell masonry"
        case .intro:
            "intro lead lede standfirst dek subtitle summary excerpt abstract description chapo sapo deck subhead subheadline vorspann anriss entradilla introduction zajawka untertitel sommario"
        case .title: "title headline heading titel titulo titre h1 ueberschrift"
        case .forum:
            "message thread forum answer question topic postbody usertext postmessage bbwrapper bbcode msg"
        case .code: "code highlight syntax gist pre snippet console codeblock prettyprint"
        case .accordion:
            "accordion faq tab panel toggle collapse expand collapsible tabpanel expandable"
        case .hero: "hero jumbotron splash cover stage intro banner"
        case .gallery:
            "gallery slideshow image photo media video player embed figure picture thumbnail img bild foto"
        case .toc: "toc outline contents inhaltsverzeichnis tableofcontents ontoc docs"
        case .tools:
            "print tool toolbar action button btn control edit helpful vote bookmark save copy font"
        case .breadcrumb: "breadcrumb crumb bread"
        case .pagination: "pagination pager prev next previous older newer pagenav pagenumber"
        case .quote: "quote pullquote blockquote zitat citation"
        case .box: "box infobox factbox callout note tip warning aside block module infobox kasten"
        case .contact: "contact address location map hour phone kontakt store"
        case .search: "search form input filter sort facet suche field checkbox"
        }
    }
}

/// A set of hints.
struct NameSignals: OptionSet, Sendable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(_ signal: NameSignal) { rawValue = 1 << UInt64(signal.rawValue) }

    func contains(_ signal: NameSignal) -> Bool { rawValue >> UInt64(signal.rawValue) & 1 == 1 }

    /// Those that the words of a class or id attribute name: words are parted by what is no letter and at the capital of a camelCase name.
    init(words value: UnsafeBufferPointer<UInt8>) {
        var found: UInt64 = 0
        var hash = NameSignals.seed
        var beforeLast = NameSignals.seed
        var length = 0
        var last: UInt8 = 0
        func finish() {
            guard length >= 2 else { return }
            found |= NameSignals.table.signals(of: hash)
            // The plural of a word is the word.
            if last == 0x73 && length > 3 { found |= NameSignals.table.signals(of: beforeLast) }
        }
        // Long attributes are machine-made: their first words tell enough.
        for index in 0..<min(value.count, 256) {
            let byte = value[index]
            let lower = byte | 0x20
            guard lower >= 0x61 && lower <= 0x7A else {
                finish()
                (hash, beforeLast, length) = (NameSignals.seed, NameSignals.seed, 0)
                continue
            }
            if byte != lower && last >= 0x61 && length > 0 {
                finish()
                (hash, beforeLast, length) = (NameSignals.seed, NameSignals.seed, 0)
            }
            beforeLast = hash
            hash = NameSignals.step(hash, lower)
            length += 1
            last = byte
        }
        finish()
        rawValue = found
    }

    private static let seed: UInt32 = 2_166_136_261

    private static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    private static let table = WordTable()

    /// Open addressing over the words' hashes.
    private struct WordTable: Sendable {
        private var slots = [(hash: UInt32, signals: UInt64)](repeating: (0, 0), count: 2048)

        init() {
            for signal in NameSignal.allCases {
                for word in signal.words.split(separator: " ") {
                    let hash = word.utf8.reduce(NameSignals.seed) { NameSignals.step($0, $1) }
                    var slot = Int(hash & 2047)
                    while slots[slot].hash != 0 && slots[slot].hash != hash { slot = (slot + 1) & 2047 }
                    slots[slot].hash = hash
                    slots[slot].signals |= 1 << UInt64(signal.rawValue)
                }
            }
        }

        func signals(of hash: UInt32) -> UInt64 {
            var slot = Int(hash & 2047)
            while slots[slot].hash != 0 {
                if slots[slot].hash == hash { return slots[slot].signals }
                slot = (slot + 1) & 2047
            }
            return 0
        }
    }
}
