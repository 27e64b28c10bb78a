import Basics
import Markup

/// One page, from its tree to its article: the stages of extraction in their order.
struct PageReading {
  let root: HTMLNode
  let url: WebURL?
  let hints: ArticleHints
  let rules: SiteRules?

  func read(explains: Bool) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
    let page = PageScanner.scan(root)
    let base = page.baseNode?.attribute("href").flatMap { WebURL($0.trimmed, base: url) } ?? url
    let selection = BlockSelector.select(page)
    var article = Article()
    article.url = url?.withoutCredentials.description
    let fragment = ContentWriter.write(page, keeping: selection.kept, base: base)
    article.contentHTML = fragment.html.nfc
    article.contentText = fragment.plainText.cleaned
    article.contentMarkdown = fragment.markdown.nfc
    article.wordCount = page.blocks.indices.reduce(0) {
      $0 + (selection.kept[$1] ? Int(page.blocks[$1].statistics.words) : 0)
    }
    article.confidence = Double(selection.confidence)
    article.pageType = selection.type
    article.title = page.headings.first.map { page.elements[Int($0)].node.text().cleaned } ?? ""
    guard !article.contentText.isEmpty else { throw .noArticle }
    return (article, explains ? explain(page, selection) : [])
  }
}

extension PageReading {
  private func explain(_ page: Page, _ selection: Selection) -> [ExplainedBlock] {
    page.blocks.indices.map { index in
      ExplainedBlock(
        text: String(page.string(index).prefix(200)), path: path(page, page.blocks[index].element),
        score: Double(selection.scores[index]), isKept: selection.kept[index],
        reason: selection.reasons[index]?.rawValue ?? "score")
    }
  }

  private func path(_ page: Page, _ element: Int32) -> String {
    var names: [String] = []
    var place = element
    while place >= 0, names.count < 8 {
      let node = page.elements[Int(place)].node
      let word = (node.attribute("class") ?? node.attribute("id") ?? "").split(separator: " ").first
      names.append(node.name + (word.map { "." + $0 } ?? ""))
      place = page.elements[Int(place)].parent
    }
    return names.reversed().joined(separator: " > ")
  }
}
