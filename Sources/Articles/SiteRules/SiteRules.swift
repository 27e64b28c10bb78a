/// An operator's site rules: what is known of single sites, in the format of the Five Filters site configurations.
public struct SiteRules: Sendable {
  public init() {}
  public init(files: [(name: String, bytes: [UInt8])]) {}
  public func matching(host: String) -> SiteRules { self }
  public var text: String { "" }
  public init(text: String) {}
  public var problems: [String] { [] }
}
