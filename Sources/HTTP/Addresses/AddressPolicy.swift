import Basics

/// Which addresses a request may reach. By default all public ones, on ports that are no other protocol's; nothing that
/// lies inside a machine, a house or a provider's network. Asked with the address that is connected to, so that no
/// spelling of it, no name and no change of mind of a name server matters.
public struct AddressPolicy: Sendable, Hashable {
    /// One way round the refusals, as an operator writes it: `intranet.example` (that host, whatever its addresses),
    /// `intranet.example:8080` (that port of it alone), `192.168.7.0/24` (that range, under whatever name).
    public enum Exception: Sendable, Hashable {
        case host(String, port: UInt16?)
        case range(AddressRange)

        /// Nil for text that is none of these.
        public init?(_ text: String) {
            if let range = AddressRange(text) {
                self = .range(range)
            } else if let url = WebURL("http://\(text)/"), let host = url.host, url.path == "/",
                url.username.isEmpty
            {
                self = .host(host, port: text.hasSuffix(":80") ? 80 : url.port)
            } else {
                return nil
            }
        }
    }

    /// True: every address is let through (`allow_private_addresses`).
    public var allowsAll: Bool
    public var exceptions: [Exception]

    public init(allowsAll: Bool = false, exceptions: [Exception] = []) {
        self.allowsAll = allowsAll
        self.exceptions = exceptions
    }

    /// What is wrong with a URL before any name is looked up; nil where nothing is.
    public func refusal(of url: WebURL) -> FetchError? {
        guard let host = url.host, !host.isEmpty, let port = url.effectivePort else {
            return .badURL("it has no host")
        }
        guard !allows(host: host, port: port) else { return nil }
        if AddressPolicy.refusedPorts.contains(port) { return .portRefused(port) }
        if let address = IPAddress(host) {
            return allows(address) ? nil : .privateAddress(host: host, address: address.description)
        }
        return AddressPolicy.isLocalName(host)
            ? .privateAddress(host: host, address: "this machine") : nil
    }

    /// Whether a connection made for this host may go to this address.
    public func allows(_ address: IPAddress, host: String, port: UInt16) -> Bool {
        allows(address) || allows(host: host, port: port)
    }

    private func allows(_ address: IPAddress) -> Bool {
        allowsAll || SpecialAddresses.isPublic(address)
            || exceptions.contains { exception in
                guard case .range(let range) = exception else { return false }
                return range.contains(address)
            }
    }

    private func allows(host: String, port: UInt16) -> Bool {
        allowsAll
            || exceptions.contains { exception in
                guard case .host(let name, let only) = exception else { return false }
                return name == host && (only == nil || only == port)
            }
    }

    /// `localhost` and all below it (RFC 6761, 6.3).
    private static func isLocalName(_ host: String) -> Bool {
        let bare = host.hasSuffix(".") ? host.dropLast() : host[...]
        return bare == "localhost" || bare.hasSuffix(".localhost")
    }

    /// The ports that the WHATWG Fetch Standard blocks (section 2.9, "bad port"), and of databases and the like those that
    /// answer to a line of HTTP.
    static let refusedPorts: Set<UInt16> = [
        0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
        102, 103, 104, 109,
        110,
        111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
        526, 530, 531,
        532,
        540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3306, 3389,
        3659, 4045,
        4190,
        5060, 5061, 5432, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9200, 10080,
        11211, 27017,
    ]
}
