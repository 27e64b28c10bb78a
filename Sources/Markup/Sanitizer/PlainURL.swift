/// The quick question whether a URL is already as the URL Standard would write it.
public enum PlainURL {
    /// An http(s) URL that needs no change, whose scheme and host no browser can read otherwise: checked by bytes, because
    /// nearly all are such.
    public static func isNormal(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
        guard url.count > 10, url[0] == 0x68, url[1] == 0x74, url[2] == 0x74, url[3] == 0x70 else { return false }
        var index = url[4] == 0x73 ? 5 : 4
        guard url[index] == 0x3A, url[index + 1] == 0x2F, url[index + 2] == 0x2F else { return false }
        index += 3
        var lastLabel = index
        let host = index
        while index < url.count, url[index] != 0x2F {
            switch url[index] {
            case 0x61...0x7A, 0x30...0x39, 0x2D: break
            case 0x2E:
                guard index > lastLabel else { return false }
                lastLabel = index + 1
            default: return false
            }
            index += 1
        }
        // An international name has `--`; a last label of digits is an address; both are for the parser.
        guard index < url.count, index > lastLabel, lastLabel > host, url[lastLabel] >= 0x61 else { return false }
        return isPlainPath(url, from: index) && !hasPunycode(url, host..<index)
    }

    private static func hasPunycode(_ url: UnsafeBufferPointer<UInt8>, _ host: Range<Int>) -> Bool {
        var index = host.lowerBound
        while index + 3 < host.upperBound {
            if url[index] == 0x78, url[index + 1] == 0x6E, url[index + 2] == 0x2D, url[index + 3] == 0x2D {
                return true
            }
            index += 1
        }
        return false
    }

    /// Whether what stands from `start` on, a slash or what follows a host and a path, is written as the URL Standard would.
    static func isPlainPath(_ url: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
        var index = start
        var isPath = true
        while index < url.count {
            switch url[index] {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x5F, 0x7E, 0x25, 0x26, 0x3D, 0x2B, 0x2C, 0x3B, 0x3A,
                0x40, 0x21, 0x24, 0x28, 0x29, 0x2A:
                break
            case 0x2F:
                // A segment that begins with a dot, or with a dot's escape, is for the parser.
                if isPath, index + 1 < url.count, url[index + 1] == 0x2E || url[index + 1] == 0x25 { return false }
            case 0x2E: break
            case 0x3F, 0x23: isPath = false
            default: return false
            }
            index += 1
        }
        return true
    }
}
