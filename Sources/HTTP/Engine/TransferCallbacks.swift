import CLibCurl
import Glibc

extension TransferSetup {
    /// What libcurl calls while a hop is under way. Each gets the transfer, which outlives its handle.
    func setCallbacks(_ easy: UnsafeMutableRawPointer, _ transfer: Transfer) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        fm_easy_set_pointer(easy, CURLOPT_PRIVATE, context)
        fm_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, transfer.errorText)
        fm_easy_set_pointer(easy, CURLOPT_HEADERDATA, context)
        fm_easy_set_data(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Transfer.from(context).received(headerLine: line) ? line.count : 0
        }
        fm_easy_set_pointer(easy, CURLOPT_WRITEDATA, context)
        fm_easy_set_data(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return Transfer.from(context).received(body: piece) ? piece.count : 0
        }
        fm_easy_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
        fm_easy_set_opensocket(easy) { context, _, address in
            Transfer.from(context).open(address)
        }
        // Connections that are used again are not opened, so their addresses are looked at here.
        guard !transfer.usesProxy, !transfer.request.addresses.allowsAll else { return }
        fm_easy_set_pointer(easy, CURLOPT_PREREQDATA, context)
        fm_easy_set_prereq(easy) { context, address, _, _, _ in
            Transfer.from(context).mayUse(address) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
    }
}

extension Transfer {
    static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(context!).takeUnretainedValue()
    }

    /// A socket for an address that the policy lets through. With a proxy the address is the proxy's, which the operator
    /// chose.
    func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let allowed =
            usesProxy || request.addresses.allowsAll
            || withUnsafePointer(to: &address.pointee.addr) { IPAddress($0).map(isAllowed) ?? false }
        guard allowed else { return CURL_SOCKET_BAD }
        openedConnection = true
        let descriptor = socket(
            address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
            address.pointee.protocol)
        if descriptor < 0, errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS {
            refusal = .outOfResources
        }
        return descriptor
    }

    func mayUse(_ address: UnsafeMutablePointer<CChar>) -> Bool {
        IPAddress(cText: address).map(isAllowed) ?? false
    }

    private func isAllowed(_ address: IPAddress) -> Bool {
        if request.addresses.allows(address, host: host, port: url.effectivePort ?? 0) { return true }
        refusal = .privateAddress(host: host, address: address.description)
        return false
    }
}
