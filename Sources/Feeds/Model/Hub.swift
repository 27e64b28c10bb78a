import Basics

/// Where a feed can be subscribed to so that it announces what is new: WebSub, rssCloud.
public struct Hub: Hashable, Sendable {
    /// `WebSub`, `rssCloud`, or what a JSON Feed says.
    public var type: String
    public var url: String

    public init(type: String, url: String) {
        self.type = type
        self.url = url
    }
}

/// What a feed asks of those who poll it.
public struct Polling: Hashable, Sendable {
    public var ttlMinutes: Int?
    /// From the syndication module: the period divided by how often it is updated in one.
    public var updatePeriodSeconds: Int?
    /// 0 … 23, in UTC.
    public var skipHours: [Int] = []
    /// English names, `Monday`.
    public var skipDays: [String] = []

    public init() {}

    var isEmpty: Bool { ttlMinutes == nil && updatePeriodSeconds == nil && skipHours.isEmpty && skipDays.isEmpty }

    func write(to writer: inout JSONWriter) {
        guard !isEmpty else { return }
        writer.key("_polling")
        writer.beginObject()
        writer.field("ttl_minutes", ttlMinutes)
        writer.field("update_period_seconds", updatePeriodSeconds)
        writer.field("skip_hours", each: skipHours) { $0.value($1) }
        writer.field("skip_days", skipDays)
        writer.endObject()
    }
}

/// Where an item was taken from.
public struct Source: Hashable, Sendable {
    public var title: String?
    public var url: String?
}

/// Where on Earth an item is about; WGS 84, degrees.
public struct Location: Hashable, Sendable {
    public var latitude: Double?
    public var longitude: Double?
    public var name: String?

    var isEmpty: Bool { latitude == nil && name == nil }

    /// Half a position is none.
    var whole: Location? {
        var location = self
        if latitude == nil || longitude == nil { (location.latitude, location.longitude) = (nil, nil) }
        return location.isEmpty ? nil : location
    }
}
