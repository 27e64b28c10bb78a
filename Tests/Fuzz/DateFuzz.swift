// libFuzzer's way into the reader of dates: any text; what comes out must read as itself again.
// Built by hand: see docs/feeds.md.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDate(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start else { return 0 }
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let time = FeedDate.parse(text) {
        precondition(FeedDate.parse(time.description)?.seconds == time.seconds, "a time does not read as itself")
    }
    return 0
}
