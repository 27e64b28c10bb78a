import CLibZstd

/// Zstandard (RFC 8878) of whole files.
enum Zstd {
    /// The library's own default: a third of gzip's time, and smaller.
    private static let level: Int32 = 3

    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        guard let context = ZSTD_createCCtx() else { return nil }
        defer { ZSTD_freeCCtx(context) }
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        var result = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let size = ZSTD_compress2(context, &result, result.count, bytes, bytes.count)
        guard ZSTD_isError(size) == 0 else { return nil }
        result.removeLast(result.count - size)
        return result
    }

    static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        guard let stream = ZSTD_createDStream() else { return nil }
        defer { ZSTD_freeDStream(stream) }
        var result: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
        let isWhole = bytes.withUnsafeBytes { source in
            var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
            while true {
                let (rest, written) = piece.withUnsafeMutableBytes { target in
                    var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                    return (ZSTD_decompressStream(stream, &output, &input), output.pos)
                }
                guard ZSTD_isError(rest) == 0 else { return false }
                result.append(contentsOf: piece[..<written])
                if rest == 0 && input.pos == input.size { return true }
                // Nothing more to read and nothing more to write: it was cut off.
                if result.count > limit || written == 0 && input.pos == input.size { return false }
            }
        }
        return isWhole && result.count <= limit ? result : nil
    }
}
