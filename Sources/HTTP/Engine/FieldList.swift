import Basics
import CLibCurl
import Glibc

/// The header fields of one hop as libcurl takes them: own lines before a tail that all hops of a purpose share. Frees its
/// own part alone.
final class FieldList {
    let head: UnsafeMutablePointer<curl_slist>?
    private let last: UnsafeMutablePointer<curl_slist>?

    /// `lines` are `Name: value`, without line ends; what holds one is left out, so that nothing can be smuggled in.
    init(_ lines: [[UInt8]], tail: UnsafeMutablePointer<curl_slist>?) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines where !line.contains(where: { $0 == 0 || $0 == 0x0A || $0 == 0x0D }) {
            list = (line + [0]).withUnsafeBufferPointer { bytes in
                bytes.withMemoryRebound(to: CChar.self) { curl_slist_append(list, $0.baseAddress!) }
            }
        }
        var end = list
        while let next = end?.pointee.next { end = next }
        end?.pointee.next = tail
        last = end
        head = list ?? tail
    }

    /// CURLOPT_RESOLVE: what a name stands for; the entry ages as a looked-up one does.
    static func names(of url: WebURL, addresses: [String]) -> FieldList {
        let host = url.host ?? ""
        return FieldList(
            [Array("+\(host):\(url.effectivePort ?? 0):\(addresses.joined(separator: ","))".utf8)],
            tail: nil)
    }

    deinit {
        guard let last else { return }
        last.pointee.next = nil
        curl_slist_free_all(head)
    }
}

/// Base64 (RFC 4648, section 4), for Basic credentials.
func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        let word = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
        for index in 0..<4 {
            result.append(index > group.count ? 0x3D : alphabet[Int(word >> UInt32(18 - 6 * index) & 63)])
        }
    }
    return result
}
