/// A JSON value (RFC 8259). Members of an object keep the order of the document; of two with one name, the last counts.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSONValue

    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The member of an object; nil where this is no object or has no such member.
  public subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  public subscript(_ index: Int) -> JSONValue? {
    guard case .array(let members) = self, members.indices.contains(index) else { return nil }
    return members[index]
  }

  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  public var number: Double? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  public var integer: Int? {
    guard case .number(let number) = self else { return nil }
    return Int(exactly: number)
  }

  public var bool: Bool? {
    guard case .bool(let truth) = self else { return nil }
    return truth
  }

  /// The members of an array; empty where this is none.
  public var array: [JSONValue] {
    guard case .array(let members) = self else { return [] }
    return members
  }

  /// The members of an object; empty where this is none.
  public var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// As JSON, without white space.
  public var encoded: [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    return writer.finish()
  }
}
