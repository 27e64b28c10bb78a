import TOMLKit
import Testing

@testable import Ingest

/// toml++, by way of TOMLKit, is the second opinion on what is TOML and what it says.
@Suite struct TOMLAgreementTests {
  private let seed = """
    # comment
    title = "a \\"b\\" \\u00e9"
    list = [1, -2.5, 'x', [true, false], { k = 1, l.m = "n" }]
    multi = \"\"\"
    one \\
      two\"\"\"
    when = 1979-05-27T07:32:00Z
    [http]
    timeout = "30s"
    no_proxy = []
    "quoted key" = 0x1F
    a.b.c = 1_000
    [[feed]]
    url = "https://example.org/feed.xml"
    headers = { Authorization = "@secret", X-Y = 'z' }
    [feed.sub]
    x = 1e3
    [[feed]]
    url = 'file:x'

    """

  @Test(
    "what is taken, of a document and of thousands of changes to it, toml++ takes and reads the same"
  )
  func agrees() throws {
    var random = SplitMix(state: 42)
    let alphabet = Array("\"'=[]{}.,#\n\\ \t0_-+e:aTZx1\r".utf8)
    var accepted = 0
    for round in 0..<4000 {
      var bytes = Array(seed.utf8)
      for _ in 0..<Int(round == 0 ? 0 : 1 + random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[place] = alphabet[Int(random.next() % UInt64(alphabet.count))]
        case 1: bytes.insert(alphabet[Int(random.next() % UInt64(alphabet.count))], at: place)
        default: bytes.remove(at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let document = TOMLDocument(parsing: Array(text.utf8))
      // What is no TOML is not shown to toml++: at some of it, it does not throw but aborts the process.
      guard document.mistakes.isEmpty else { continue }
      let other = try TOMLTable(string: text)
      accepted += 1
      #expect(sorted(.section(document.root)) == shown(other), "\(text)")
    }
    #expect(accepted > 1000)
  }

  /// As `shown`, keys in their order by name, dates as a word: TOMLKit has both so.
  private func sorted(_ value: TOMLNode.Value) -> String {
    switch value {
    case .dateTime: "date"
    case .list(let list): "[" + list.elements.map { sorted($0.value) }.joined(separator: ", ") + "]"
    case .section(let section):
      "{"
        + section.entries.map { "\(quoted($0.key)): \(sorted($0.node.value))" }.sorted().joined(
          separator: ", ")
        + "}"
    default: plain(value)
    }
  }

  private func shown(_ table: TOMLTable) -> String {
    "{" + table.map { "\(quoted($0.0)): \(shown($0.1))" }.sorted().joined(separator: ", ") + "}"
  }

  private func shown(_ value: TOMLValueConvertible) -> String {
    switch value.type {
    case .table: value.table.map { shown($0) } ?? ""
    case .array: "[" + (value.array?.map { shown($0) }.joined(separator: ", ") ?? "") + "]"
    case .string: quoted(value.string ?? "")
    case .int: String(value.int ?? 0)
    case .double: value.double.map { $0.isNaN ? "nan" : "\($0)" } ?? ""
    case .bool: String(value.bool ?? false)
    case .date, .time, .dateTime: "date"
    }
  }
}

private func plain(_ value: TOMLNode.Value) -> String { shown(value) }

/// Sebastiano Vigna's SplitMix64: the same changes in every run.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
