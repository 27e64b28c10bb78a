import Basics

/// What a feed's own document asks of its readers. Each wish may lengthen the wait, none shortens it.
public struct FeedWishes: Equatable, Sendable {
  /// RSS `ttl`, in seconds; 0 where absent.
  public var ttl: Double
  /// `sy:updatePeriod` ÷ `sy:updateFrequency` (RSS 1.0 syndication module), in seconds; 0 where absent.
  public var updatePeriod: Double
  /// RSS `skipHours`: bit h is set for each hour of the day, 0 ... 23 in UTC, in which not to ask.
  public var skipHours: UInt32
  /// RSS `skipDays`: bit d is set for each day, 0 = Sunday ... 6, on which not to ask.
  public var skipDays: UInt8

  public init(ttl: Double = 0, updatePeriod: Double = 0, skipHours: UInt32 = 0, skipDays: UInt8 = 0)
  {
    self.ttl = Self.period(ttl)
    self.updatePeriod = Self.period(updatePeriod)
    self.skipHours = skipHours & 0xFF_FFFF
    self.skipDays = skipDays & 0x7F
  }

  /// The longer of the two periods, in seconds.
  public var period: Double { max(ttl, updatePeriod) }

  /// The first instant, `time` or later, that lies in no skipped hour or day. Wishes that leave no hour at all are
  /// no wishes, and the time stands.
  public func allowed(from time: Timestamp) -> Timestamp {
    guard skipHours != 0 || skipDays != 0, skipHours != 0xFF_FFFF, skipDays != 0x7F else {
      return time
    }
    var hour = time.seconds.quotientAndRemainderFlooring(by: 3600).quotient
    let first = hour
    while isSkipped(hour) { hour += 1 }
    return hour == first ? time : Timestamp(seconds: hour * 3600)
  }

  /// In whole seconds; what is no time is 0, and more than thirty years are thirty.
  private static func period(_ seconds: Double) -> Double {
    seconds.isFinite ? min(max(0, seconds.rounded(.up)), 1e9) : 0
  }

  private func isSkipped(_ hourSince1970: Int64) -> Bool {
    let (day, hour) = hourSince1970.quotientAndRemainderFlooring(by: 24)
    let weekday = (day + 4).quotientAndRemainderFlooring(by: 7).remainder
    return skipHours >> UInt32(hour) & 1 == 1 || skipDays >> UInt8(weekday) & 1 == 1
  }
}
