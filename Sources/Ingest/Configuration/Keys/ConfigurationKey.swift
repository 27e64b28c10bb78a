/// One key of the configuration: its name, its type, its default and why it is there. The check, the commented
/// configuration file, the reference and the manual page are made from these.
public struct ConfigurationKey: Sendable {
  /// The table that it stands in; empty for the top of the file, `feed` for `[[feed]]`.
  public let section: String
  public let name: String
  /// The type and its bounds, in words.
  public let type: String
  /// As TOML; nil where the key is absent by default.
  public let defaultValue: String?
  /// As TOML; what stands in the commented file where there is no default.
  public let example: String?
  /// One line.
  public let why: String
  /// What `[[feed]]` calls it; nil where a feed cannot say otherwise.
  public let feedName: String?
  /// A change takes effect when the daemon starts again, not when it reads its configuration again.
  public let needsRestart: Bool

  /// `section.name`.
  public var path: String { section.isEmpty ? name : section + "." + name }
}

/// A key together with the field that it fills. A class, for it is looked up for every line of 200,000 feeds.
final class BoundKey<Root: Sendable>: Sendable {
  let key: ConfigurationKey
  let expected: String
  /// Reads the value into the field.
  let apply: @Sendable (TOMLNode, ReadingContext, inout Root) throws(ValueProblem) -> Void
  let isEqual: @Sendable (Root, Root) -> Bool
  /// The field as TOML; nil where it is absent.
  let text: @Sendable (Root) -> String?

  convenience init<Value: Equatable>(
    _ path: String, _ field: any WritableKeyPath<Root, Value> & Sendable, _ type: ValueType<Value>,
    _ why: String,
    in defaults: Root, feed: String? = nil, restart: Bool = false, example: String? = nil,
    isAbsent: Bool = false
  ) {
    self.init(
      path, type: type.name, expected: type.expected, why, in: defaults, feed: feed,
      restart: restart,
      example: example
    ) { node, context, root throws(ValueProblem) in
      root[keyPath: field] = try type.read(node, context)
    } isEqual: {
      $0[keyPath: field] == $1[keyPath: field]
    } text: {
      isAbsent ? nil : type.write($0[keyPath: field])
    }
  }

  convenience init<Value: Equatable>(
    optional path: String, _ field: any WritableKeyPath<Root, Value?> & Sendable,
    _ type: ValueType<Value>,
    _ why: String, in defaults: Root, feed: String? = nil, restart: Bool = false, example: String
  ) {
    self.init(
      path, type: type.name, expected: type.expected, why, in: defaults, feed: feed,
      restart: restart,
      example: example
    ) { node, context, root throws(ValueProblem) in
      root[keyPath: field] = try type.read(node, context)
    } isEqual: {
      $0[keyPath: field] == $1[keyPath: field]
    } text: {
      $0[keyPath: field].map(type.write)
    }
  }

  private init(
    _ path: String, type: String, expected: String, _ why: String, in defaults: Root, feed: String?,
    restart: Bool,
    example: String?,
    apply: @escaping @Sendable (TOMLNode, ReadingContext, inout Root) throws(ValueProblem) -> Void,
    isEqual: @escaping @Sendable (Root, Root) -> Bool, text: @escaping @Sendable (Root) -> String?
  ) {
    let dot = path.lastIndex(of: ".")
    key = ConfigurationKey(
      section: dot.map { String(path[..<$0]) } ?? "",
      name: dot.map { String(path[path.index(after: $0)...]) } ?? path,
      type: type, defaultValue: text(defaults), example: example, why: why, feedName: feed,
      needsRestart: restart)
    self.expected = expected
    self.apply = apply
    self.isEqual = isEqual
    self.text = text
  }
}
