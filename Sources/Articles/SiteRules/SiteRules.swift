/// An operator's site rules: what is known of single sites, in the format of the Five Filters site configurations.
public struct SiteRules: Sendable {
  public init() {}
}
