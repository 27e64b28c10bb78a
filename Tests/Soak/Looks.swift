import Glibc

/// When each feed was last served whole, and the time before: written by the origin, read by the consumer, who may ask for no item that
/// came later.
struct Looks: Sendable {
    private let file: Int32

    init(directory: String) {
        file = open(directory + "/looks", O_RDWR | O_CREAT, 0o600)
    }

    /// - Parameter time: virtual seconds since the start.
    func note(_ feed: Int, at time: Double) {
        var times = [time, read(feed)[0]]
        pwrite(file, &times, 16, off_t(feed * 16))
    }

    /// The latest of a feed's looks before a time; 0 where there is none.
    func last(_ feed: Int, before bound: Double) -> Double { read(feed).first { $0 < bound } ?? 0 }

    private func read(_ feed: Int) -> [Double] {
        var times = [0.0, 0.0]
        pread(file, &times, 16, off_t(feed * 16))
        return times
    }
}
