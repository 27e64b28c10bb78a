import Basics
import CLibCurl
import Glibc

/// Makes the easy handle of one hop: a fresh one each time, so that nothing of one request can show in another.
final class TransferSetup {
    private var configuration: ClientConfiguration
    private var userAgent: String
    private var accepts: [HTTPRequest.Purpose: UnsafeMutablePointer<curl_slist>] = [:]

    init(_ configuration: ClientConfiguration) {
        self.configuration = configuration
        userAgent = configuration.userAgent
        for purpose in [HTTPRequest.Purpose.feed, .page, .robots, .any] {
            accepts[purpose] = curl_slist_append(nil, "Accept: " + purpose.accept)
        }
    }

    /// For the hops that are prepared from now on.
    func take(_ configuration: ClientConfiguration) {
        self.configuration = configuration
        userAgent = configuration.userAgent
    }

    deinit {
        for list in accepts.values { curl_slist_free_all(list) }
    }

    /// The handle, ready to be added; or what forbids the hop.
    func prepare(_ transfer: Transfer, now: Int64) -> Result<UnsafeMutableRawPointer, FetchError> {
        let remaining = transfer.deadline - now
        guard remaining > 0 else { return .failure(.timeout(seconds: transfer.request.limits.timeout)) }
        guard transfer.url.isHTTP else {
            return .failure(.badURL("\(transfer.url.scheme.prefix(20)): is neither http nor https"))
        }
        if let refusal = transfer.request.addresses.refusal(of: transfer.url) {
            return .failure(refusal)
        }
        let addresses = namedAddresses(transfer.url)
        if addresses?.isEmpty == true { return .failure(.unknownHost(transfer.host)) }
        guard let easy = curl_easy_init() else { return .failure(.outOfResources) }
        transfer.visited.append(transfer.url)
        if let addresses {
            transfer.names = FieldList.names(of: transfer.url, addresses: addresses)
            fm_easy_set_list(easy, CURLOPT_RESOLVE, transfer.names?.head)
        }
        setTransport(easy, transfer, remaining)
        setProxy(easy, transfer)
        setRequest(easy, transfer)
        setCallbacks(easy, transfer)
        return .success(easy)
    }
}

extension TransferSetup {
    private func setTransport(
        _ easy: UnsafeMutableRawPointer, _ transfer: Transfer, _ remaining: Int64
    ) {
        let limits = transfer.request.limits
        fm_easy_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        fm_easy_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // A look-up that is given up is left to its own thread: waiting for it would hold up all other transfers.
        fm_easy_set_long(easy, CURLOPT_QUICK_EXIT, 1)
        fm_easy_set_long(easy, CURLOPT_TIMEOUT_MS, Int(remaining))
        fm_easy_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connectTimeout * 1000))
        fm_easy_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, limits.lowSpeedTime > 0 ? limits.lowSpeed : 0)
        fm_easy_set_long(easy, CURLOPT_LOW_SPEED_TIME, limits.lowSpeedTime)
        fm_easy_set_long(easy, CURLOPT_MAXAGE_CONN, configuration.idleTime)
        fm_easy_set_long(easy, CURLOPT_DNS_CACHE_TIMEOUT, configuration.nameTime)
        if transfer.url.scheme == "https" {
            // With a CApath libcurl would parse all authorities anew for each connection.
            fm_easy_set_string(easy, CURLOPT_CAINFO, configuration.authorities)
            fm_easy_set_string(easy, CURLOPT_CAPATH, nil)
            fm_easy_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
            if configuration.triesHTTP3, HTTPClient.hasHTTP3 {
                fm_easy_set_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_3))
            }
        }
    }

    /// What the configuration says of the host; nil leaves it to the name service.
    private func namedAddresses(_ url: WebURL) -> [String]? {
        guard let resolve = configuration.resolve, let host = url.host, let port = url.effectivePort
        else { return nil }
        return resolve(host, port)
    }

    private func setProxy(_ easy: UnsafeMutableRawPointer, _ transfer: Transfer) {
        let proxy: Proxy? =
            switch transfer.request.proxy {
            case .chosen(let choice): choice(transfer.url)
            case .configured:
                configuration.proxyExceptions.contains(transfer.url) ? nil : configuration.proxy
            }
        transfer.usesProxy = proxy != nil
        // Empty: neither a proxy nor exceptions from the environment.
        fm_easy_set_string(easy, CURLOPT_PROXY, proxy?.address ?? "")
        if let proxy {
            fm_easy_set_string(easy, CURLOPT_NOPROXY, "")
            if proxy.address.hasPrefix("https:") {
                fm_easy_set_string(easy, CURLOPT_PROXY_CAINFO, configuration.authorities)
                fm_easy_set_string(easy, CURLOPT_PROXY_CAPATH, nil)
            }
            fm_easy_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        }
    }

    private func setRequest(_ easy: UnsafeMutableRawPointer, _ transfer: Transfer) {
        fm_easy_set_string(easy, CURLOPT_URL, transfer.url.description)
        fm_easy_set_long(easy, CURLOPT_PATH_AS_IS, 1)
        fm_easy_set_string(easy, CURLOPT_USERAGENT, userAgent)
        fm_easy_set_string(easy, CURLOPT_ACCEPT_ENCODING, Transfer.offeredCodings)
        var lines: [[UInt8]] = []
        if let validators = transfer.request.validators?.validators(for: transfer.url) {
            if let etag = validators.etag.flatMap(OpaqueText.bytes) {
                lines.append(Array("If-None-Match: ".utf8) + etag)
            }
            if let date = validators.lastModified.flatMap(OpaqueText.bytes) {
                lines.append(Array("If-Modified-Since: ".utf8) + date)
            }
            transfer.isConditional = !lines.isEmpty
        }
        let fields = TransferSetup.fields(of: transfer)
        lines += fields.map(TransferSetup.line)
        lines += credentials(of: transfer, besides: fields)
        let tail = fields.contains { $0.name.asciiLowercased == "accept" } ? nil : accepts[transfer.request.purpose]
        let list = FieldList(lines, tail: tail)
        transfer.fieldList = list
        fm_easy_set_list(easy, CURLOPT_HTTPHEADER, list.head)
    }

    /// The configured fields where this hop is at the origin that they are for, and those of the site.
    private static func fields(of transfer: Transfer) -> [HTTPRequest.Field] {
        let request = transfer.request
        let configured = transfer.url.origin == request.url.origin ? request.fields : []
        let names = Set(configured.map(\.name.asciiLowercased))
        let site = request.siteFields?(transfer.url) ?? []
        return configured + site.filter { !names.contains($0.name.asciiLowercased) }
    }

    private static func line(_ field: HTTPRequest.Field) -> [UInt8] {
        // A name with nothing behind its colon would tell libcurl to leave the field out; a semicolon stands for an empty one.
        Array((field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)").utf8)
    }

    private func credentials(of transfer: Transfer, besides fields: [HTTPRequest.Field]) -> [[UInt8]] {
        let url = transfer.request.url
        guard transfer.url.origin == url.origin, !url.username.isEmpty || !url.password.isEmpty,
            !fields.contains(where: { $0.name.asciiLowercased == "authorization" })
        else { return [] }
        let user = PercentEncoding.decode(url.username.utf8)
        let password = PercentEncoding.decode(url.password.utf8)
        return [Array("Authorization: Basic ".utf8) + base64(user + [0x3A] + password)]
    }
}
