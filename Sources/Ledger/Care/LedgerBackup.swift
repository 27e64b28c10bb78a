import Basics
import CSystem
import GRDB
import Glibc

extension SQLiteLedger {
    /// Writes a copy of the ledger in `directory` to `target`, as it is at one moment, while a daemon may work with it. The copy
    /// is looked through, made durable, and appears under its name whole or not at all.
    /// - Parameter overwriting: whether a file that is there already is replaced.
    /// - Returns: the size of the copy in bytes; nil where there is no ledger.
    public static func backUp(
        directory: String, to target: String, overwriting: Bool
    ) throws(LedgerError) -> Int? {
        let path = directory + "/ledger.sqlite"
        guard access(path, F_OK) == 0 else { return nil }
        if !overwriting, access(target, F_OK) == 0 { throw .exists(path: target) }
        try requireReplaceable(target, ledger: path)
        try LedgerFile.check(path)
        let temporary = "\(target).\(getpid()).new"
        defer { unlink(temporary) }
        do {
            let database = try LedgerConnection.readOnly(path)
            if try database.read({ try Schema.migrator.hasBeenSuperseded($0) }) { throw LedgerError.newer(path: path) }
            // A new file of the right mode; SQLite writes into it.
            try LedgerFile.makeFile(temporary)
            try database.inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [temporary]) }
            try database.close()
            try lookThrough(temporary)
        } catch let error as LedgerError {
            throw error
        } catch {
            let isOfTheSource = (error as? DatabaseError)?.resultCode.primaryResultCode == .SQLITE_CORRUPT
            throw LedgerError(error, path: isOfTheSource ? path : target)
        }
        try LedgerFile.settle(temporary, as: target, overwriting: overwriting)
        return LedgerFile.size(target)
    }

    /// What is replaced is a plain file, and none of the ledger's own.
    private static func requireReplaceable(_ target: String, ledger: String) throws(LedgerError) {
        var there = stat()
        guard lstat(target, &there) == 0 else { return }
        guard there.st_mode & S_IFMT == S_IFREG else {
            throw .failed(path: target, detail: "it is no plain file, and is not replaced")
        }
        for suffix in ["", "-wal", "-shm"] {
            var own = stat()
            if stat(ledger + suffix, &own) == 0, own.st_ino == there.st_ino, own.st_dev == there.st_dev {
                throw .failed(path: target, detail: "it is the ledger itself")
            }
        }
    }

    private static func lookThrough(_ copy: String) throws {
        let database = try LedgerConnection.readOnly(copy)
        let answer = try database.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") } ?? ""
        try database.close()
        guard answer == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: answer) }
    }
}
