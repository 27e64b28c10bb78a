import Glibc
import Testing

/// The documents do what they say: their `sh` blocks are run one after the other, as a reader would, and print what stands
/// in their `text` blocks.
@Suite struct DocumentTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    private static let tools = ["bash", "jq", "python3", "sqlite3"]

    private func blocks(_ language: String, of document: String) -> [String] {
        let text = Home.text(Self.root + "/docs/" + document)
        return text.split(separator: "\n```\(language)\n").dropFirst().map { part in
            String(part.firstRange(of: "\n```").map { part[..<$0.lowerBound] } ?? part)
        }
    }

    /// What a shell prints that runs all of them in a directory of its own.
    private func run(_ blocks: [String], in home: Home) -> (status: Int32, output: String) {
        let binary = String(Program.path[..<Program.path.lastIndex(of: "/")!])
        let lines = ["set -eu", "exec 2>&1", "cd \(home.path)", "PATH=\(binary):$PATH"] + blocks
        let output = home.fresh("out")
        let script = home.write("script.sh", lines.joined(separator: "\n") + "\n")
        return (Program.wait(Program.start([script], program: "bash", output: output)), Home.text(output))
    }

    @Test("the tutorial", .enabled(if: tools.allSatisfy(ReferenceTests.has))) func tutorial() {
        let (status, output) = run(blocks("sh", of: "tutorial.md"), in: Home())
        #expect(status == 0, "\(output)")
        let promised = blocks("text", of: "tutorial.md").flatMap { $0.split(separator: "\n") }
        #expect(promised.count > 8)
        for line in promised {
            // Sizes differ by a digit of a time; paths by where it runs.
            let line = line.prefix { $0 != "(" }.drop { $0 == "…" || $0 == " " }
            #expect(output.contains(line), "\(line) is not in \(output)")
        }
    }

    @Test("the recipes", .enabled(if: tools.allSatisfy(ReferenceTests.has))) func recipes() {
        let home = Home()
        let configuration = home.write(
            "feedmill.toml",
            "include = []\nstate_directory = \"state\"\nspool_directory = \"spool\"\n"
                + "[[feed]]\nurl = \"file:\(Self.root)/config/example/harbour.xml\"\nid = \"harbour\"\n")
        let (status, output) = run(
            ["feedmill run --once --config \(configuration)"] + blocks("sh", of: "recipes.md"), in: home)
        #expect(status == 0, "\(output)")
        // By jq three times, by the first run of the consumer, and not by its second.
        #expect(output.split(separator: "The old crane turns again").count - 1 == 3, "\(output)")
        #expect(output.contains("\"records\": 2"))
    }

    @Test("each link of the documents leads to a file, and to a heading in it") func links() {
        let files =
            ["README.md"]
            + ["architecture", "codes", "configuration", "operating", "recipes", "security", "tutorial"].map {
                "docs/\($0).md"
            }
        for file in files {
            let directory = file.split(separator: "/").dropLast().reduce(Self.root) { $0 + "/" + $1 }
            for part in Home.text(Self.root + "/" + file).split(separator: "](").dropFirst() {
                let link = part.prefix { !")\n".contains($0) }
                guard !link.hasPrefix("http"), !link.contains(" ") else { continue }
                let pieces = link.split(separator: "#", omittingEmptySubsequences: false)
                let target = pieces[0].isEmpty ? Self.root + "/" + file : directory + "/" + pieces[0]
                #expect(access(target, R_OK) == 0, "\(file): \(link)")
                guard pieces.count == 2 else { continue }
                let headings = Home.text(target).split(separator: "\n").filter { $0.hasPrefix("#") }.map(anchor)
                #expect(headings.contains(String(pieces[1])), "\(file): \(link)")
            }
        }
    }

    /// As forges make it: in lower case, spaces as dashes, and nothing but letters, digits and dashes.
    private func anchor(_ heading: Substring) -> String {
        let text = heading.drop { $0 == "#" }.dropFirst().lowercased().replacing(" ", with: "-")
        return String(text.filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    }
}
