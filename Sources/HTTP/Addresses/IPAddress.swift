import Glibc

/// An Internet address, in 128 bits; an IPv4 one in its mapped form (`::ffff:a.b.c.d`, RFC 4291, 2.5.5.2).
public struct IPAddress: Sendable, Hashable {
    let bits: UInt128

    init(bits: UInt128) { self.bits = bits }

    init(v4: UInt32) { bits = 0xFFFF_0000_0000 | UInt128(v4) }

    /// From dotted decimal or IPv6 text, in brackets or not; nil for all else, names among it.
    public init?(_ text: String) {
        let bare =
            text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        self.init(cText: bare)
    }

    init?(cText text: UnsafePointer<CChar>) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(v4: UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(
                bits: UInt128(bigEndian: withUnsafeBytes(of: &six) { $0.loadUnaligned(as: UInt128.self) }))
        } else {
            return nil
        }
    }

    /// Nil for a family that is neither IPv4 nor IPv6.
    init?(_ address: UnsafePointer<sockaddr>) {
        let raw = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            self.init(v4: UInt32(bigEndian: raw.load(as: sockaddr_in.self).sin_addr.s_addr))
        case AF_INET6:
            var six = raw.load(as: sockaddr_in6.self).sin6_addr
            self.init(
                bits: UInt128(bigEndian: withUnsafeBytes(of: &six) { $0.loadUnaligned(as: UInt128.self) }))
        default:
            return nil
        }
    }

    /// The IPv4 address, where it is one.
    var v4: UInt32? { bits >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: bits) : nil }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        if let v4 {
            return "\(v4 >> 24).\(v4 >> 16 & 255).\(v4 >> 8 & 255).\(v4 & 255)"
        }
        var six = in6_addr()
        withUnsafeMutableBytes(of: &six) { $0.storeBytes(of: bits.bigEndian, as: UInt128.self) }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(AF_INET6, &six, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A block of addresses, as CIDR writes it (RFC 4632): `10.0.0.0/8`, `fc00::/7`; without a length, one address.
public struct AddressRange: Sendable, Hashable {
    let base: UInt128
    /// Bits that count, of 128.
    let length: Int

    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress(String($0)) }) else { return nil }
        let isV4 = address.v4 != nil && !parts[0].contains(":")
        var length = isV4 ? 32 : 128
        if parts.count == 2 {
            guard let number = Int(parts[1]), (0...length).contains(number),
                parts[1].utf8.allSatisfy({ $0 != 0x2B })
            else { return nil }
            length = number
        }
        self.length = isV4 ? length + 96 : length
        base = address.bits & AddressRange.mask(self.length)
    }

    public func contains(_ address: IPAddress) -> Bool {
        address.bits & AddressRange.mask(length) == base
    }

    private static func mask(_ length: Int) -> UInt128 {
        length == 0 ? 0 : ~0 << UInt128(128 - length)
    }
}
