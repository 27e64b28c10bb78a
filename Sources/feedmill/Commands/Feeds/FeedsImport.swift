import ArgumentParser
import Basics
import Feeds
import Glibc
import Ingest

extension FeedsCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Adds the feeds of an OPML document that are not configured yet.",
            discussion: """
                Writes them into one new file under feeds.d. Folders become tags; what else the document says of a feed is kept \
                for export. To follow a list as it changes, put its address into include.
                """)

        @OptionGroup var option: ConfigurationOption
        @Option(
            name: .customLong("tag"), help: ArgumentHelp("A tag for each of them. Repeatable.", valueName: "tag"))
        var tags: [String] = []
        @Option(help: "What the new file is called, without .toml; absent: as the document.") var name: String?
        @Argument(
            help: ArgumentHelp("A file, an http or https address, or - for standard input.", valueName: "file|url"))
        var source: String

        func run() async throws {
            let configuration = try option.load()
            let (document, result) = try await withProgress { try await add(configuration, $0) }
            if let first = document.problems.first {
                Terminal.complain(
                    "\(shown): \(Terminal.count(document.problems.count, "mistake")) mended, the first in line \(first.line): "
                        + "\(first.message) [\(first.code)]")
            }
            for rejected in result.rejected { Terminal.complain("left out: \(rejected)") }
            Terminal.say(
                "\(Terminal.count(result.added, "feed")) added\(result.path.map { " in \($0)" } ?? ""), \(result.known) there already\n"
            )
            if result.added > 0 { try FeedEdit.tellDaemon(option) }
            if !result.rejected.isEmpty { throw ExitCode(1) }
        }

        private func add(
            _ configuration: Configuration, _ progress: Progress
        ) async throws -> (OPMLDocument, FeedImport) {
            progress.show("reading \(shown)")
            let document = try document(from: try await bytes(configuration))
            progress.show("checking \(Terminal.count(document.feeds.count, "feed"))")
            let result = try FeedEdit.make(option) { files, _ in
                try files.importing(document, named: name ?? usualName, tags: tags)
            }
            return (document, result)
        }

        private func bytes(_ configuration: Configuration) async throws -> [UInt8] {
            guard let url = WebURL(source), url.isHTTP else {
                do {
                    return try Input.read(source)
                } catch {
                    Terminal.complain(error.message)
                    throw ExitCode(EX_IOERR)
                }
            }
            try ConfigurationOption.requireSecrets(option.path, in: configuration)
            let visitor = Visitor(configuration)
            let result = await visitor.document(at: url, purpose: .any)
            await visitor.leave()
            switch result {
            case .success(let response) where response.status == 200: return response.body
            case .success(let response): Terminal.complain("\(shown): the server answered \(response.status)")
            case .failure(let error): Terminal.complain("\(shown): \(error.message) [\(error.code)]")
            }
            throw ExitCode(1)
        }

        private func document(from bytes: [UInt8]) throws -> OPMLDocument {
            do {
                return try OPMLDocument(parsing: bytes)
            } catch {
                let place = error.line > 0 ? ":\(error.line):\(error.column)" : ""
                Terminal.complain("\(shown)\(place): \(error.message) [\(error.code)]")
                throw ExitCode(1)
            }
        }

        private var shown: String { FeedsCommand.shown(source) }

        /// The file's name without its ending, the host of an address.
        private var usualName: String {
            if let url = WebURL(source), url.isHTTP { return url.host ?? "imported" }
            let file = source.split(separator: "/").last ?? ""
            return file == "-" ? "imported" : String(file.prefix { $0 != "." })
        }
    }
}
