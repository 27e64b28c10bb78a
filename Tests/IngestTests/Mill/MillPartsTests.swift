import Basics
import Testing

@testable import Ingest

private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

@Test func dueFeedsComeInOrderAndNotBeforeTheirTime() {
  var queue = DueQueue<Int>()
  for (key, due) in [(1, 50), (2, 10), (3, 30), (4, 20), (5, 40)] as [(Int, Int64)] {
    queue.put(key, due: at(due))
  }
  queue.put(1, due: at(5))
  queue.remove(4)
  #expect(queue.nextDue == at(5))
  #expect(queue.popFirst(dueBy: at(4)) == nil)
  var order: [Int] = []
  while let key = queue.popFirst(dueBy: at(100)) { order.append(key) }
  #expect(order == [1, 2, 3, 5])
  #expect(queue.isEmpty && queue.nextDue == nil)
}

@Test func theQueueKeepsItsOrderUnderManyMoves() {
  var queue = DueQueue<Int>()
  var number: UInt64 = 1
  for _ in 0..<2_000 {
    number = number &* 6_364_136_223_846_793_005 &+ 1
    let key = Int(number >> 40 % 300)
    if number >> 60 == 0 { queue.remove(key) } else { queue.put(key, due: at(Int64(number >> 44))) }
  }
  var last = at(0)
  while let next = queue.nextDue {
    #expect(next >= last)
    last = next
    _ = queue.popFirst(dueBy: next)
  }
}

@Test func clockJumpsAreNoticed() {
  var watch = ClockWatch(now: at(1_000), uptime: 10)
  #expect(watch.look(now: at(1_060), uptime: 70, expected: at(1_060)) == .steady)
  #expect(watch.look(now: at(87_460), uptime: 70, expected: nil) == .jumped(86_400))
  #expect(watch.look(now: at(1_060), uptime: 70, expected: nil) == .jumped(-86_400))
  #expect(watch.look(now: at(4_660), uptime: 3_670, expected: at(1_100)) == .slept(3_560))
}

@Test(arguments: [(5.0, "5 s"), (100, "2 min"), (7_200, "2 h"), (200_000, "2 d")])
func spansAreReadable(_ seconds: Double, _ text: String) {
  #expect(Plain.span(seconds) == text)
}

@Test(arguments: [(0, "0 B"), (999, "999 B"), (1_536, "1.5 KiB"), (20 << 20, "20 MiB")])
func sizesAreReadable(_ bytes: Int, _ text: String) {
  #expect(Plain.size(bytes) == text)
}
