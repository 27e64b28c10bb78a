/// Decides which blocks of a page are content.
enum BlockSelector {
  static func select(_ page: Page) -> Selection {
    var scores: [Float] = []
    let hasMain = page.elements.contains { $0.tag == .main || $0.tag == .article }
    for (index, block) in page.blocks.enumerated() {
      let context = page.elements[Int(block.element)].context
      let density = page.linkDensity(index..<(index + 1))
      var score: Float = 0.5
      score += min(Float(block.statistics.words), 40) / 80
      score -= density
      for lane: ElementContext.Lane in [
        .nav, .footer, .aside, .form, .hidden, .noscript, .dialog, .button,
      ]
      where context.isIn(lane) { score -= 0.6 }
      for signal: NameSignal in [.comment, .related, .footer, .navigation, .share, .sidebar]
      where context.hint(signal) < 6 { score -= 0.3 }
      if hasMain && !context.isIn(.main) && !context.isIn(.article) { score -= 0.5 }
      if context.isIn(.heading) { score += 0.1 }
      scores.append(max(0, min(1, score)))
    }
    return Selection(kept: scores.map { $0 > 0.55 }, scores: scores)
  }
}
