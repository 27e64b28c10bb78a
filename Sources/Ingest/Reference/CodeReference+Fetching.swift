extension CodeReference {
    static let fetching = CodeChapter(
        title: "No answer",
        introduction:
            "Why a document could not be had: of a feed in `feedmill status`, of a page in `article.error.code`. A feed that fails is asked again, at growing distances; a page is tried as often as `[articles] attempts` says. Where most hosts fail at once by the network, feedmill counts it as an outage of its own, and no feed's failure counts.",
        pages: [
            CodePage(
                "unknown-host",
                "The name in the address could not be looked up.",
                why:
                    "The name is misspelt, the domain has lapsed, or this machine's resolver does not work.",
                help:
                    """
                    Try `getent hosts NAME`. If other names resolve, look for the feed's new address with `feedmill \
                    discover https://SITE`, or remove the feed.
                    """
            ),
            CodePage(
                "connect-timeout",
                "No connection stood within `[http] connect_timeout`.",
                why:
                    "The host is down, far away, or drops what comes from here without a word.",
                help:
                    """
                    Nothing, if it passes. If it stays: try `curl -v ADDRESS` on this machine; a firewall or a \
                    `proxy` may be what is missing. Raise `connect_timeout` for a slow feed.
                    """
            ),
            CodePage(
                "connect-refused",
                "The host answered that nothing listens at that port.",
                why:
                    "The site's web server is down, or the port in the address is wrong.",
                help:
                    "Wait; if it stays for days, open the address in a browser and look for the feed's new one."
            ),
            CodePage(
                "unreachable",
                "There is no route to the host's address.",
                why:
                    """
                    This machine has no network, or none of that kind: an address in IPv6 alone is unreachable \
                    without IPv6.
                    """,
                help:
                    "Look at `ip route` and `ip -6 route`. A single unreachable site is its own trouble."
            ),
            CodePage(
                "timeout",
                "The whole request, redirects included, took longer than `[http] timeout`.",
                why:
                    "The site is slow at the moment, or the document is large and comes slowly.",
                help:
                    "Nothing, if it passes; raise `timeout` for this feed if it is always so."
            ),
            CodePage(
                "too-slow",
                "For some seconds fewer bytes came than make sense.",
                why:
                    "The site stalls, or trickles its answer to hold connections open.",
                help:
                    "Nothing: it is tried again. If it stays, the site's host has the trouble."
            ),
            CodePage(
                "too-large",
                """
                The document has more bytes, unpacked, than the bound: `[http] max_feed_size`, `max_page_size`, or \
                that of a list of feeds.
                """,
                why:
                    """
                    A feed that keeps all its items for ever, a page with its pictures in it, or an answer made to \
                    fill memory.
                    """,
                help:
                    """
                    If it is meant, raise the bound for this feed (`max_feed_size` in its `[[feed]]`). A publisher's \
                    feed often takes a parameter for its length.
                    """
            ),
            CodePage(
                "too-many-headers",
                "One answer had more header fields than any real one.",
                why:
                    "A server that is broken or hostile.",
                help:
                    "Nothing; tell the site if you know it."
            ),
            CodePage(
                "headers-too-large",
                "The header fields of one answer were longer than `[http] max_header_size`.",
                why:
                    "Mostly cookies or policies out of hand; at worst an attack.",
                help:
                    "Raise `max_header_size` if the site is one that you trust."
            ),
            CodePage(
                "tls-expired",
                "The site's certificate has expired, or is not valid yet.",
                why:
                    "The site forgot to renew it, or this machine's clock is wrong.",
                help:
                    """
                    Look at `date`. If the clock is right, wait for the site to renew; feedmill does not read past a \
                    bad certificate.
                    """
            ),
            CodePage(
                "tls-untrusted",
                "The certificate is signed by no authority that is trusted here.",
                why:
                    """
                    A self-signed certificate, one from an authority of an organisation's own, a missing \
                    intermediate one, or an outdated `ca-certificates` package.
                    """,
                help:
                    "Update `ca-certificates`. For an authority of your own: `[http] ca_file`."
            ),
            CodePage(
                "tls-wrong-host",
                "The certificate is one for another name.",
                why:
                    "The address names an alias that the site's certificate does not, or the site has moved.",
                help:
                    "Open the address in a browser and take the name that it ends up at."
            ),
            CodePage(
                "tls-failed",
                "The TLS handshake failed; the message has the library's words.",
                why:
                    "Server and OpenSSL have no version or cipher in common, or something in between breaks in.",
                help:
                    "Try `openssl s_client -connect HOST:443`. An old server may have plain http as well."
            ),
            CodePage(
                "redirect-loop",
                "The site redirects in a circle.",
                why:
                    "It wants a cookie that a feed reader does not send, or is set up wrongly.",
                help:
                    "Look for the address that works in a fresh private window of a browser."
            ),
            CodePage(
                "too-many-redirects",
                "More redirects in a row than `[http] max_redirects`.",
                why:
                    "A chain of short links or moves.",
                help:
                    "Put the last address of the chain into the configuration: `curl -sIL ADDRESS` shows it."
            ),
            CodePage(
                "redirect-refused",
                "A redirect was not followed: from https to http, or to what is no http address.",
                why:
                    "Following it would give up what the address promises.",
                help:
                    """
                    Configure the address that it leads to, if you trust it; `allow_insecure_redirects` allows http \
                    for this feed.
                    """
            ),
            CodePage(
                "private-address",
                """
                The name leads to an address that is not public: loopback, a private network, link-local and the \
                like.
                """,
                why:
                    """
                    A stranger's feed or page must not make feedmill ask this machine's neighbours. A site of your \
                    own looks the same.
                    """,
                help:
                    """
                    For a feed that is meant to be private: `allow_private_addresses = true` in its `[[feed]]`, or \
                    its host in `[http] allow_addresses`.
                    """
            ),
            CodePage(
                "port-refused",
                "The port in the address belongs to another protocol, such as mail or ssh.",
                why:
                    "An address made so that feedmill would talk to such a service.",
                help:
                    "If a web server really listens there, put the host into `[http] allow_addresses`."
            ),
            CodePage(
                "bad-url",
                "The address cannot be fetched as it stands.",
                why:
                    """
                    It is no http or https address, has a mistake in it, or a redirect led to such a one. In the \
                    configuration: the value is no URL of the kind that the key takes.
                    """,
                help:
                    "Mend the address; the message says what is wrong with it."
            ),
            CodePage(
                "bad-encoding",
                "The body is not in the Content-Encoding that the answer names, or in one that was not asked for.",
                why:
                    "A broken server or cache, mostly gzip named twice or not at all.",
                help:
                    "Wait; tell the site. `curl --compressed ADDRESS` fails alike."
            ),
            CodePage(
                "truncated",
                "The connection, or the text of a list of feeds, ended before its end.",
                why:
                    "The site or the network broke off, or a file was copied in part.",
                help:
                    """
                    Nothing for a feed: the part is thrown away, the whole is asked for again. For a file: get it \
                    whole.
                    """
            ),
            CodePage(
                "connection-reset",
                "The host ended the connection in the midst of it.",
                why:
                    "The site restarted, or something in between does not like what it sees.",
                help:
                    "Nothing, if it passes; else see `connect-timeout`."
            ),
            CodePage(
                "proxy-failed",
                "The proxy could not be reached, or refused.",
                why:
                    "It is down, wants a password, or `[http] proxy` (or http_proxy of the environment) is wrong.",
                help:
                    "Look at the proxy. `proxy = \"direct\"` in a `[[feed]]` goes round it."
            ),
            CodePage(
                "not-http",
                "What came is not HTTP.",
                why:
                    "Another service listens at that port.",
                help:
                    "Mend the port in the address."
            ),
            CodePage(
                "out-of-resources",
                "This process had no file descriptor or memory left for the request.",
                why:
                    "`[http] connections` is more than the limits of the service allow.",
                help:
                    "Raise `LimitNOFILE=` in a drop-in (`systemctl edit feedmill`), or lower `connections`."
            ),
            CodePage(
                "fetch-failed",
                "libcurl reports a failure that has no code of its own here; the message has its number and words.",
                why:
                    "Rare; the number is one of libcurl-errors(3).",
                help:
                    "If it stays, report it with the message."
            ),
            CodePage(
                "cancelled",
                "The request was given up before it was done.",
                why:
                    "feedmill is ending or reading its configuration anew.",
                help:
                    "Nothing: the feed is still due, the article still owed."
            ),
            CodePage(
                "shut-down",
                "The request was not begun, for feedmill is ending.",
                why:
                    "The service is being stopped.",
                help:
                    "Nothing: the feed is still due, the article still owed."
            ),
            CodePage(
                "host-refuses",
                "The site was not asked: it wants to be left alone for a while.",
                why:
                    """
                    An earlier answer was 403 or 429, or another error with Retry-After; `[polling] refusal_scope` \
                    says how far that reaches.
                    """,
                help:
                    """
                    Nothing: feedmill waits as long as the site says. If it happens daily, raise `delay_per_host` or \
                    the feeds' `interval`.
                    """
            ),
            CodePage(
                "file-missing",
                "The file of a `file:` feed, or of the configuration, is not there.",
                why:
                    """
                    It was moved, not yet written, or the path is relative to another file than you think: paths are \
                    relative to the file they stand in.
                    """,
                help:
                    "Look at the path in the message."
            ),
            CodePage(
                "file-unreadable",
                "The file is there, but cannot be read.",
                why:
                    """
                    Its mode or its directory's does not let the user feedmill in, it is no regular file, or the \
                    sandbox of the service hides it (`/home`, `/tmp`).
                    """,
                help:
                    """
                    Try `sudo -u feedmill cat FILE`; put feeds where the service may read, such as below `/var/lib` \
                    or `/srv`.
                    """
            ),
            CodePage(
                "file-too-large",
                "The file is longer than the bound for its kind.",
                why:
                    "For a feed that is `max_feed_size`.",
                help:
                    "Raise the bound, or write less into the file."
            ),
        ])
}
