import Basics
import Ingest

/// feedmill(1): what `--help` prints of every command, from the tree of commands itself, with what a page needs besides.
struct CommandManual {
    private let root: JSONValue
    private var page: ManualPage

    /// The tree as `--experimental-dump-help` prints it.
    init() throws(JSONError) {
        root = try JSONValue(parsing: Root._dumpHelp())["command"] ?? .null
        page = ManualPage(
            "feedmill", section: 1, source: "feedmill \(Feedmill.version)",
            about: CommandManual.lowered(Root.configuration.abstract))
        page.section("SYNOPSIS")
        for command in commands(of: root) { synopsis(of: command) }
        page.section("DESCRIPTION")
        page.paragraph(
            """
            feedmill polls the RSS, Atom and JSON feeds that its configuration lists, finds what is new or changed, fetches each \
            article and cleans it down to its text, and leaves one durable JSON record for each item in a spool directory, where \
            other programs take it. The configuration is described in `feedmill.toml`(5), the codes in records, status and log \
            in `feedmill-codes`(7).
            """)
        page.section("COMMANDS")
        for command in commands(of: root) { describe(command) }
        page.section("OPTIONS OF EVERY COMMAND")
        page.item(ManualPage.bold("-h") + ", " + ManualPage.bold("--help"), "Tells how a command is used, and ends.")
        page.item(ManualPage.bold("--version"), "Prints the version, and ends.")
        surroundings()
    }

    var text: String { page.text }

    /// The commands without sub-commands, in the order of `--help`.
    private func commands(of command: JSONValue) -> [JSONValue] {
        let below = (command["subcommands"]?.array ?? []).filter {
            $0["shouldDisplay"]?.bool != false && $0["commandName"]?.string != "help"
        }
        return below.isEmpty ? [command] : below.flatMap(commands(of:))
    }

    private func name(of command: JSONValue) -> String {
        let above = (command["superCommands"]?.array ?? []).compactMap(\.string)
        return (above + [command["commandName"]?.string ?? ""]).joined(separator: " ")
    }

    private func arguments(of command: JSONValue) -> [JSONValue] {
        (command["arguments"]?.array ?? []).filter {
            let name = $0["preferredName"]?["name"]?.string ?? ""
            return $0["shouldDisplay"]?.bool != false && name != "help" && name != "version"
        }
    }

    private mutating func synopsis(of command: JSONValue) {
        page.synopsis(
            ManualPage.bold(name(of: command)),
            arguments(of: command).map { argument in
                var text = CommandManual.form(of: argument)
                if argument["isRepeating"]?.bool == true { text += " ..." }
                return argument["isOptional"]?.bool == true ? "[\(text)]" : text
            })
    }

    private mutating func describe(_ command: JSONValue) {
        page.subsection(name(of: command))
        page.paragraph(command["abstract"]?.string ?? "")
        if let discussion = command["discussion"]?.string { page.paragraph(discussion) }
        for argument in arguments(of: command) {
            var text = argument["abstract"]?.string ?? ""
            let values = (argument["allValues"]?.array ?? []).compactMap(\.string)
            if !values.isEmpty { text += " One of " + values.map { "`\($0)`" }.joined(separator: ", ") + "." }
            if let value = argument["defaultValue"]?.string { text += " Default: `\(value)`." }
            page.item(CommandManual.form(of: argument), text)
        }
    }

    private mutating func surroundings() {
        page.section("EXIT STATUS")
        for status in ExitStatus.all {
            page.item(ManualPage.bold("\(status.code)"), CommandManual.raised(status.meaning) + ".")
        }
        page.section("SIGNALS")
        page.item("SIGHUP", "The daemon reads its configuration again; one with a mistake changes nothing.")
        page.item(
            "SIGTERM, SIGINT", "The daemon ends within 10 seconds. What is in flight is still due, or still owed.")
        page.section("ENVIRONMENT")
        page.item(
            ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].map(ManualPage.bold).joined(separator: ", "),
            "Proxies for all requests, where the configuration names none.")
        page.item(
            ManualPage.bold("CREDENTIALS_DIRECTORY"),
            "Where the secrets are that the configuration names as `${NAME}`; set by systemd for `LoadCredential=`.")
        page.item(
            ManualPage.bold("NOTIFY_SOCKET") + ", " + ManualPage.bold("WATCHDOG_USEC") + ", "
                + ManualPage.bold("JOURNAL_STREAM"),
            "Set by systemd: readiness and liveness are told there, and log lines bear the journal's levels.")
        page.section("FILES")
        page.item(ManualPage.italic("/etc/feedmill/feedmill.toml"), "The configuration; `feedmill.toml`(5).")
        page.item(
            ManualPage.italic("/var/lib/feedmill/ledger.sqlite"), "What is known of feeds and items, and what is owed.")
        page.item(
            ManualPage.italic("/var/spool/feedmill/new"),
            "Records for whoever takes them, by renaming or deleting; what lies here is complete.")
        page.item(ManualPage.italic("/var/spool/feedmill/cur"), "For consumers that keep what they took.")
        page.section("EXAMPLES")
        page.paragraph("Poll once what is due, in a directory of one's own, and read the titles:")
        page.example(
            """
            feedmill run --once --config feedmill.toml
            cat spool/new/* | jq -r .item.title
            """)
        page.paragraph("What is wrong, on the daemon's machine:")
        page.example("feedmill check && feedmill status")
        page.section("SEE ALSO")
        page.paragraph("`feedmill.toml`(5), `feedmill-codes`(7), `systemctl`(1), `journalctl`(1)")
    }
}

extension CommandManual {
    /// `--config file`, `--json`, `url`: marked up, brackets apart.
    private static func form(of argument: JSONValue) -> String {
        let value = ManualPage.italic(argument["valueName"]?.string ?? "")
        guard argument["kind"]?.string != "positional", let name = argument["preferredName"] else { return value }
        let dashes = name["kind"]?.string == "long" ? "--" : "-"
        let option = ManualPage.bold(dashes + (name["name"]?.string ?? ""))
        return argument["kind"]?.string == "flag" ? option : "\(option) \(value)"
    }

    /// A sentence as the manual's line of names has it.
    private static func lowered(_ sentence: String) -> String {
        var text = sentence.prefix(1).lowercased() + sentence.dropFirst()
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    private static func raised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
