/// The candidate that a misspelt word was probably meant to be: at most a third of its letters away; nil for none.
func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
  let letters = Array(word.utf8.prefix(64))
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(letters, Array(candidate.utf8))
    let allowed = max(1, min(letters.count, candidate.utf8.count) / 3)
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var earlier = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var distance = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        distance = min(distance, earlier[j - 1] + 1)
      }
      row.append(distance)
    }
    earlier = previous
    previous = row
  }
  return previous[b.count]
}
