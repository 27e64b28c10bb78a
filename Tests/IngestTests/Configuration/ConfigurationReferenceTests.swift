import Testing

@testable import Ingest

@Suite struct ConfigurationReferenceTests {
  /// The root of the repository, by way of symbolic links too.
  private func repository(_ path: String) throws -> String {
    let tests = #filePath.split(separator: "/").dropLast(4)
    let file = "/" + tests.joined(separator: "/") + "/" + path
    return String(decoding: try SystemFiles().read(file, limit: 1 << 20), as: UTF8.self)
  }

  @Test("the commented file in the tree is the one that is made from the keys") func file() throws {
    #expect(try repository("config/feedmill.toml") == ConfigurationReference.file)
  }

  @Test("so is the reference") func markdown() throws {
    #expect(try repository("docs/configuration.md") == ConfigurationReference.markdown)
  }

  @Test("the commented file loads, sets every key that has a default, and sets it to the default")
  func loads() throws {
    let configuration = try MemoryFiles([MemoryFiles.main: ConfigurationReference.file]).load()
      .get()
    #expect(configuration.settings == Settings())
    #expect(configuration.feeds.isEmpty)
    let root = TOMLDocument(parsing: Array(ConfigurationReference.file.utf8)).root
    for key in ConfigurationReference.keys where key.defaultValue != nil && key.section != "feed" {
      if key.section.isEmpty {
        #expect(root[key.name] != nil, "\(key.path)")
      } else if case .section(let section)? = root[key.section]?.value {
        #expect(section[key.name] != nil, "\(key.path)")
      } else {
        Issue.record("no section for \(key.path)")
      }
    }
  }

  @Test("with every example in place it still loads") func examples() throws {
    let commented = ConfigurationReference.file.split(
      separator: "\n", omittingEmptySubsequences: false)
    let lines = commented.map { line in
      line.hasPrefix("# ") && (line.contains(" = ") || line == "# [[feed]]")
        && !line.hasPrefix("# Besides")
        ? line.dropFirst(2) : line
    }
    let files = MemoryFiles([
      MemoryFiles.main: lines.joined(separator: "\n"), "/etc/feedmill/secrets/example": "x",
    ])
    let configuration = try files.load().get()
    #expect(configuration.feeds.map(\.id) == ["example"])
    #expect(configuration.http.proxy != .environment && configuration.workers.count == 2)
  }

  @Test("every key says why in a line, has a default or an example, and no two have one name")
  func keys() {
    for key in ConfigurationReference.keys {
      #expect(
        !key.why.isEmpty && key.why.utf8.count < 110 && !key.why.contains("\n"), "\(key.path)")
      #expect(key.defaultValue != nil || key.example != nil, "\(key.path)")
    }
    let paths = ConfigurationReference.keys.map(\.path)
    #expect(Set(paths).count == paths.count)
    #expect(Set(FeedKeys.names).count == FeedKeys.names.count)
  }
}
