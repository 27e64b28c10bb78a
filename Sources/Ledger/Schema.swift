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
        return migrator
    }
}
