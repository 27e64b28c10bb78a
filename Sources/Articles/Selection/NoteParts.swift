import Markup

/// Notes: what a mark in the kept text leads to, and what stands there.
struct NoteParts {
    /// Words of a note, and its blocks.
    private static let noteWords = 250
    private static let noteBlocks = 50
    /// So many times the words of all notes must be kept: of an author's notes, and of an apparatus of sources, which is no part of what is
    /// read.
    private static let noteShare = 5
    private static let sourceShare = 12
    /// Bytes of a mark, which alone is no note; and how far above a mark's target the note's own element may stand.
    private static let markBytes = 8
    private static let reach = 4

    private let page: Page

    init(_ page: Page) {
        self.page = page
    }

    func apply(to selection: inout Selection) {
        let marks = marks(in: selection)
        guard !marks.isEmpty else { return }
        let targets = targets(of: marks)
        var starts = [Int](repeating: 0, count: page.blocks.count + 1)
        for place in targets.values { starts[Int(page.elements[Int(place)].firstBlock)] += 1 }
        let kept = selection.keptWords(of: page, in: page.blocks.indices)
        var notes: [Int] = []
        var words = 0
        var isApparatus = false
        for (name, block) in marks {
            guard let place = targets[name], let note = note(at: place),
                !note.contains(block), note.count <= NoteParts.noteBlocks, page.words(note) <= NoteParts.noteWords,
                note.reduce(0, { $0 + starts[$1] }) < 2
            else { continue }
            isApparatus = isApparatus || NoteParts.isSource(name)
            words += note.reduce(0) { $0 + (selection.kept[$1] ? 0 : Int(page.blocks[$1].statistics.words)) }
            notes += Array(note)
        }
        guard words * (isApparatus ? NoteParts.sourceShare : NoteParts.noteShare) <= kept else { return }
        for index in notes { selection.set(index, true, .note) }
    }

    /// What the marks in the kept text lead to, and the block of each.
    private func marks(in selection: Selection) -> [String: Int] {
        var marks: [String: Int] = [:]
        for element in page.elements where element.tag == .a {
            guard let target = element.node.attribute("href"), target.hasPrefix("#"), target.utf8.count > 1,
                element.node.text(limit: 12).utf8.count <= 6, let block = block(of: element.node), selection.kept[block]
            else { continue }
            let name = String(target.dropFirst())
            if marks[name] == nil { marks[name] = block }
        }
        return marks
    }

    private func targets(of marks: [String: Int]) -> [String: Int32] {
        var targets: [String: Int32] = [:]
        for (place, element) in page.elements.enumerated() {
            guard let name = element.node.attribute("id") ?? (element.tag == .a ? element.node.attribute("name") : nil),
                marks[name] != nil
            else { continue }
            targets[name] = Int32(place)
        }
        return targets
    }

    /// The blocks of the note to which an element belongs: its own, or where it is the note's number alone, those of what is around it.
    private func note(at place: Int32) -> Range<Int>? {
        var place = place
        for _ in 0..<NoteParts.reach {
            let range = page.range(place)
            if page.elements[Int(place)].tag == .dt, let text = definition(behind: place) {
                return range.lowerBound..<page.range(text).upperBound
            }
            if page.bytes(range) > NoteParts.markBytes { return range }
            place = page.elements[Int(place)].parent
            guard place >= 0 else { return nil }
        }
        return nil
    }

    private func definition(behind term: Int32) -> Int32? {
        let element = page.elements[Int(term)]
        return page.elements[Int(term + 1)...].firstIndex { $0.parent == element.parent }
            .flatMap { page.elements[$0].tag == .dd ? Int32($0) : nil }
    }

    /// What wikis and journals call the entries of their lists of sources.
    private static func isSource(_ name: String) -> Bool {
        let name = name.asciiLowercased
        return ["cite", "ref", "bib", "cr"].contains { name.hasPrefix($0) }
    }

    /// The block that holds the first text of an element, which may be within it.
    private func block(of node: HTMLNode) -> Int? {
        var current: HTMLNode? = node
        while let next = current {
            if next.isText, next.mark > 0, next.mark <= page.blocks.count { return next.mark - 1 }
            current = next.successor(within: node)
        }
        return nil
    }
}
