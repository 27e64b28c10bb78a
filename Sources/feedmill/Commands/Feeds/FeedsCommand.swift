import ArgumentParser

struct FeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds", abstract: "Lists, adds, removes, pauses, tests and moves the configuration's feeds.",
        discussion: """
            What changes files keeps their comments and their order, replaces each file as a whole, and makes a daemon that runs \
            read its configuration again. Exits 1 where something could not be had or is not there.
            """,
        subcommands: [
            List.self, Add.self, Remove.self, Pause.self, Resume.self, Forget.self, Import.self, Export.self, Test.self,
        ])
}
