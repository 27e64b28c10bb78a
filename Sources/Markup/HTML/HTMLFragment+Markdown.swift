extension HTMLFragment {
    /// As CommonMark (0.31) with GitHub's tables. What Markdown has no mark for stays as inline HTML (`sup`, `kbd`) or as text.
    public var markdown: String {
        var writer = MarkdownWriter(fragment: self)
        return writer.render()
    }
}

/// Renders tokens by recursion; `HTMLFragmentBuilder.maximumDepth` bounds it.
private struct MarkdownWriter {
    let fragment: HTMLFragment
    private var index = 0
    /// The marks of the emphasis that is under way.
    private var emphasised: Set<String> = []

    init(fragment: HTMLFragment) {
        self.fragment = fragment
    }

    mutating func render() -> String {
        var result: [String] = []
        while index < fragment.tokens.count {
            result += blocks(until: nil)
            index += 1
        }
        return result.joined(separator: "\n\n")
    }

    /// The blocks up to the end tag of `container`, which is passed over.
    private mutating func blocks(until container: HTMLTag?) -> [String] {
        var result: [String] = []
        while index < fragment.tokens.count {
            switch fragment.tokens[index] {
            case .close(let tag) where tag == container:
                index += 1
                return result
            case .close:
                // Of what encloses this: ended by whoever began it.
                return result
            case .open(let tag, let attributes) where isBlock(tag):
                index += 1
                result += block(tag, attributes)
            case .void(.hr, _):
                index += 1
                // Hyphens would make one rule of a list item that begins with one.
                result.append("***")
            default:
                let text = inlines(until: nil, stopsAtBlocks: true)
                if !text.isEmpty { result.append(escapeLineStart(text)) }
            }
        }
        return result
    }

    private mutating func block(_ tag: HTMLTag, _ attributes: Range<Int32>) -> [String] {
        switch tag {
        case .p: return [escapeLineStart(inlines(until: .p))].filter { !$0.isEmpty }
        case .h1, .h2, .h3, .h4, .h5, .h6:
            let text = inlines(until: tag).split(separator: "\n").map {
                $0.hasSuffix("\\") ? $0.dropLast() : $0
            }
            return [
                String(repeating: "#", count: tag.headingLevel) + " "
                    + MarkdownEscape.headingEnd(text.joined(separator: " "))
            ]
        case .pre: return [codeBlock()]
        case .blockquote:
            return [prefixed(blocks(until: .blockquote).joined(separator: "\n\n"), "> ", "> ")]
        case .ul, .ol: return [list(tag, attributes)]
        case .table: return table()
        case .dt:
            emphasised.insert("**")
            let text = cell(until: tag).joined(separator: " ")
            emphasised.remove("**")
            let (_, core, _) = MarkdownEscape.partedFromSpace(text)
            return core.isEmpty ? [] : ["**" + core + "**"]
        default: return blocks(until: tag)
        }
    }

    private mutating func list(_ tag: HTMLTag, _ attributes: Range<Int32>) -> String {
        var items: [String] = []
        var isTight = true
        var number = fragment.value(of: "start", in: attributes).flatMap { Int($0) } ?? 1
        while index < fragment.tokens.count {
            let token = fragment.tokens[index]
            index += 1
            if case .close(let closed) = token, closed == tag { break }
            guard case .open(.li, let attributes) = token else { continue }
            number = fragment.value(of: "value", in: attributes).flatMap { Int($0) } ?? number
            var content = blocks(until: .li)
            if let first = content.first { content[0] = MarkdownEscape.task(first) }
            let marker = tag == .ol ? "\(number). " : "- "
            number += 1
            let isCompact =
                content.count < 2
                || content.count == 2 && (content[1].hasPrefix("- ") || content[1].hasPrefix("1. "))
            isTight = isTight && isCompact
            let text = content.joined(separator: isCompact ? "\n" : "\n\n")
            items.append(prefixed(text, marker, String(repeating: " ", count: marker.utf8.count)))
        }
        return items.joined(separator: isTight ? "\n" : "\n\n")
    }

    private mutating func table() -> [String] {
        var captions: [String] = []
        var rows: [[String]] = []
        // Rows that a cell above still reaches into, for each column.
        var reaching: [Int: Int] = [:]
        func passReaching() {
            while let column = rows.last?.count, let left = reaching[column] {
                reaching[column] = left > 1 ? left - 1 : nil
                rows[rows.count - 1].append("")
            }
        }
        while index < fragment.tokens.count {
            let token = fragment.tokens[index]
            index += 1
            if case .close(.table) = token { break }
            switch token {
            case .open(.caption, _): captions = blocks(until: .caption)
            case .open(.tr, _): rows.append([])
            case .close(.tr): passReaching()
            case .open(let tag, let attributes) where tag == .td || tag == .th:
                let cell = cell(until: tag).joined(separator: "<br>")
                    .split(separator: "\n").map { $0.hasSuffix("\\") ? $0.dropLast() + "<br>" : $0 + " " }
                    .joined()
                if rows.isEmpty { rows.append([]) }
                passReaching()
                func span(_ name: String) -> Int { fragment.value(of: name, in: attributes).flatMap { Int($0) } ?? 1 }
                let (down, start) = (span("rowspan"), rows[rows.count - 1].count)
                let across = start + span("colspan") > 1000 ? 1 : span("colspan")
                rows[rows.count - 1].append(escapedPipes(trimmedEnd(cell)))
                rows[rows.count - 1] += Array(repeating: "", count: across - 1)
                if down > 1 { for column in start..<start + across { reaching[column] = down - 1 } }
            default: break
            }
        }
        let width = rows.map(\.count).max() ?? 0
        guard width > 0, let head = rows.first else { return captions }
        func line(_ cells: [String]) -> String {
            "| " + (cells + Array(repeating: "", count: width - cells.count)).joined(separator: " | ")
                + " |"
        }
        let rule = line(Array(repeating: "---", count: width))
        return captions + [([line(head), rule] + rows.dropFirst().map(line)).joined(separator: "\n")]
    }

