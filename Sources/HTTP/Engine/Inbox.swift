import Basics
import CSystem
import Glibc

/// What other threads want of the client's thread. The thread is woken only for the first message of a heap, through an
/// eventfd that its epoll watches.
final class Inbox: Sendable {
    enum Message {
        case start(Transfer)
        case cancel(Ticket)
        case configure(ClientConfiguration)
        /// The function is called as soon as the thread comes to it.
        case answer(@Sendable () -> Void)
        /// A redirect that waited for its passage is to be followed, or not.
        case proceed(Transfer, to: WebURL, FetchError?)
        /// The function is called when all is done.
        case stop((@Sendable () -> Void)?)
    }

    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    private let state = Monitor(State())
    /// Readable while there are messages.
    let wake: Int32

    init() {
        wake = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(wake >= 0, "no eventfd: \(errno)")
    }

    deinit { close(wake) }

    func post(_ message: Message) {
        var isFirst = false
        var isClosed = false
        state.withLock { state in
            isClosed = state.isClosed
            guard !isClosed else { return }
            isFirst = state.messages.isEmpty
            state.messages.append(message)
        }
        if isClosed {
            refuse(message)
        } else if isFirst {
            eventfd_write(wake, 1)
        }
    }

    /// All messages since the last call, oldest first. `messages` is emptied first, and its memory used for later ones.
    func take(into messages: inout [Message]) {
        var count: eventfd_t = 0
        eventfd_read(wake, &count)
        messages.removeAll(keepingCapacity: true)
        state.withLock { swap(&$0.messages, &messages) }
    }

    /// Takes no more messages; gives those that are left.
    func shut() -> [Message] {
        state.withLock { state in
            state.isClosed = true
            let rest = state.messages
            state.messages = []
            return rest
        }
    }

    func refuse(_ message: Message) {
        switch message {
        case .start(let transfer): transfer.finish(.failure(.shutDown))
        case .cancel, .configure, .answer: break
        case .proceed(let transfer, _, _): transfer.finish(.failure(.shutDown))
        case .stop(let done): done?()
        }
    }
}
