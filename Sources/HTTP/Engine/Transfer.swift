import Basics
import CLibCurl
import Glibc

/// One request on its way: the hops so far, the easy handle of the hop under way, and what it has brought.
final class Transfer: @unchecked Sendable {
    // @unchecked: made by the caller's thread, and from then on touched by the client's thread alone.
    let request: HTTPRequest
    let ticket: Ticket
    private let done: @Sendable (Result<HTTPResponse, FetchError>) -> Void

    /// The address of this hop, without credentials and fragment.
    var url: WebURL
    var visited: [WebURL] = []
    var hops: [HTTPResponse.Hop] = []
    /// On the monotonic clock, in milliseconds; 0 until the first hop begins.
    var deadline: Int64 = 0
    /// Since when a redirect waits for its passage, on the same clock; 0 while none does.
    var parkedAt: Int64 = 0
    var wireBytes: Int64 = 0
    private(set) var isFinished = false

    // Of this hop
    var easy: UnsafeMutableRawPointer?
    var fieldList: FieldList?
    var names: FieldList?
    var isConditional = false
    var usesProxy = false
    var status = 0
    var headers = HTTPHeaders()
    var headersAreDone = false
    var body: [UInt8] = []
    /// The body is not wanted: a redirect's.
    var skipsBody = false
    var skipped = 0
    /// The body was longer than wanted, and only its beginning was.
    var isCut = false
    /// Set by a callback that made libcurl stop.
    var refusal: FetchError?
    var openedConnection = false
    let errorText: UnsafeMutablePointer<CChar>

    init(
        _ request: HTTPRequest, ticket: Ticket,
        done: @escaping @Sendable (Result<HTTPResponse, FetchError>) -> Void
    ) {
        self.request = request
        self.ticket = ticket
        self.done = done
        url = request.url.withoutFragment.withoutCredentials
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText[0] = 0
    }

    deinit { errorText.deallocate() }

    /// Tells the caller, once.
    func finish(_ result: Result<HTTPResponse, FetchError>) {
        guard !isFinished else { return }
        isFinished = true
        done(result)
    }

    /// Ready for another hop.
    func reset(for url: WebURL) {
        self.url = url
        status = 0
        headers.removeAll()
        headersAreDone = false
        body.removeAll(keepingCapacity: true)
        skipsBody = false
        skipped = 0
        isCut = false
        refusal = nil
        openedConnection = false
        errorText[0] = 0
        isConditional = false
    }

    var host: String { url.host ?? "" }
}

// What libcurl hands over.
extension Transfer {
    /// One header line; false makes libcurl stop.
    func received(headerLine line: UnsafeRawBufferPointer) -> Bool {
        if line.count >= 5, line.starts(with: "HTTP/".utf8) {
            headers.removeAll()
            headersAreDone = false
            // Of several addresses one answers: that others were refused no longer matters.
            refusal = nil
            status = Transfer.status(of: line)
            return true
        }
        if headersAreDone { return true }
        if line.count <= 2, line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) { return headersEnded() }
        guard headers.count < request.limits.headerCount else {
            refusal = .tooManyHeaders(limit: request.limits.headerCount)
            return false
        }
        guard headers.bytes.count + line.count <= request.limits.headerSize else {
            refusal = .headersTooLarge(limit: request.limits.headerSize)
            return false
        }
        headers.append(line: line)
        return true
    }

    /// A piece of the decoded body; false makes libcurl stop.
    func received(body piece: UnsafeRawBufferPointer) -> Bool {
        if skipsBody {
            skipped += piece.count
            return skipped <= Transfer.skippedBody
        }
        guard body.count + piece.count <= request.limits.bodySize else {
            if request.limits.cutsBody {
                body.append(contentsOf: piece.prefix(request.limits.bodySize - body.count))
                isCut = true
                return false
            }
            refusal = .tooLarge(limit: request.limits.bodySize)
            return false
        }
        if body.isEmpty { reserve(piece.count) }
        body.append(contentsOf: piece)
        return true
    }

    /// How much of a redirect's body is read to keep its connection.
    private static let skippedBody = 64 << 10

    private func headersEnded() -> Bool {
        if status < 200 { return true }
        headersAreDone = true
        skipsBody = RedirectPolicy.isRedirect(status) && headers["Location"] != nil
        if let coding = headers.list("Content-Encoding"), !Transfer.isOffered(coding) {
            refusal = .badEncoding
            return skipsBody
        }
        if !skipsBody, !request.limits.cutsBody,
            headers.all("Content-Length").contains(where: { Int($0).map { $0 > request.limits.bodySize } ?? false })
        {
            refusal = .tooLarge(limit: request.limits.bodySize)
            return false
        }
        return true
    }

    private func reserve(_ first: Int) {
        guard let easy else { return }
        var length: curl_off_t = -1
        fm_easy_get_off(easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length)
        // Whatever the server claims: of its size nothing is believed but that it is not small.
        let most = 1 << 20
        let expansion = headers["Content-Encoding"] == nil ? 1 : 4
        body.reserveCapacity(
            max(first, min(min(Int(clamping: max(length, 0)), most) * expansion, request.limits.bodySize, most)))
    }

    /// What Accept-Encoding offers; a coding of another kind may cost more memory than we would spend on it.
    static let offeredCodings = "gzip, deflate, br"

    private static func isOffered(_ list: String) -> Bool {
        list.asciiLowercased.split(separator: ",").map { String($0).trimmed }.allSatisfy {
            ["gzip", "x-gzip", "deflate", "br", "identity", "none", ""].contains($0)
        }
    }

    private static func status(of line: UnsafeRawBufferPointer) -> Int {
        guard let space = line.firstIndex(of: 0x20) else { return 0 }
        let digits = line[(space + 1)...].prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return 0 }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
