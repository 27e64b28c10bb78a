import Basics
import Glibc
import Testing

/// A spool with three records of one feed, and the configuration that it belongs to.
private func spooled(_ more: String = "") throws -> (home: Home, config: String) {
    let home = Home()
    let items = (1...3).map { "<item><guid>\($0)</guid><title>Title \($0)</title></item>" }.joined()
    let feed = home.write("a.xml", "<rss version=\"2.0\"><channel>\(items)</channel></rss>")
    let config = home.write(
        "feedmill.toml",
        "state_directory = \"state\"\nspool_directory = \"spool\"\n[articles]\nfetch = false\n[spool]\n\(more)\n[[feed]]\nurl = \"file://\(feed)\"\nid = \"a\"\n"
    )
    let run = Program.run(["run", "--once", "--config", config], in: home)
    #expect(run.status == 0, "\(run.complaints)")
    return (home, config)
}

private func lines(_ text: String) throws -> [JSONValue] {
    try text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
}

@Test(arguments: [("", ".json"), ("compress = \"zstd\"", ".json.zst"), ("compress = \"gzip\"", ".json.gz")])
func theSpoolIsListedShownAndFollowed(_ setting: String, _ ending: String) throws {
    let (home, config) = try spooled(setting)
    func spool(_ arguments: String...) -> Program.Result {
        Program.run(["spool"] + arguments + ["--config", config], in: home)
    }
    #expect(
        spool("list").output.split(separator: "\n").map { $0.split(separator: "\t").last }
            == ["Title 3", "Title 2", "Title 1"].sorted().map { Optional(Substring($0)) })
    let listed = try lines(spool("list", "--json").output)
    #expect(listed.compactMap { $0["sequence"]?.integer } == [1, 2, 3])
    #expect(listed.first?["file"]?.string == "00000000000000000001\(ending)")
    #expect(try lines(spool("list", "--json", "--last", "1").output).map { $0["sequence"]?.integer } == [3])

    let one = spool("show", "2")
    #expect(try one.status == 0 && lines(one.output).map { $0["sequence"]?.integer } == [2])
    #expect(spool("show", listed[1]["id"]?.string ?? "").output == one.output)
    #expect(spool("show", "77").status == 1)

    let followed = spool("follow", "--from", "2", "--count", "2")
    #expect(try followed.status == 0 && lines(followed.output).map { $0["sequence"]?.integer } == [2, 3])

    rename(
        "\(home.path)/spool/new/00000000000000000002\(ending)", "\(home.path)/spool/cur/00000000000000000002\(ending)")
    #expect(spool("show", "2").output == one.output, "also where a consumer has moved it")
    #expect(try lines(spool("list", "--json", "--consumed").output).map { $0["sequence"]?.integer } == [2])
    #expect(try lines(spool("follow", "--from", "1", "--count", "3").output).count == 3)
}

@Test func theLatestRecordsAreCountedNotTheirFiles() throws {
    let (home, config) = try spooled("batch = 3\nbatch_delay = \"1m\"")
    #expect(Consumer.names(home.path + "/spool/new").count == 1)
    for (last, expected) in [("1", [3]), ("2", [2, 3]), ("3", [1, 2, 3]), ("9", [1, 2, 3])] {
        let list = Program.run(["spool", "list", "--json", "--last", last, "--config", config], in: home)
        #expect(try lines(list.output).compactMap { $0["sequence"]?.integer } == expected, "the last \(last)")
    }
}

@Test func pruningTakesWhatWasConsumedAndWhatWaitsOnlyWhenTold() throws {
    let (home, config) = try spooled()
    rename("\(home.path)/spool/new/00000000000000000001.json", "\(home.path)/spool/cur/00000000000000000001.json")
    func prune(_ arguments: String...) -> Program.Result {
        Program.run(["spool", "prune", "--config", config] + arguments, in: home)
    }
    #expect(prune().status == 64, "an age has to be given")
    #expect(prune("--older-than", "soon").status == 64)
    #expect(
        prune("--older-than", "1h", "--waiting").output
            == "cur/: 0 files removed (0 B), 1 kept\nnew/: 0 files removed (0 B), 2 kept\n")
    #expect(prune("--older-than", "0s", "--dry-run").output.hasPrefix("cur/: 1 file would be removed"))
    let done = try lines(prune("--older-than", "0s", "--json").output)
    #expect(done.first?["cur"]?["removed_files"]?.integer == 1 && done.first?["new"] == nil)
    #expect(
        prune("--older-than", "0s", "--waiting").output.hasSuffix("\n")
            && Consumer.names(home.path + "/spool/new") == [])
}

@Test func aSpoolThatIsNotThereIsToldAsAnIOFailure() {
    let home = Home()
    let config = home.write("feedmill.toml", "state_directory = \"state\"\nspool_directory = \"nowhere\"\n")
    #expect(Program.run(["spool", "follow", "--config", config], in: home).status == EX_IOERR)
    #expect(Program.run(["spool", "list", "--config", config], in: home).status == 0)
}

/// With `[spool] keep_consumed_size` the oldest of what was consumed is removed; without, nothing is touched.
@Test(arguments: [("", 3), ("keep_consumed_size = \"1MiB\"", 1)])
func ofTheConsumedIsKeptWhatTheConfigurationSays(_ setting: String, _ left: Int) throws {
    let (home, config) = try spooled(setting)
    for number in 1...3 {
        let name = "0000000000000000000\(number).json"
        rename("\(home.path)/spool/new/\(name)", "\(home.path)/spool/cur/\(name)")
        truncate("\(home.path)/spool/cur/\(name)", 700 << 10)
    }
    #expect(Program.run(["run", "--once", "--all", "--config", config], in: home).status == 0)
    #expect(Consumer.names(home.path + "/spool/cur").count == left)
}