    /// The lines of a cell, up to its end tag: lists as HTML, headings bold, listings as code, for no block may stand in a cell.
    private mutating func cell(until container: HTMLTag) -> [String] {
        var lines: [String] = []
        while index < fragment.tokens.count {
            switch fragment.tokens[index] {
            case .close(let tag) where tag == container:
                index += 1
                return lines
            case .close: return lines
            case .open(let tag, let attributes) where isBlock(tag):
                index += 1
                lines += cellBlock(tag, attributes)
            case .void(.hr, _): index += 1
            default:
                let text = inlines(until: nil, stopsAtBlocks: true)
                if !text.isEmpty { lines.append(text) }
            }
        }
        return lines
    }

    private mutating func cellBlock(_ tag: HTMLTag, _ attributes: Range<Int32>) -> [String] {
        switch tag {
        case .pre:
            let code = codeText()
            return code.text.split(separator: "\n").map { span(String($0)) }
        case .ul, .ol, .li:
            let start = fragment.value(of: "start", in: attributes).map { " start=\"\($0)\"" } ?? ""
            let content = cell(until: tag).joined(separator: tag == .li ? "<br>" : "")
            return ["<\(tag.rawValue)\(start)>\(content)</\(tag.rawValue)>"]
        case .h1, .h2, .h3, .h4, .h5, .h6, .dt:
            let lines = cell(until: tag).joined(separator: " ")
            if lines.isEmpty || emphasised.contains("**") { return [lines].filter { !$0.isEmpty } }
            return ["<strong>" + lines + "</strong>"]
        default: return cell(until: tag)
        }
    }

    private mutating func codeBlock() -> String {
        let (text, language) = codeText()
        let fence = String(repeating: "`", count: max(3, longestRun(of: 0x60, in: text) + 1))
        return fence + language + "\n" + text + "\n" + fence
    }

    /// The text of a listing, up to its end tag, and its language.
    private mutating func codeText() -> (text: String, language: String) {
        var text = ""
        var language = ""
        while index < fragment.tokens.count {
            let token = fragment.tokens[index]
            index += 1
            if case .close(.pre) = token { break }
            switch token {
            case .text(let range): text += String(decoding: fragment.text(range), as: UTF8.self)
            case .void(.br, _): text += "\n"
            case .open(.code, let attributes):
                language =
                    fragment.value(of: "class", in: attributes).map { String($0.dropFirst(9)) } ?? language
            default: break
            }
        }
        while text.last == "\n" { text.removeLast() }
        return (text, language)
    }

    /// Inline content up to the end tag of `container`, which is passed over; or up to the next block.
    private mutating func inlines(until container: HTMLTag?, stopsAtBlocks: Bool = false) -> String {
        var text = ""
        while index < fragment.tokens.count {
            switch fragment.tokens[index] {
            case .close(let tag):
                if tag == container { index += 1 }
                if tag == container || stopsAtBlocks { return text }
                index += 1
            case .open(let tag, let attributes):
                if stopsAtBlocks && isBlock(tag) { return text }
                index += 1
                if isBlock(tag) {
                    text += (text.isEmpty ? "" : " ") + cellBlock(tag, attributes).joined(separator: " ")
                } else {
                    text += inline(tag, attributes, after: text)
                }
            case .void(let tag, let attributes):
                if tag == .hr && stopsAtBlocks { return text }
                index += 1
                if tag == .br { text += "\\\n" }
                if tag == .img { text += image(attributes) }
            case .text(let range):
                index += 1
                text += MarkdownEscape.inline(fragment.text(range))
            }
        }
        return text
    }

    private mutating func inline(_ tag: HTMLTag, _ attributes: Range<Int32>, after before: String)
        -> String
    {
        guard MarkdownWriter.marked.contains(tag) else { return inlines(until: tag) }
        switch tag {
        case .code: return codeSpan(after: before)
        case .a:
            let text = inlines(until: tag)
            guard let address = fragment.value(of: "href", in: attributes) else { return text }
            return "[\(text)](\(MarkdownEscape.address(address)))"
        case .b, .strong: return emphasis("**", tag, after: before)
        case .i, .em, .cite: return emphasis("*", tag, after: before)
        // Markdown has no mark for it.
        default: return "<\(tag.rawValue)>" + inlines(until: tag) + "</\(tag.rawValue)>"
        }
    }

