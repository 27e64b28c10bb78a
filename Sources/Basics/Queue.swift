/// First in, first out, in constant time.
public struct Queue<Element> {
  private var incoming: [Element] = []
  private var outgoing: [Element] = []

  public init() {}

  public var count: Int { incoming.count + outgoing.count }
  public var isEmpty: Bool { incoming.isEmpty && outgoing.isEmpty }

  public mutating func append(_ element: Element) { incoming.append(element) }

  public mutating func popFirst() -> Element? {
    if outgoing.isEmpty {
      swap(&incoming, &outgoing)
      outgoing.reverse()
    }
    return outgoing.popLast()
  }
}

extension Queue: Sendable where Element: Sendable {}
