import GRDB

/// The tables, version by version. A migration that was released is never changed.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE feed (
                        id INTEGER PRIMARY KEY,
                        name TEXT NOT NULL UNIQUE,
                        url TEXT NOT NULL,
                        retired_at REAL,
                        condition TEXT NOT NULL DEFAULT 'never-polled',
                        next_due REAL,
                        last_polled REAL,
                        last_succeeded REAL,
                        last_news REAL,
                        failing_since REAL,
                        error_code TEXT,
                        error_message TEXT,
                        title TEXT,
                        home_page_url TEXT,
                        exchange BLOB NOT NULL DEFAULT x'',
                        history BLOB NOT NULL DEFAULT x''
                    );
                    CREATE INDEX feed_condition ON feed(retired_at, condition);
                    CREATE INDEX feed_retired_url ON feed(url) WHERE retired_at IS NOT NULL;
                    CREATE TABLE memory (
                        feed INTEGER PRIMARY KEY REFERENCES feed(id) ON DELETE CASCADE,
                        bytes BLOB NOT NULL
                    );
                    CREATE TABLE owed (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        feed INTEGER NOT NULL,
                        record_id TEXT NOT NULL,
                        revision INTEGER NOT NULL,
                        article_url TEXT,
                        attempts INTEGER NOT NULL DEFAULT 0,
                        not_before REAL,
                        sequence INTEGER,
                        payload BLOB NOT NULL
                    );
                    CREATE TABLE note (
                        drawer TEXT NOT NULL,
                        name TEXT NOT NULL,
                        bytes BLOB NOT NULL,
                        PRIMARY KEY (drawer, name)
                    ) WITHOUT ROWID;
                    CREATE TABLE event (
                        id INTEGER PRIMARY KEY,
                        at REAL NOT NULL,
                        feed TEXT,
                        code TEXT NOT NULL,
                        message TEXT NOT NULL
                    );
                    CREATE INDEX event_feed ON event(feed, id);
                    CREATE TABLE cluster_article (
                        number INTEGER PRIMARY KEY AUTOINCREMENT,
                        day INTEGER NOT NULL,
                        bytes BLOB NOT NULL
                    );
                    CREATE INDEX cluster_article_day ON cluster_article(day);
                    CREATE TABLE cluster_posting (bucket INTEGER PRIMARY KEY, block BLOB NOT NULL);
                    CREATE TABLE cluster_size (cluster INTEGER PRIMARY KEY, size INTEGER NOT NULL, day INTEGER NOT NULL);
                    CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
                    INSERT INTO counter VALUES ('sequence', 0);
                    """)
        }
        migrator.registerMigration("2") { database in
            try database.execute(
                sql: """
                    CREATE TABLE page_address (
                        feed INTEGER NOT NULL REFERENCES feed(id) ON DELETE CASCADE,
                        record_id TEXT NOT NULL,
                        key INTEGER NOT NULL,
                        PRIMARY KEY (feed, record_id)
                    ) WITHOUT ROWID;
                    """)
        }
        // What `status` asks for is had without reading every feed, however many there are.
        migrator.registerMigration("3") { database in
            try database.execute(
                sql: """
                    ALTER TABLE feed ADD COLUMN moved_to TEXT;
                    ALTER TABLE feed ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
                    DROP INDEX feed_condition;
                    CREATE INDEX feed_due ON feed(next_due, retired_at, paused) WHERE next_due IS NOT NULL;
                    CREATE INDEX feed_ailing ON feed(failing_since, name) WHERE failing_since IS NOT NULL;
                    CREATE INDEX feed_moved ON feed(name, retired_at) WHERE moved_to IS NOT NULL;
                    CREATE INDEX feed_paused ON feed(name) WHERE paused = 1;
                    CREATE TABLE feed_count (condition TEXT PRIMARY KEY, feeds INTEGER NOT NULL) WITHOUT ROWID;
                    INSERT INTO feed_count VALUES
                        ('never-polled', 0), ('healthy', 0), ('failing', 0), ('gone', 0), ('paused', 0);
                    UPDATE feed_count SET feeds =
                        (SELECT count(*) FROM feed WHERE retired_at IS NULL AND feed.condition = feed_count.condition);
                    INSERT INTO counter
                        SELECT 'last_polled', CAST(max(last_polled) AS INTEGER) FROM feed HAVING max(last_polled) IS NOT NULL;
                    """)
            for (event, signs) in [
                ("INSERT", [("+", "new")]), ("DELETE", [("-", "old")]),
                ("UPDATE OF condition, paused, retired_at", [("-", "old"), ("+", "new")]),
            ] {
                let changes = signs.map { sign, row in
                    """
                    UPDATE feed_count SET feeds = feeds \(sign) 1 WHERE \(row).retired_at IS NULL
                        AND condition = CASE WHEN \(row).paused THEN 'paused' ELSE \(row).condition END;
                    """
                }.joined(separator: "\n")
                let isChanged =
                    signs.count < 2
                    ? "1"
                    : "old.condition <> new.condition OR old.paused <> new.paused OR (old.retired_at IS NULL) <> (new.retired_at IS NULL)"
                try database.execute(
                    sql: """
                        CREATE TRIGGER feed_count_\(event.prefix(6).lowercased()) AFTER \(event) ON feed WHEN \(isChanged)
                        BEGIN \(changes) END
                        """)
            }
        }
        // Owed records that could not be read: they stay where they are, and nobody waits for them.
        migrator.registerMigration("4") { database in
            try database.execute(
                sql: """
                    CREATE TABLE set_aside (
                        owed INTEGER PRIMARY KEY,
                        at REAL NOT NULL,
                        feed INTEGER NOT NULL,
                        record_id TEXT NOT NULL,
                        is_awaited INTEGER NOT NULL DEFAULT 1
                    );
                    """)
        }
        // Articles' postings wait until they are sorted in; those of a key lie where they do not crowd.
        migrator.registerMigration("5") { database in
            try database.execute(
                sql: """
                    CREATE TABLE cluster_waiting (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        number INTEGER NOT NULL,
                        keys BLOB NOT NULL
                    );
                    ALTER TABLE cluster_posting RENAME TO cluster_crowded;
                    CREATE TABLE cluster_posting (bucket INTEGER PRIMARY KEY, block BLOB NOT NULL);
                    """)
            try ClusterTables.spread(in: database)
            try database.execute(sql: "DROP TABLE cluster_crowded")
        }
        // A key that a feed had is no other's, though the feed is forgotten.
        migrator.registerMigration("6") { database in
            try database.execute(
                sql: """
                    INSERT INTO counter SELECT 'feed', max(
                        coalesce((SELECT max(id) FROM feed), 0), coalesce((SELECT max(feed) FROM owed), 0),
                        coalesce((SELECT max(feed) FROM set_aside), 0))
                    """)
        }
        return migrator
    }
}
