import Basics
import Markup

/// Titles and names: markup gone, but only where it is markup.
enum HTMLPlain {
  static func text(_ bytes: [UInt8]) -> String {
    HTMLText.plain(bytes, tags: .known)
  }
}
