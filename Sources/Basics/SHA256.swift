import CLibCrypto

/// SHA-256 (FIPS 180-4), by OpenSSL's libcrypto.
public enum SHA256 {
  /// 32 bytes.
  public static func digest(_ bytes: some ContiguousBytesSequence) -> [UInt8] {
    var context = SHA256_CTX()
    var digest = [UInt8](repeating: 0, count: 32)
    SHA256_Init(&context)
    bytes.withContiguousBytes { _ = SHA256_Update(&context, $0.baseAddress, $0.count) }
    SHA256_Final(&digest, &context)
    return digest
  }

  /// 64 hexadecimal digits, lower case.
  public static func hex(_ bytes: some ContiguousBytesSequence) -> String {
    hexadecimal(digest(bytes))
  }
}

/// Bytes that lie in one piece.
public protocol ContiguousBytesSequence {
  func withContiguousBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

extension [UInt8]: ContiguousBytesSequence {
  public func withContiguousBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(body)
  }
}

extension String: ContiguousBytesSequence {
  public func withContiguousBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    var copy = self
    return copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}

/// Two lower-case digits a byte.
public func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  var text = ""
  for byte in bytes {
    for nibble in [byte >> 4, byte & 15] {
      text.unicodeScalars.append(Unicode.Scalar(nibble < 10 ? 0x30 + nibble : 0x57 + nibble))
    }
  }
  return text
}
