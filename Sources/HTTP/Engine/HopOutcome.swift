import Basics
import CLibCurl
import Glibc

/// What one finished hop comes to.
enum HopOutcome {
    case answer(HTTPResponse)
    case redirect(WebURL)
    case failure(FetchError)

    /// To be made before the easy handle is freed.
    init(_ transfer: Transfer, _ code: CURLcode) {
        guard let easy = transfer.easy else {
            self = .failure(.cancelled)
            return
        }
        transfer.wireBytes += HopOutcome.wireBytes(easy)
        let cutOnPurpose = (transfer.skipsBody || transfer.isCut) && code == CURLE_WRITE_ERROR
        guard code == CURLE_OK || cutOnPurpose else {
            self = .failure(FetchError(code, transfer))
            return
        }
        guard transfer.status != 0 else {
            self = .failure(.notHTTP(host: transfer.host))
            return
        }
        guard transfer.headersAreDone else {
            self = .failure(.truncated)
            return
        }
        if RedirectPolicy.isRedirect(transfer.status), let location = transfer.headers["Location"] {
            self = HopOutcome.followed(location, transfer)
        } else {
            self = .answer(HopOutcome.response(transfer, easy))
        }
    }

    private static func followed(_ location: String, _ transfer: Transfer) -> HopOutcome {
        switch transfer.request.redirects.next(location, from: transfer.url, visited: transfer.visited)
        {
        case .failure(let error): return .failure(error)
        case .success(let target):
            transfer.hops.append(.init(status: transfer.status, from: transfer.url, to: target))
            return .redirect(target)
        }
    }

    private static func response(_ transfer: Transfer, _ easy: UnsafeMutableRawPointer)
        -> HTTPResponse
    {
        HTTPResponse(
            status: transfer.status, headers: transfer.headers, body: transfer.body, url: transfer.url,
            hops: transfer.hops, wireBytes: transfer.wireBytes, timings: timings(easy),
            wasConditional: transfer.isConditional, reusedConnection: !transfer.openedConnection)
    }

    private static func wireBytes(_ easy: UnsafeMutableRawPointer) -> Int64 {
        var body: curl_off_t = 0
        var headers = 0
        fm_easy_get_off(easy, CURLINFO_SIZE_DOWNLOAD_T, &body)
        fm_easy_get_long(easy, CURLINFO_HEADER_SIZE, &headers)
        return Int64(body) + Int64(headers)
    }

    private static func timings(_ easy: UnsafeMutableRawPointer) -> HTTPResponse.Timings {
        func time(_ info: CURLINFO) -> Int64 {
            var value: curl_off_t = 0
            fm_easy_get_off(easy, info, &value)
            return Int64(value)
        }
        var timings = HTTPResponse.Timings()
        timings.lookup = time(CURLINFO_NAMELOOKUP_TIME_T)
        timings.connect = time(CURLINFO_CONNECT_TIME_T)
        timings.handshake = time(CURLINFO_APPCONNECT_TIME_T)
        timings.firstByte = time(CURLINFO_STARTTRANSFER_TIME_T)
        timings.total = time(CURLINFO_TOTAL_TIME_T)
        return timings
    }
}

