import Basics

/// Makes the URL of an attribute absolute, and lets through only schemes that cannot run anything.
struct LinkFilter {
    enum Use {
        /// Followed by a reader's own act.
        case link
        /// Loaded by itself: pictures, sounds.
        case source
        /// Loaded by itself, and a page.
        case frame
    }

    let base: WebURL?
    let maximumLength: Int

    /// The URL to write; nil where there must be none. `reference` has its character references decoded.
    func url(_ reference: UnsafeBufferPointer<UInt8>, for use: Use) -> [UInt8]? {
        let reference = trimmed(reference)
        guard !reference.isEmpty, reference.count <= maximumLength else { return nil }
        if PlainURL.isNormal(reference) { return [UInt8](reference) }
        if let url = joined(reference) { return url }
        let text = String(decoding: reference, as: UTF8.self)
        // Where no base says what comes before `//`, it is what a page of today has.
        let isOpen = base == nil && use == .frame && text.hasPrefix("//")
        if let url = WebURL(isOpen ? "https:" + text : text, base: base) {
            guard LinkFilter.isAllowed(url, for: use) else { return nil }
            return Array(url.description.utf8)
        }
        return base == nil && use != .frame ? relative(text) : nil
    }

    /// A path from the root, or a fragment, that needs nothing but to be put behind what the base says; nil for all else.
    private func joined(_ reference: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard let base, reference.count > 1, base.isHTTP, base.host?.isEmpty == false, base.username.isEmpty,
            base.password.isEmpty
        else { return nil }
        let start: String?
        switch reference[0] {
        case 0x2F where reference[1] != 0x2F: start = base.origin
        case 0x23: start = base.withoutFragment.description
        default: return nil
        }
        guard let start, PlainURL.isPlainPath(reference, from: 0) else { return nil }
        var url = ByteBuffer(capacity: start.utf8.count + reference.count)
        url.append(start)
        url.append(contentsOf: reference)
        return [UInt8](url)
    }

    static func isAllowed(_ url: WebURL, for use: Use) -> Bool {
        switch url.scheme {
        case "http", "https": return url.host?.isEmpty == false
        case "data": return use == .source && isPicture(url.path)
        case "ftp", "mailto", "tel", "sms", "magnet", "xmpp", "irc", "ircs", "news", "nntp", "sip", "sips", "geo",
            "feed", "webcal",
            "callto", "skype", "gopher", "ed2k", "aim", "urn", "tag", "doi", "bitcoin", "rtsp", "mms", "sftp", "ssh",
            "svn", "git":
            return use == .link
        default: return false
        }
    }

    private static func isPicture(_ path: String) -> Bool {
        let path = String(path.prefix(16)).asciiLowercased
        return ["image/png", "image/gif", "image/jpeg", "image/jpg", "image/webp", "image/avif"].contains { type in
            path.hasPrefix(type + ";") || path.hasPrefix(type + ",")
        }
    }

    /// A relative reference that no base makes absolute: as given, but for characters that no text may hold, unless it could be
    /// read as having a scheme.
    private func relative(_ reference: String) -> [UInt8]? {
        for byte in reference.utf8 where byte != 0x09 && byte != 0x0A && byte != 0x0D {
            if byte == 0x2F || byte == 0x3F || byte == 0x23 { break }
            if byte == 0x3A || byte < 0x20 { return nil }
        }
        var text = reference.cleaned
        let bytes = text.withUTF8 { trimmed($0).filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D } }
        return bytes.isEmpty ? nil : bytes
    }

    private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] <= 0x20 { start += 1 }
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }
}
