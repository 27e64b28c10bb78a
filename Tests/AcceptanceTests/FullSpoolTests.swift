import Basics
import Glibc
import Testing

/// A spool that refuses: the run says why and ends as an I/O failure, nothing is lost, and the next run goes on.
@Test func aRunThatCannotDeliverSaysSoAndTheNextOneDelivers() throws {
    let home = Home()
    let feed = home.write(
        "a.xml", "<rss version=\"2.0\"><channel><item><guid>1</guid><title>One</title></item></channel></rss>")
    let config = home.write(
        "feedmill.toml",
        "state_directory = \"state\"\nspool_directory = \"spool\"\n[articles]\nfetch = false\n[[feed]]\nurl = \"file://\(feed)\"\nid = \"a\"\n"
    )
    mkdir(home.path + "/spool", 0o700)
    #expect(
        Program.run(
            [
                "run", "--once", "--config",
                home.write("none.toml", "state_directory = \"state\"\nspool_directory = \"spool\"\n"),
            ], in: home
        ).status == 0)
    // A file where the record's own name under tmp/ would be made is a directory.
    mkdir(home.path + "/spool/tmp/00000000000000000001.json", 0o700)
    let refused = Program.run(["run", "--once", "--config", config], in: home)
    #expect(refused.status == EX_IOERR, "\(refused.output)\(refused.complaints)")
    #expect(refused.complaints.contains("spool-io-error"))
    rmdir(home.path + "/spool/tmp/00000000000000000001.json")
    #expect(Program.run(["run", "--once", "--config", config], in: home).status == 0)
    #expect(try Consumer(spool: home.path + "/spool").take().map { $0.at("item", "title")?.string } == ["One"])
}
