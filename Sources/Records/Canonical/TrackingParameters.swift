import Basics

/// The parameters of a URL's query that say how a reader came, not what is shown: as the lists that are kept for
/// browsers name them (campaigns, click ids, newsletters, sessions, shares). Names are compared in lower case.
public struct TrackingParameters: Hashable, Sendable {
    /// What an operator says is dropped as well.
    public let dropped: ParameterNames
    /// What is kept whatever the lists say.
    public let kept: ParameterNames

    public init(dropped: [String] = [], kept: [String] = []) {
        self.dropped = ParameterNames(dropped)
        self.kept = ParameterNames(kept)
    }

    /// `host` is in ASCII and lower case.
    func drops(name: String, value: String, host: String) -> Bool {
        let name = name.asciiLowercased
        if kept.contains(name) { return false }
        if dropped.contains(name) || Self.names.contains(name) { return true }
        if Self.prefixes.contains(where: { name.hasPrefix($0) }) { return true }
        if Self.origins.contains(name) { return Self.originValues.contains(value.asciiLowercased) }
        if Self.sessions.contains(name) { return TrackingParameters.isSessionID(value) }
        return Self.hosts.contains { rule in
            rule.names.contains(name) && Self.isWithin(host, rule.domain)
        }
    }

    /// `;jsessionid=…` and its like at the end of a path's segment.
    static func isPathSession(_ parameter: Substring) -> Bool {
        let name = String(parameter.prefix { $0 != "=" }).asciiLowercased
        return sessions.contains(name) || name == "jsessionid"
    }

    private static func isWithin(_ host: String, _ domain: String) -> Bool {
        host == domain || host.hasSuffix("." + domain)
    }

    /// Long, and with a digit: `sid=42` may well be what is shown.
    private static func isSessionID(_ value: String) -> Bool {
        value.utf8.count >= 8 && value.utf8.contains { (0x30...0x39).contains($0) }
    }
}

/// Names of parameters as an operator writes them; one that ends in `*` stands for all that begin so.
public struct ParameterNames: Hashable, Sendable {
    /// As they were written.
    public let list: [String]
    private let names: Set<String>
    private let beginnings: [String]

    init(_ list: [String]) {
        self.list = list
        let lower = list.map(\.asciiLowercased)
        names = Set(lower)
        beginnings = lower.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
    }

    /// `name` is in lower case.
    func contains(_ name: String) -> Bool {
        names.contains(name) || beginnings.contains { name.hasPrefix($0) }
    }
}

extension TrackingParameters {
    private static func set(_ names: String) -> Set<String> {
        Set(names.split(separator: " ").map(String.init))
    }

    private static let prefixes = [
        "utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_", "_hs", "at_campaign", "at_medium",
        "at_custom", "itm_",
        "wt_", "wt.",
        "oly_", "mkt_", "ga_", "__hs", "dm_", "sc_c", "stm_", "trk_", "vero_", "ns_", "fb_", "bsft_",
        "cm_mm", "pd_rd_",
        "elq", "rb_", "tw_", "xtor", "dclid", "action_object_", "action_type_", "action_ref_",
    ]

    /// Click ids, campaigns, newsletters, syndication.
    private static let names = set(
        """
        fbclid gclid gclsrc gbraid wbraid dclid msclkid yclid ysclid twclid ttclid igshid igsh li_fat_id epik sccid \
        mc_cid mc_eid mc_tc _ga _gl _ke _kx ck_subscriber_id cvid oicd irclickid irgwc clickid click_id affiliate_id \
        spm scm ncid ocid cmpid cmp campaign_id campaignid icid icmp ito smid emc smtyp smprod sref s_cid s_kwcid ef_id \
        wickedid wickedsource sb_referer_host rss_id feed_id feedname feedtype feedrefresh rssid src_rss mbid mkwid \
        pcrid ssp_iabi sscid srsltid trk trkinfo trackingid tracking_id hss_channel guccounter guce_referrer \
        guce_referrer_sig ref_src ref_url referrer referer __s __tn__ __twitter_impression fb_action_ids \
        fb_action_types fb_source fb_ref amp_js_v amp_gsa usqp echobox _openstat yadclid ymclid openstat rtkcid \
        vgo_ee vmcid zanpid pf_rd_r wprov zarsrc rdt_cid tblci obclid nr_email_referer sms_source sms_click sms_uph \
        tag_rss partner_rss cxense_segment sailthru_id mkt_tok email_id emailid newsletterid newsletter_id \
        recipient_id subscriber_id soc_src soc_trk share_token shareadraft shared_from source_rss xtor awc \
        gad_source gad_campaignid _branch_match_id _branch_referrer linkid tt_medium tt_content unicorn_click_id
        """)

    /// Parameters that are dropped only where their value names a feed or a network: `ref=rss`, but not `ref=main`.
    private static let origins = set(
        "ref source src from via medium origin partner channel camp campaign cid feature rel output")
    private static let originValues = set(
        """
        rss rss1 rss2 rss2.0 rssfeed rss_feed rss-feed feed feeds atom xml feedburner feedly rssreader newsletter \
        email e-mail mail twitter tw x facebook fb linkedin reddit mastodon bluesky telegram whatsapp instagram \
        youtube share shared social homepage home sidebar related push pushnotification notification googlenews \
        google_news news_sitemap flipboard pocket syndication
        """)

    private static let sessions = set(
        "sid s sessionid session_id session phpsessid jsessionid aspsessionid cfid cftoken sess sessid token nonce"
    )

    /// Parameters that mean a share or a way in at one site, and something else elsewhere.
    private static let hosts: [(domain: String, names: Set<String>)] = [
        ("youtube.com", set("si feature pp ab_channel")),
        ("youtu.be", set("si feature")),
        ("spotify.com", set("si context nd")),
        ("twitter.com", set("s t ref_src")),
        ("x.com", set("s t ref_src")),
        ("reddit.com", set("share_id rdt ref ref_source")),
        ("instagram.com", set("igsh img_index")),
        ("tiktok.com", set("_r _t is_from_webapp sender_device")),
        ("medium.com", set("source sk")),
        ("substack.com", set("r s isfreemail triedredirect publication_id post_id")),
        ("linkedin.com", set("trackingid refid lipi")),
        ("bilibili.com", set("share_source share_medium spm_id_from vd_source")),
        ("apple.com", set("itscg itsct at ct")),
        ("aliexpress.com", set("spm scm algo_pvid")),
    ]
}
