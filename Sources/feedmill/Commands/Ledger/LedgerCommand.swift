import ArgumentParser

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Looks after the ledger: checks it, copies it, makes it anew.",
        discussion: "`check` and `backup` work while the daemon runs; `rebuild` wants it stopped.",
        subcommands: [Check.self, Backup.self, Rebuild.self])
}
