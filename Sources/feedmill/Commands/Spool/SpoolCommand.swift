import ArgumentParser

struct SpoolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spool", abstract: "The records in the spool: those that wait, and those that were consumed.",
        subcommands: [SpoolList.self, SpoolShow.self, SpoolFollow.self, SpoolPrune.self])
}
