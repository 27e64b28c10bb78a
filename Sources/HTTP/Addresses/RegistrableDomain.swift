import Basics
import CLibPSL

/// The name under a public suffix that someone registers: `blog.example.co.uk` is part of `example.co.uk`, and each of
/// `a.github.io` and `b.github.io` is its own. By the Public Suffix List that libpsl was built with (Debian's publicsuffix).
public enum RegistrableDomain {
    /// For a host as `WebURL.host` has it. An address, a public suffix itself and a single label stand for themselves. A dot
    /// at the end is left out.
    public static func of(_ host: String) -> String {
        let bare = host.hasSuffix(".") ? String(host.dropLast()) : host
        guard let list = psl_builtin(), bare.utf8.first != 0x5B, IPAddress(bare) == nil else {
            return bare
        }
        // What libpsl gives points into the text that it was given.
        return bare.withCString { text in psl_registrable_domain(list, text).map { String(cString: $0) }
        } ?? bare
    }
}