extension FetchError {
    /// What libcurl's code means for this transfer. The reason of a callback that stopped it comes first.
    init(_ code: CURLcode, _ transfer: Transfer) {
        let host = transfer.host
        let limits = transfer.request.limits
        if let refusal = transfer.refusal, FetchError.isStopped(code) {
            self = refusal
            return
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: self = .unknownHost(host)
        case CURLE_COULDNT_RESOLVE_PROXY: self = .proxyFailed(reason: "no address is known for it")
        case CURLE_PROXY: self = .proxyFailed(reason: transfer.reason)
        case CURLE_COULDNT_CONNECT: self = FetchError.unconnected(transfer)
        case CURLE_OPERATION_TIMEDOUT: self = FetchError.timedOut(transfer)
        case CURLE_PEER_FAILED_VERIFICATION: self = FetchError.unverified(transfer)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CACERT_BADFILE:
            self = .tlsFailed(host: host, reason: transfer.reason)
        case CURLE_PARTIAL_FILE: self = .truncated
        case CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
            self = FetchError.broken(code, transfer)
        case CURLE_BAD_CONTENT_ENCODING: self = .badEncoding
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: self = .notHTTP(host: host)
        case CURLE_URL_MALFORMAT: self = .badURL(transfer.reason)
        case CURLE_OUT_OF_MEMORY:
            // So libcurl calls a field longer than the 100 KiB that it takes.
            let isInHeaders = transfer.status != 0 && !transfer.headersAreDone
            self = isInHeaders ? .headersTooLarge(limit: limits.headerSize) : .outOfResources
        case CURLE_FILESIZE_EXCEEDED: self = .tooLarge(limit: limits.bodySize)
        default: self = .failed(code: Int(code.rawValue), reason: transfer.reason)
        }
    }

    private static func isStopped(_ code: CURLcode) -> Bool {
        code == CURLE_WRITE_ERROR || code == CURLE_ABORTED_BY_CALLBACK || code == CURLE_COULDNT_CONNECT
            || code == CURLE_BAD_CONTENT_ENCODING
    }

    private static func unconnected(_ transfer: Transfer) -> FetchError {
        var number = 0
        if let easy = transfer.easy { fm_easy_get_long(easy, CURLINFO_OS_ERRNO, &number) }
        if transfer.usesProxy { return .proxyFailed(reason: "no connection to it") }
        switch Int32(number) {
        case EHOSTUNREACH, ENETUNREACH, ENETDOWN, EADDRNOTAVAIL, EAFNOSUPPORT:
            return .unreachable(host: transfer.host)
        case ETIMEDOUT: return .connectTimeout(host: transfer.host)
        default: return .connectRefused(host: transfer.host)
        }
    }

    private static func timedOut(_ transfer: Transfer) -> FetchError {
        if transfer.reason.hasPrefix("Operation too slow") {
            return .tooSlow(bytesPerSecond: transfer.request.limits.lowSpeed)
        }
        var sent: curl_off_t = 0
        if let easy = transfer.easy { fm_easy_get_off(easy, CURLINFO_PRETRANSFER_TIME_T, &sent) }
        if sent == 0, MonotonicClock.milliseconds() < transfer.deadline {
            return .connectTimeout(host: transfer.host)
        }
        return .timeout(seconds: transfer.request.limits.timeout)
    }

    /// OpenSSL's X509_V_ERR codes; 0 or 1 where the chain is good and the name, which libcurl compares, is not.
    private static func unverified(_ transfer: Transfer) -> FetchError {
        var verdict = 0
        if let easy = transfer.easy { fm_easy_get_long(easy, CURLINFO_SSL_VERIFYRESULT, &verdict) }
        switch verdict {
        case 0, 1, 62, 64: return .tlsWrongHost(host: transfer.host)
        case 9, 10, 11, 12: return .tlsExpired(host: transfer.host)
        case 2, 18, 19, 20, 21, 27: return .tlsUntrusted(host: transfer.host)
        default: return .tlsFailed(host: transfer.host, reason: transfer.reason)
        }
    }

    private static func broken(_ code: CURLcode, _ transfer: Transfer) -> FetchError {
        var tunnel = 0
        if transfer.usesProxy, let easy = transfer.easy {
            fm_easy_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &tunnel)
        }
        if tunnel >= 300 { return .proxyFailed(reason: "it answered \(tunnel)") }
        if transfer.usesProxy, tunnel == 0, transfer.url.scheme == "https" {
            return .proxyFailed(reason: "it ended the connection")
        }
        return transfer.headersAreDone ? .truncated : .connectionReset(host: transfer.host)
    }
}

extension Transfer {
    /// libcurl's own words for what went wrong, in one short line.
    var reason: String { String(String(cString: errorText).collapsed.prefix(200)) }
}
