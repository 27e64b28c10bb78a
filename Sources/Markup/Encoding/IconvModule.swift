import Glibc
import Synchronization

/// iconv's modules, each opened once and kept for the life of the process, because opening one reads a file.
enum IconvModule {
    /// A conversion descriptor; nil where the module is not installed. Not `Sendable` by itself: it is only ever used
    /// under `descriptors`' lock.
    private struct Descriptor: @unchecked Sendable {
        let handle: iconv_t?
    }

    private static let descriptors = Mutex<[String: Descriptor]>([:])

    /// Whether the module could be opened, now or before.
    @discardableResult
    static func open(_ module: String) -> Bool {
        descriptors.withLock { find(module, in: &$0).handle != nil }
    }

    private static func find(_ module: String, in descriptors: inout [String: Descriptor]) -> Descriptor {
        if let found = descriptors[module] { return found }
        let handle = iconv_open("UTF-8", module)
        let descriptor = Descriptor(handle: handle == iconv_t(bitPattern: -1) ? nil : handle)
        descriptors[module] = descriptor
        return descriptor
    }

    static func decode(_ bytes: UnsafeRawBufferPointer, module: String) -> (utf8: [UInt8], malformed: Bool) {
        let (text, malformed) = descriptors.withLock { descriptors in
            guard let handle = find(module, in: &descriptors).handle else {
                return (UTF8Decoder.decode(bytes).utf8, true)
            }
            return convert(bytes, handle, EncodingAmendments.sequences[module] ?? [:])
        }
        return (EncodingAmendments.amend(text, module: module), malformed)
    }

    /// `known` are sequences that the module does not have, and what they stand for.
    private static func convert(
        _ bytes: UnsafeRawBufferPointer, _ handle: iconv_t, _ known: [[UInt8]: Unicode.Scalar]
    ) -> (utf8: [UInt8], malformed: Bool) {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3 / 2)
        var malformed = false
        iconv(handle, nil, nil, nil, nil)
        var input = UnsafeMutablePointer(mutating: bytes.bindMemory(to: CChar.self).baseAddress)
        var remaining = bytes.count
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            while remaining > 0 {
                var output = buffer.baseAddress
                var room = buffer.count
                let status = iconv(handle, &input, &remaining, &output, &room)
                result.append(
                    contentsOf: UnsafeRawBufferPointer(
                        rebasing: UnsafeRawBufferPointer(buffer)[..<(buffer.count - room)]))
                if status != -1 || errno == E2BIG { continue }
                let rest = UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - remaining)...])
                if let (sequence, scalar) = known.first(where: { rest.starts(with: $0.key) }) {
                    result.append(scalar: scalar)
                    input = input?.advanced(by: sequence.count)
                    remaining -= sequence.count
                    continue
                }
                // One byte that begins no character; an ASCII byte after a lone lead byte survives.
                malformed = true
                result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                input = input?.advanced(by: 1)
                remaining -= 1
            }
            // What is held back because a mark might follow (windows-1255, windows-1258).
            var output = buffer.baseAddress
            var room = buffer.count
            iconv(handle, nil, nil, &output, &room)
            result.append(
                contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<(buffer.count - room)]))
        }
        return (result, malformed)
    }
}
