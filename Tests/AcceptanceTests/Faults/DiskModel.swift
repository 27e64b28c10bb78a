import Glibc

/// A disk with a cache that forgets: what was written is there for everyone, and only what was synced is there after a loss of
/// power. A file's bytes are made durable by syncing it, its name by syncing its directory.
struct DiskModel {
    /// What of the rest a loss of power leaves.
    enum Loss: Sendable, CaseIterable {
        /// Nothing: neither names nor bytes.
        case all
        /// All names, as a journal of metadata would have written them, and no bytes.
        case bytes
        /// Names up to some change, and of the bytes some blocks and not others.
        case some
    }

    private struct File {
        var durable: [UInt8] = []
        var pending: [Change] = []
        var isDirectory = false

        var current: [UInt8] { pending.reduce(into: durable) { $1.apply(to: &$0) } }
    }

    private enum Change {
        case write(offset: Int, bytes: [UInt8])
        case size(Int)
        case atLeast(Int)

        func apply(to content: inout [UInt8]) {
            switch self {
            case .size(let size) where size < content.count: content.removeLast(content.count - size)
            case .size(let size), .atLeast(let size): pad(&content, size)
            case .write(let offset, let bytes):
                pad(&content, offset + bytes.count)
                content.replaceSubrange(offset..<offset + bytes.count, with: bytes)
            }
        }

        private func pad(_ content: inout [UInt8], _ size: Int) {
            if content.count < size { content += [UInt8](repeating: 0, count: size - content.count) }
        }

        /// In the blocks that a disk writes one by one.
        var blocks: [Change] {
            guard case .write(let offset, let bytes) = self else { return [self] }
            return stride(from: 0, to: bytes.count, by: 4096).map {
                .write(offset: offset + $0, bytes: Array(bytes[$0..<min($0 + 4096, bytes.count)]))
            }
        }
    }

    private struct NameChange {
        let path: String
        /// Nil: the name is gone.
        let file: Int?
    }

    private var files: [File] = []
    private var names: [String: Int] = [:]
    private var durableNames: [String: Int] = [:]
    private var pendingNames: [NameChange] = []
    private var open: [UInt32: Int] = [:]
    private var openPaths: [UInt32: String] = [:]

    /// - Parameter home: what lies below its `state` and `spool` is durable from the beginning.
    init(_ home: Home) {
        for root in ["state", "spool"] { take(in: home.path + "/" + root) }
        durableNames = names
    }

    private mutating func take(in path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        let isDirectory = status.st_mode & S_IFMT == S_IFDIR
        files.append(File(durable: isDirectory ? [] : Home.bytes(path), isDirectory: isDirectory))
        names[path] = files.count - 1
        guard isDirectory else { return }
        for name in Consumer.names(path) + [".lock"] { take(in: path + "/" + name) }
    }

    mutating func perform(_ operation: DiskOperation) {
        switch operation {
        case .open(let path, let handle, _, let isTruncated):
            let path = DiskModel.plain(path)
            openPaths[handle] = path
            // What is above the roots is there, and has no file here.
            if names[path] == nil, !isAbove(path) { make(path, isDirectory: false) }
            open[handle] = names[path]
            if isTruncated { change(handle, .size(0)) }
        case .close(let handle): (open[handle], openPaths[handle]) = (nil, nil)
        case .write(let handle, let offset, let bytes): change(handle, .write(offset: offset, bytes: bytes))
        case .truncate(let handle, let size): change(handle, .size(size))
        case .allocate(let handle, let size): change(handle, .atLeast(size))
        case .sync(let handle): sync(handle)
        case .syncAll:
            for file in files.indices { settle(file) }
            durableNames = names
            pendingNames = []
        case .rename(let from, let to):
            let file = names[from]
            name(from, nil)
            name(to, file)
        case .link(let from, let to): name(to, names[from])
        case .unlink(let path): name(path, nil)
        case .makeDirectory(let path): make(path, isDirectory: true)
        }
    }

    /// Writes into a home what its disk would hold if the power went now.
    func write(to home: Home, from original: Home, after loss: Loss, seed: UInt64 = 0) {
        var dice = Lot(state: seed)
        var kept = durableNames
        let changes = loss == .all ? 0 : loss == .bytes ? pendingNames.count : dice.below(pendingNames.count + 1)
        for change in pendingNames.prefix(changes) { kept[change.path] = change.file }
        lay(kept, in: home, from: original) { file in
            guard loss == .some else { return file.durable }
            return file.pending.flatMap(\.blocks).reduce(into: file.durable) { content, change in
                if dice.below(2) == 0 { change.apply(to: &content) }
            }
        }
    }

    /// Writes into a home what everyone saw before.
    func writeCurrent(to home: Home, from original: Home) {
        lay(names, in: home, from: original, content: \.current)
    }
}

extension DiskModel {
    private static func parent(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    /// Without `.` and `..` at the end.
    private static func plain(_ path: String) -> String {
        if path.hasSuffix("/..") { return parent(parent(path)) }
        return path.hasSuffix("/.") ? parent(path) : path
    }

    private func isAbove(_ path: String) -> Bool { names.keys.contains { $0.hasPrefix(path + "/") } }

    private mutating func make(_ path: String, isDirectory: Bool) {
        files.append(File(isDirectory: isDirectory))
        name(path, files.count - 1)
    }

    private mutating func name(_ path: String, _ file: Int?) {
        names[path] = file
        pendingNames.append(NameChange(path: path, file: file))
    }

    private mutating func change(_ handle: UInt32, _ change: Change) {
        guard let file = open[handle] else { return }
        files[file].pending.append(change)
    }

    private mutating func settle(_ file: Int) {
        files[file].durable = files[file].current
        files[file].pending = []
    }

    private mutating func sync(_ handle: UInt32) {
        if let file = open[handle], !files[file].isDirectory { return settle(file) }
        guard let directory = openPaths[handle] else { return }
        for change in pendingNames where DiskModel.parent(change.path) == directory {
            durableNames[change.path] = change.file
        }
        pendingNames.removeAll { DiskModel.parent($0.path) == directory }
    }

    private func lay(
        _ names: [String: Int], in home: Home, from original: Home, content: (File) -> [UInt8]
    ) {
        // Parents sort before what is in them; what has lost its directory is lost with it.
        for (path, file) in names.sorted(by: { $0.key < $1.key }) {
            let target = home.path + path.dropFirst(original.path.count)
            if files[file].isDirectory {
                mkdir(target, 0o700)
            } else if access(DiskModel.parent(target), F_OK) == 0 {
                home.write(String(target.dropFirst(home.path.count + 1)), content(files[file]))
            }
        }
    }
}

/// Chance that is the same each time.
private struct Lot {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
