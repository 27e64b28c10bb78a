import Basics
import CLibCurl
import CSystem
import Glibc

/// The client's thread: epoll over libcurl's sockets and the inbox, transfers begun in order as room comes free.
///
/// libcurl is never called from within one of its callbacks. While nothing is under way there is no time-out either, but
/// for one: after the idle time the multi handle is replaced, and with it go the connections that were kept.
final class TransferLoop {
    private var configuration: ClientConfiguration
    private let inbox: Inbox
    private let epoll: Int32
    private let events: UnsafeMutablePointer<epoll_event>
    private var messages: [Inbox.Message] = []
    private var waiting = Queue<Transfer>()
    private var running: [ObjectIdentifier: Transfer] = [:]
    /// Those whose redirects wait for their passage.
    private var parked: [ObjectIdentifier: Transfer] = [:]
    private var stops: [@Sendable () -> Void] = []
    private var isStopping = false
    private var multi: UnsafeMutableRawPointer
    /// Whether this multi handle may have connections to keep.
    private var hasRun = false
    /// When libcurl wants to be called without an event; milliseconds on the monotonic clock.
    private var curlDeadline: Int64?
    private var idleDeadline: Int64?
    /// When it is looked for transfers that are over their time and that libcurl has lost, as it does when memory is refused.
    private var lapseDeadline: Int64?
    private let setup: TransferSetup

    private static let eventCount = 256
    /// In milliseconds: how long libcurl has to end a transfer by itself when its time is over.
    private static let grace: Int64 = 2_000

    static func start(_ configuration: ClientConfiguration, inbox: Inbox) {
        var thread = pthread_t()
        let loop = Unmanaged.passRetained(TransferLoop(configuration, inbox: inbox))
        let code = pthread_create(
            &thread, nil,
            { context in
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_SETMASK, &all, nil)
                fm_name_thread("http")
                Unmanaged<TransferLoop>.fromOpaque(context!).takeRetainedValue().run()
                return nil
            }, loop.toOpaque())
        precondition(code == 0, "no thread could be started: \(code)")
        pthread_detach(thread)
    }

    private init(_ configuration: ClientConfiguration, inbox: Inbox) {
        _ = TransferLoop.globalSetup
        self.configuration = configuration
        self.inbox = inbox
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        precondition(epoll >= 0, "no epoll: \(errno)")
        events = .allocate(capacity: TransferLoop.eventCount)
        setup = TransferSetup(configuration)
        multi = curl_multi_init()!
    }

    /// curl_global_init(3), once in a process, and never undone.
    private static let globalSetup: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    deinit {
        curl_multi_cleanup(multi)
        close(epoll)
        events.deallocate()
    }

    private func run() {
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.fd = inbox.wake
        epoll_ctl(epoll, EPOLL_CTL_ADD, inbox.wake, &event)
        prepareMulti()
        while !isStopping { turn() }
        end()
    }

    private func turn() {
        let count = epoll_wait(epoll, events, Int32(TransferLoop.eventCount), timeout())
        var isWoken = false
        var active: Int32 = 0
        for index in 0..<Int(max(count, 0)) {
            let event = events[index]
            if event.data.fd == inbox.wake {
                isWoken = true
            } else {
                curl_multi_socket_action(multi, event.data.fd, TransferLoop.mask(event.events), &active)
            }
        }
        let now = MonotonicClock.milliseconds()
        if let deadline = curlDeadline, deadline <= now {
            curlDeadline = nil
            curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &active)
        }
        reap()
        if let deadline = lapseDeadline, deadline <= now { endLapsed(now) }
        if isWoken { readInbox() }
        if !isStopping { begin() }
        rest(now)
    }

    private func timeout() -> Int32 {
        let deadline = min(curlDeadline ?? .max, idleDeadline ?? .max, lapseDeadline ?? .max)
        return deadline == .max ? -1 : Int32(clamping: max(0, deadline - MonotonicClock.milliseconds()))
    }

    private static func mask(_ events: UInt32) -> Int32 {
        var mask: Int32 = 0
        if events & EPOLLIN.rawValue != 0 { mask |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_ERR }
        return mask
    }
}

// Transfers from their beginning to their end.
extension TransferLoop {
    private func readInbox() {
        inbox.take(into: &messages)
        for message in messages {
            switch message {
            case .start(let transfer):
                accept(transfer)
            case .cancel(let ticket): cancel(ticket)
            case .configure(let configuration):
                self.configuration = configuration
                setup.take(configuration)
            case .answer(let answer): answer()
            case .proceed(let transfer, let target, let refusal): proceed(transfer, to: target, refusal)
            case .stop(let done):
                isStopping = true
                if let done { stops.append(done) }
            }
        }
        messages.removeAll(keepingCapacity: true)
    }

    private func accept(_ transfer: Transfer) {
        guard !transfer.ticket.isCancelled else {
            transfer.finish(.failure(.cancelled))
            return
        }
        transfer.ticket.transfer = transfer
        waiting.append(transfer)
    }

    private func begin() {
        while running.count < configuration.maximumInFlight, let transfer = waiting.popFirst() {
            if transfer.isFinished { continue }
            startHop(transfer)
        }
    }

    private func startHop(_ transfer: Transfer) {
        idleDeadline = nil
        let now = MonotonicClock.milliseconds()
        if transfer.deadline == 0 {
            transfer.deadline = now + Int64(transfer.request.limits.timeout * 1000)
        }
        switch setup.prepare(transfer, now: now) {
        case .failure(let error):
            transfer.finish(.failure(error))
        case .success(let easy):
            transfer.easy = easy
            running[ObjectIdentifier(transfer)] = transfer
            hasRun = true
            lapseDeadline = min(lapseDeadline ?? .max, transfer.deadline + TransferLoop.grace)
            if curl_multi_add_handle(multi, easy) != CURLM_OK {
                remove(transfer, fromMulti: false)
                transfer.finish(.failure(.outOfResources))
            }
        }
    }

