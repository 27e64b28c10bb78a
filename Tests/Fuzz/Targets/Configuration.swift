import Ingest

extension FuzzTarget {
    /// Any bytes as `feedmill.toml`: a configuration, or mistakes that have a place in the text.
    static let configuration = FuzzTarget(name: "Configuration") { bytes in
        let files = OneFile(bytes: bytes)
        let lines = bytes.count { $0 == 0x0A } + 1
        switch Configuration.load(
            path: "feedmill.toml", files: files, environment: ["CREDENTIALS_DIRECTORY": "/secrets"])
        {
        case .failure(let errors):
            try require(!errors.errors.isEmpty, "refused without a reason")
            for error in errors.errors {
                try require((0...lines).contains(error.place.line), "a mistake in line \(error.place.line) of \(lines)")
                try require(
                    "\(error)".unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) },
                    "a control character in the message \(error)")
            }
        case .success(let configuration):
            let ids = configuration.feeds.map(\.id)
            try require(Set(ids).count == ids.count, "two feeds of one id")
            for feed in configuration.feeds {
                try require(configuration.feed(id: feed.id) != nil, "the feed \(feed.id) is not found")
            }
            let alone = try Configuration.loadSettings(path: "feedmill.toml", files: files).get()
            try require(alone.settings == configuration.settings, "the settings alone are others")
        }
    }

    /// A file system with one file in it.
    private struct OneFile: FileReader {
        let bytes: [UInt8]
        let currentDirectory = "/etc/feedmill"

        func read(_ path: String, limit: Int) throws(FileReadError) -> [UInt8] {
            guard path == "/etc/feedmill/feedmill.toml" else {
                throw FileReadError(code: "file-missing", message: "No such file or directory")
            }
            return bytes
        }

        func glob(_ pattern: String) -> [String] { [] }
        func obstacle(_ directory: String) -> String? { nil }
    }
}
