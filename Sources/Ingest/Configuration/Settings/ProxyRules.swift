import Basics

/// Which proxy a request goes through: the configuration's and the environment's word together.
public struct ProxyRules: Equatable, Sendable {
    let http: Proxy?
    let https: Proxy?
    let exceptions: [String]

    /// - Parameter environment: the process's; `http_proxy` is read in lower case only, for `HTTP_PROXY` can be a
    ///   request's header in CGI (curl's rule too).
    public init(_ settings: HTTPSettings, environment: [String: String]) {
        func variable(_ names: String...) -> Proxy? {
            names.lazy.compactMap { environment[$0]?.nonEmpty }.first.flatMap(Proxy.init)
        }
        switch settings.proxy {
        case .direct: (http, https) = (nil, nil)
        case .through(let proxy): (http, https) = (proxy, proxy)
        // Whatever is asked all the same does not go past it.
        case .withheld: (http, https) = (.nowhere, .nowhere)
        case .environment:
            let all = variable("all_proxy", "ALL_PROXY")
            http = variable("http_proxy") ?? all
            https = variable("https_proxy", "HTTPS_PROXY") ?? all
        }
        let listed = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        let names = listed.split { $0 == "," || $0 == " " }.map(String.init)
        exceptions = settings.noProxy + names
    }

    /// Nil: the request goes straight to its host.
    public func proxy(for url: WebURL) -> Proxy? {
        guard let proxy = url.scheme == "https" ? https : http, let host = url.host else { return nil }
        return exceptions.contains { HostPattern($0)?.matches(host) ?? false } ? nil : proxy
    }
}