    /// Inline elements that something is written of besides what is in them.
    private static let marked: Set<HTMLTag> = [
        .code, .a, .b, .strong, .i, .em, .cite, .s, .del, .sup, .sub, .kbd, .mark, .u, .ins, .samp, .var, .small, .q,
    ]

    /// Bold or italic text. CommonMark's marks work only where they flank a word rightly (6.2): white space and line breaks at
    /// the ends stand outside of them, and where they would be misread still, the HTML element stands in their place.
    private mutating func emphasis(_ mark: String, _ element: HTMLTag, after before: String) -> String {
        // What is bold within bold is as bold.
        guard !emphasised.contains(mark) else { return inlines(until: element) }
        emphasised.insert(mark)
        let text = inlines(until: element)
        emphasised.remove(mark)
        let (leading, core, trailing) = MarkdownEscape.partedFromSpace(text)
        guard !core.isEmpty else { return text }
        let isApart = !leading.isEmpty
        let opensBadly =
            !isApart
            && (before.hasSuffix("*") || MarkdownEscape.isWordEnd(before) && MarkdownEscape.beginsWithPunctuation(core))
        let closesBadly = trailing.isEmpty && MarkdownEscape.endsWithPunctuation(core) && isFollowedByWord
        // Within other marks, what could end emphasis as well as begin it may end theirs.
        let isAmbiguous =
            !emphasised.isEmpty && !isApart && !before.isEmpty
            && (MarkdownEscape.isWordEnd(before)
                || MarkdownEscape.beginsWithPunctuation(core) && MarkdownEscape.endsWithPunctuation(before))
        guard opensBadly || closesBadly || isAmbiguous else { return leading + mark + core + mark + trailing }
        let name = mark == "*" ? "em" : "strong"
        return "\(leading)<\(name)>\(core)</\(name)>\(trailing)"
    }

    /// Whether a word goes on right behind what was read last, marks of what encloses it aside.
    private var isFollowedByWord: Bool {
        for token in fragment.tokens[index...] {
            switch token {
            case .text(let range):
                guard !range.isEmpty else { continue }
                return MarkdownEscape.isWordStart(String(decoding: fragment.text(range).prefix(4), as: UTF8.self))
            case .close(let tag): if isBlock(tag) { return false }
            // What is written of these begins with a mark.
            case .open(let tag, _): if isBlock(tag) || MarkdownWriter.marked.contains(tag) { return false }
            case .void: return false
            }
        }
        return false
    }

    private mutating func codeSpan(after before: String) -> String {
        var text = ""
        while index < fragment.tokens.count {
            let token = fragment.tokens[index]
            index += 1
            if case .close(.code) = token { break }
            if case .text(let range) = token {
                text += String(decoding: fragment.text(range), as: UTF8.self)
            }
            if case .void(.br, _) = token { text += "\n" }
        }
        // Two spans side by side would be one.
        guard before.hasSuffix("`"), !before.hasSuffix("\\`") else {
            return text.split(separator: "\n").map { span(String($0)) }.joined(separator: "\\\n")
        }
        return "<code>" + MarkdownEscape.inline(Array(text.replacing("\n", with: " ").utf8)[...]) + "</code>"
    }

    private func span(_ text: String) -> String {
        let fence = String(repeating: "`", count: longestRun(of: 0x60, in: text) + 1)
        let padding = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return text.isEmpty ? "" : fence + padding + text + padding + fence
    }

    private func image(_ attributes: Range<Int32>) -> String {
        guard let source = fragment.value(of: "src", in: attributes) else { return "" }
        let alternative = MarkdownEscape.inline(
            Array((fragment.value(of: "alt", in: attributes) ?? "").utf8)[...])
        return "![\(alternative)](\(MarkdownEscape.address(source)))"
    }

    private func isBlock(_ tag: HTMLTag) -> Bool { tag.isBlock }

    private func prefixed(_ text: String, _ first: String, _ others: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for place in lines.indices {
            lines[place] =
                place == 0
                ? first + lines[place] : lines[place].isEmpty ? trimmedEnd(others) : others + lines[place]
        }
        return lines.joined(separator: "\n")
    }

    private func trimmedEnd(_ text: some StringProtocol) -> String {
        var text = String(text)
        while text.last == " " { text.removeLast() }
        return text
    }

    private func escapedPipes(_ text: String) -> String {
        text.contains("|")
            ? text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") : text
    }

    /// Each line of a paragraph may begin with what looks like a mark.
    private func escapeLineStart(_ text: String) -> String {
        guard text.utf8.contains(0x0A) else { return MarkdownEscape.lineStart(text) }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map {
            MarkdownEscape.lineStart(String($0))
        }
        .joined(separator: "\n")
    }

    private func longestRun(of byte: UInt8, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for current in text.utf8 {
            run = current == byte ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
