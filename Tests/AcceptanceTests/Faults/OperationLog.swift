/// One call of a feedmill that changed the disk, or made a change durable, as the shim wrote it down.
enum DiskOperation: Sendable {
    case open(path: String, handle: UInt32, isCreated: Bool, isTruncated: Bool)
    case close(handle: UInt32)
    case write(handle: UInt32, offset: Int, bytes: [UInt8])
    case truncate(handle: UInt32, size: Int)
    case allocate(handle: UInt32, size: Int)
    case sync(handle: UInt32)
    case syncAll
    case rename(from: String, to: String)
    case link(from: String, to: String)
    case unlink(path: String)
    case makeDirectory(path: String)
}

/// The log of Tests/FaultShim/calls.c: for each call six numbers of 32 bits (kind, handle, facts, length of the path, length of
/// the other path, unused), two of 64 (offset or size, length of the data), the paths and the data; all of the machine's own order.
enum OperationLog {
    static func read(_ path: String) -> [DiskOperation] {
        var rest = Home.bytes(path)[...]
        var operations: [DiskOperation] = []
        func take(_ count: Int) -> ArraySlice<UInt8> {
            let part = rest.prefix(count)
            rest = rest.dropFirst(count)
            return part
        }
        func number(_ count: Int) -> Int { take(count).reversed().reduce(0) { $0 << 8 | Int($1) } }
        while rest.count >= 40 {
            let (kind, handle, facts) = (number(4), UInt32(number(4)), number(4))
            let lengths = (number(4), number(4))
            _ = number(4)
            let (offset, size) = (number(8), number(8))
            let path = String(decoding: take(lengths.0), as: UTF8.self)
            let other = String(decoding: take(lengths.1), as: UTF8.self)
            switch kind {
            case 1:
                operations.append(
                    .open(path: path, handle: handle, isCreated: facts & 1 != 0, isTruncated: facts & 4 != 0))
            case 2: operations.append(.close(handle: handle))
            case 3: operations.append(.write(handle: handle, offset: offset, bytes: Array(take(size))))
            case 4: operations.append(.sync(handle: handle))
            case 5: operations.append(.syncAll)
            case 6: operations.append(.rename(from: path, to: other))
            case 7: operations.append(.unlink(path: path))
            case 8: operations.append(.makeDirectory(path: path))
            case 9: operations.append(.truncate(handle: handle, size: offset))
            case 10: operations.append(.allocate(handle: handle, size: offset))
            default: operations.append(.link(from: path, to: other))
            }
        }
        return operations
    }
}
