import Feeds

extension FuzzTarget {
    /// Any text as a feed's date: what comes out reads as itself again.
    static let date = FuzzTarget(name: "Date") { bytes in
        guard let time = FeedDate.parse(String(decoding: bytes, as: UTF8.self)) else { return }
        try require(FeedDate.parse(time.description)?.seconds == time.seconds, "\(time) does not read as itself")
    }
}
