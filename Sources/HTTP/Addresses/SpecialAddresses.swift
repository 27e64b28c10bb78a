/// The blocks that are not on the public Internet: IANA's special-purpose registries (RFC 6890 and its successors), and the
/// forms in which an IPv6 address carries an IPv4 one, which is then judged itself.
enum SpecialAddresses {
    static func isPublic(_ address: IPAddress) -> Bool {
        if let four = address.v4 { return isPublic(v4: four) }
        let top = UInt16(truncatingIfNeeded: address.bits >> 112)
        // Global unicast is 2000::/3; of all outside it NAT64's prefix alone leads anywhere.
        guard top >> 13 == 1 else {
            return nat64.contains(address) && isPublic(v4: UInt32(truncatingIfNeeded: address.bits))
        }
        return !sixRefused.contains { $0.contains(address) }
    }

    private static func isPublic(v4 address: UInt32) -> Bool {
        let mapped = IPAddress(v4: address)
        return !fourRefused.contains { $0.contains(mapped) }
    }

    /// RFC 6052: the well-known prefix, with an IPv4 address in its last 32 bits.
    private static let nat64 = ranges("64:ff9b::/96")[0]

    private static let fourRefused = ranges(
        "0.0.0.0/8",  // this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  // RFC 1918
        "100.64.0.0/10",  // carriers' NAT
        "127.0.0.0/8",  // loopback
        "169.254.0.0/16",  // link-local, cloud metadata
        "192.0.0.0/24",  // protocol assignments
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  // documentation
        "192.88.99.0/24",  // 6to4 relays
        "198.18.0.0/15",  // benchmarks
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4"  // reserved, broadcast
    )

    private static let sixRefused = ranges(
        "2001::/23",  // protocol assignments: Teredo, ORCHID, benchmarks …
        "2001:db8::/32", "3fff::/20",  // documentation
        "2002::/16"  // 6to4: carries an IPv4 address, and is given up (RFC 7526)
    )

    private static func ranges(_ texts: String...) -> [AddressRange] {
        texts.compactMap { AddressRange($0) }
    }
}
