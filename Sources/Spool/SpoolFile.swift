/// The names of the files in a spool: the sequence of the first record in it, in twenty digits so that names sort as numbers
/// do, and what the file is.
struct SpoolFile: Equatable, Sendable {
  static let suffix = ".json"

  let sequence: UInt64

  var name: String {
    let digits = String(sequence)
    return String(repeating: "0", count: 20 - digits.utf8.count) + digits + SpoolFile.suffix
  }

  init(sequence: UInt64) {
    self.sequence = sequence
  }

  /// Nil for a name that this spool did not give.
  init?(name: some StringProtocol) {
    guard name.utf8.count == 20 + SpoolFile.suffix.utf8.count, name.hasSuffix(SpoolFile.suffix),
      let sequence = UInt64(name.prefix(20))
    else { return nil }
    self.sequence = sequence
  }
}
