/// The formats that are read; `rawValue` is `format` in records.
public enum FeedFormat: String, Sendable {
  case rss090 = "rss-0.90"
  case rss091 = "rss-0.91"
  case rss092 = "rss-0.92"
  case rss093 = "rss-0.93"
  case rss094 = "rss-0.94"
  case rss10 = "rss-1.0"
  case rss11 = "rss-1.1"
  case rss20 = "rss-2.0"
  /// RSS whose version is missing or unknown.
  case rss
  case atom03 = "atom-0.3"
  case atom10 = "atom-1.0"
  case atom
  case json10 = "json-1.0"
  case json11 = "json-1.1"
  case cdf
  /// A sitemap with news, read as a feed.
  case newsSitemap = "news-sitemap"
}
