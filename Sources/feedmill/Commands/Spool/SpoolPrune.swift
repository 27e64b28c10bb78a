import ArgumentParser
import Basics
import Ingest
import Spool

struct SpoolPrune: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Removes old records: those that a consumer moved to cur/.",
        discussion: "Age counts from when a file was written or moved, whichever was later. Other programs' files stay."
    )

    @OptionGroup var option: ConfigurationOption
    @Option(help: ArgumentHelp("Such as 90s, 15m, 6h or 7d.", valueName: "duration"), transform: SpoolPrune.duration)
    var olderThan: Double
    @Flag(help: "Records too that wait in new/ and nobody has taken.") var waiting = false
    @Flag(help: "Tell what would be removed, and remove nothing.") var dryRun = false
    @Flag(help: "For a program: one JSON object.") var json = false

    func run() throws {
        let path = try option.loadSettings().settings.spoolDirectory
        var outcomes: [(folder: SpoolFolder, outcome: SpoolSweep.Outcome)] = []
        for folder in waiting ? [SpoolFolder.cur, .new] : [.cur] {
            let sweep = SpoolSweep(
                path: path, folder: folder, retention: SpoolSweep.Retention(age: olderThan), now: SystemClock().now(),
                isRehearsal: dryRun)
            while let sweep, !sweep.turn() {}
            outcomes.append((folder, sweep?.outcome ?? SpoolSweep.Outcome()))
        }
        if json { writeJSON(outcomes) } else { writeText(outcomes) }
    }

    private func writeText(_ outcomes: [(folder: SpoolFolder, outcome: SpoolSweep.Outcome)]) {
        for (folder, outcome) in outcomes {
            let verb = dryRun ? "would be removed" : "removed"
            Terminal.say(
                "\(folder.rawValue)/: \(Plain.count(outcome.removed, "file")) \(verb) (\(Plain.size(outcome.removedBytes))), \(Plain.count(outcome.kept)) kept\n"
            )
        }
    }

    private func writeJSON(_ outcomes: [(folder: SpoolFolder, outcome: SpoolSweep.Outcome)]) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("dry_run", dryRun)
        for (folder, outcome) in outcomes {
            writer.key(folder.rawValue)
            writer.beginObject()
            writer.field("removed_files", outcome.removed)
            writer.field("removed_bytes", outcome.removedBytes)
            writer.field("kept_files", outcome.kept)
            writer.endObject()
        }
        writer.endObject()
        writer.newline()
        Terminal.say(writer)
    }

    private static func duration(_ text: String) throws -> Double {
        guard let seconds = Plain.parseSpan(text) else {
            throw ValidationError("a duration is written 90s, 15m, 6h or 7d, not '\(text)'")
        }
        return seconds
    }
}