    private func reap() {
        var finished: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while fm_multi_done(multi, &finished, &code) != 0, let easy = finished {
            var context: UnsafeMutableRawPointer?
            fm_easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
            guard let context else { continue }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            ended(transfer, code)
        }
    }

    private func ended(_ transfer: Transfer, _ code: CURLcode) {
        let outcome = HopOutcome(transfer, code)
        remove(transfer, fromMulti: true)
        switch outcome {
        case .answer(let response): transfer.finish(.success(response))
        case .failure(let error): transfer.finish(.failure(error))
        case .redirect(let target): follow(transfer, to: target)
        }
    }

    private func follow(_ transfer: Transfer, to target: WebURL) {
        guard let passage = transfer.request.passage else {
            transfer.reset(for: target)
            return startHop(transfer)
        }
        transfer.parkedAt = MonotonicClock.milliseconds()
        parked[ObjectIdentifier(transfer)] = transfer
        let (from, inbox) = (transfer.url, inbox)
        Task { inbox.post(.proceed(transfer, to: target, await passage(from, target))) }
    }

    private func proceed(_ transfer: Transfer, to target: WebURL, _ refusal: FetchError?) {
        parked[ObjectIdentifier(transfer)] = nil
        guard !transfer.isFinished else { return }
        transfer.deadline += MonotonicClock.milliseconds() - transfer.parkedAt
        if let refusal { return transfer.finish(.failure(refusal)) }
        transfer.reset(for: target)
        startHop(transfer)
    }

    private func endLapsed(_ now: Int64) {
        for transfer in running.values where transfer.deadline + TransferLoop.grace <= now {
            remove(transfer, fromMulti: true)
            transfer.finish(.failure(.outOfResources))
        }
        // Not more often than once a second, however many there are.
        lapseDeadline = running.values.map(\.deadline).min().map { max($0 + TransferLoop.grace, now + 1_000) }
    }

    private func cancel(_ ticket: Ticket) {
        guard !ticket.isCancelled else { return }
        ticket.isCancelled = true
        guard let transfer = ticket.transfer else { return }
        remove(transfer, fromMulti: true)
        transfer.finish(.failure(.cancelled))
    }

    /// Takes the easy handle from the multi handle and frees it.
    private func remove(_ transfer: Transfer, fromMulti: Bool) {
        guard let easy = transfer.easy else { return }
        if fromMulti { curl_multi_remove_handle(multi, easy) }
        curl_easy_cleanup(easy)
        transfer.easy = nil
        transfer.fieldList = nil
        transfer.names = nil
        running[ObjectIdentifier(transfer)] = nil
    }
}

// The multi handle.
extension TransferLoop {
    private func prepareMulti() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        fm_multi_set_long(multi, CURLMOPT_MAXCONNECTS, idleConnections)
        fm_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, context)
        fm_multi_set_pointer(multi, CURLMOPT_TIMERDATA, context)
        fm_multi_set_socket(multi) { _, socket, what, context, known in
            let loop = Unmanaged<TransferLoop>.fromOpaque(context!).takeUnretainedValue()
            loop.watch(socket, what, isKnown: known != nil)
            return 0
        }
        fm_multi_set_timer(multi) { _, milliseconds, context in
            let loop = Unmanaged<TransferLoop>.fromOpaque(context!).takeUnretainedValue()
            loop.curlDeadline =
                milliseconds < 0 ? nil : MonotonicClock.milliseconds() + Int64(milliseconds)
            return 0
        }
    }

    /// As configured, but no more than half of the files that the process may have open.
    private var idleConnections: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(fm_limit_nofile), &limit) == 0 else { return 64 }
        return max(16, min(configuration.maximumIdleConnections, Int(clamping: limit.rlim_cur / 2)))
    }

    private func watch(_ socket: Int32, _ what: Int32, isKnown: Bool) {
        var event = epoll_event()
        event.data.fd = socket
        if what == CURL_POLL_REMOVE {
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
            return
        }
        if what & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
        if what & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
        if epoll_ctl(epoll, isKnown ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event) != 0,
            errno == EEXIST
        {
            epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event)
        }
        if !isKnown { curl_multi_assign(multi, socket, UnsafeMutableRawPointer(bitPattern: 1)) }
    }

    /// With nothing to do, the connections are kept for the idle time, and then given up with their handle.
    private func rest(_ now: Int64) {
        guard hasRun, running.isEmpty, waiting.isEmpty else { return }
        let deadline = idleDeadline ?? now + Int64(configuration.idleTime) * 1000
        idleDeadline = deadline
        guard deadline <= now else { return }
        idleDeadline = nil
        hasRun = false
        curlDeadline = nil
        curl_multi_cleanup(multi)
        multi = curl_multi_init()!
        prepareMulti()
        fm_trim_memory()
    }

    private func end() {
        let rest = inbox.shut()
        for transfer in running.values {
            remove(transfer, fromMulti: true)
            transfer.finish(.failure(.shutDown))
        }
        for transfer in parked.values { transfer.finish(.failure(.shutDown)) }
        while let transfer = waiting.popFirst() { transfer.finish(.failure(.shutDown)) }
        curl_multi_cleanup(multi)
        multi = curl_multi_init()!
        for message in rest { inbox.refuse(message) }
        for stop in stops { stop() }
    }
}
