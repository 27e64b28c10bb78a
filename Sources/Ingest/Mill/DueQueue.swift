import Basics

/// Who is due when: a binary heap. A feed stands in it once; to put it in again moves it.
struct DueQueue<Key: Hashable & Sendable>: Sendable {
  private struct Entry {
    let due: Timestamp
    let key: Key
  }

  private var heap: [Entry] = []
  private var places: [Key: Int] = [:]

  var count: Int { heap.count }
  var isEmpty: Bool { heap.isEmpty }

  /// When the first one is due; nil where nobody waits.
  var nextDue: Timestamp? { heap.first?.due }

  /// All that wait, in no order.
  var keys: [Key] { heap.map(\.key) }

  func due(of key: Key) -> Timestamp? { places[key].map { heap[$0].due } }

  mutating func put(_ key: Key, due: Timestamp) {
    remove(key)
    heap.append(Entry(due: due, key: key))
    places[key] = heap.count - 1
    rise(from: heap.count - 1)
  }

  mutating func remove(_ key: Key) {
    guard let place = places.removeValue(forKey: key) else { return }
    let last = heap.removeLast()
    guard place < heap.count else { return }
    heap[place] = last
    places[last.key] = place
    rise(from: place)
    sink(from: places[last.key]!)
  }

  /// Takes the first one, if it is due by `now`.
  mutating func popFirst(dueBy now: Timestamp) -> Key? {
    guard let first = heap.first, first.due <= now else { return nil }
    remove(first.key)
    return first.key
  }

  private mutating func rise(from start: Int) {
    var place = start
    while place > 0, heap[place].due < heap[(place - 1) / 2].due {
      exchange(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  private mutating func sink(from start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2]
      where child < heap.count && heap[child].due < heap[least].due {
        least = child
      }
      guard least != place else { return }
      exchange(place, least)
      place = least
    }
  }

  private mutating func exchange(_ a: Int, _ b: Int) {
    heap.swapAt(a, b)
    places[heap[a].key] = a
    places[heap[b].key] = b
  }
}
