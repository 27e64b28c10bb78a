import Basics

/// Places of feeds by a text of theirs. It keeps a hash of each text, not the text: whoever finds a place compares what
/// lies there. Of two texts with one hash the first is found.
struct FeedIndex: Sendable {
  private var places: [UInt64: Int32] = [:]

  mutating func insert(_ text: String, at place: Int) {
    let hash = Hash64.of(text)
    if places[hash] == nil { places[hash] = Int32(place) }
  }

  func find(_ text: String) -> Int? { places[Hash64.of(text)].map(Int.init) }
}
