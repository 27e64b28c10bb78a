import GRDB

/// A database with the schema and nothing in it, whole on disk.
enum EmptyDatabase {
  static func write(to path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
    }
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try Schema.migrator.migrate(database)
    try database.close()
  }
}
