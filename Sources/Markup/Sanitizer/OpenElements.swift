import Basics

/// The elements that are open, and which of them a tag closes (HTML Standard, section 13.2.6, as far as it is needed to
/// keep a piece of markup balanced and sensibly nested).
struct OpenElements {
    private var stack: [HTMLElement] = []
    /// How often each element is open, by its id.
    private var counts = [Int32](repeating: 0, count: 128)
    private let maximumDepth: Int

    static let br = HTMLElement.id("br")
    private static let p = HTMLElement.id("p")
    private static let a = HTMLElement.id("a")
    private static let li = HTMLElement.id("li")
    private static let dt = HTMLElement.id("dt")
    private static let dd = HTMLElement.id("dd")
    private static let dl = HTMLElement.id("dl")
    private static let tr = HTMLElement.id("tr")
    private static let td = HTMLElement.id("td")
    private static let th = HTMLElement.id("th")
    private static let tableID = HTMLElement.id("table")
    private static let colgroup = HTMLElement.id("colgroup")
    private static let col = HTMLElement.id("col")
    private static let sections = ElementSet(["thead", "tbody", "tfoot"])
    private static let lists = ElementSet(["ul", "ol", "menu", "dir"])
    private static let headings = ElementSet(["h1", "h2", "h3", "h4", "h5", "h6"])
    private static let cells = ElementSet(["td", "th", "caption", "table"])
    private static let definitions = ElementSet(["dt", "dd"])
    private static let definitionLists = ElementSet(["dl"])
    private static let none = ElementSet([])

    init(maximumDepth: Int) {
        self.maximumDepth = maximumDepth
        stack.reserveCapacity(16)
    }

    var hasRoom: Bool { stack.count < maximumDepth }
    var isInTable: Bool { counts[Int(Self.tableID)] > 0 }

    mutating func push(_ element: HTMLElement) {
        stack.append(element)
        counts[Int(element.id)] += 1
    }

    /// Closes what cannot stay open when `element` begins.
    mutating func closeImplied(by element: HTMLElement, into output: inout ByteBuffer) {
        let id = element.id
        if element.isTablePart {
            closeTableParts(before: element, into: &output)
        } else if element.isBlock {
            if id == Self.li {
                closeNearest(ElementSet(id), upTo: Self.lists, into: &output)
            } else if id == Self.dt || id == Self.dd {
                closeNearest(Self.definitions, upTo: Self.definitionLists, into: &output)
            }
            if counts[Int(Self.p)] > 0 { closeNearest(ElementSet(Self.p), upTo: Self.none, into: &output) }
            if Self.headings.contains(id), let last = stack.last, Self.headings.contains(last.id) {
                pop(to: stack.count - 1, into: &output)
            }
        } else if id == Self.a, counts[Int(id)] > 0 {
            closeNearest(ElementSet(id), upTo: Self.none, into: &output)
        }
    }

    /// An end tag: closes its element with all that is open in it; nothing where it is not open in this cell.
    mutating func close(_ element: HTMLElement, into output: inout ByteBuffer) {
        guard counts[Int(element.id)] > 0 else { return }
        if stack[stack.count - 1].id == element.id {
            pop(to: stack.count - 1, into: &output)
        } else if element.isTablePart || element.id == Self.tableID {
            closeNearest(
                ElementSet(element.id), upTo: element.id == Self.tableID ? Self.none : ElementSet(Self.tableID),
                crossingCells: true,
                into: &output)
        } else {
            closeNearest(ElementSet(element.id), upTo: Self.none, into: &output)
        }
    }

    mutating func closeAll(into output: inout ByteBuffer) {
        pop(to: 0, into: &output)
    }

    private mutating func closeTableParts(before element: HTMLElement, into output: inout ByteBuffer) {
        var depth = stack.count
        let isCell = element.id == Self.td || element.id == Self.th
        while depth > 0 {
            let id = stack[depth - 1].id
            if id == Self.tableID || isCell && id == Self.tr || element.id == Self.tr && Self.sections.contains(id)
                || element.id == Self.col && id == Self.colgroup
            {
                break
            }
            depth -= 1
        }
        pop(to: depth, into: &output)
    }

    /// Closes the innermost of `ids`; nothing where a list of `boundaries`, or a cell or table, stands before it.
    private mutating func closeNearest(
        _ ids: ElementSet, upTo boundaries: ElementSet, crossingCells: Bool = false, into output: inout ByteBuffer
    ) {
        var depth = stack.count
        while depth > 0 {
            let id = stack[depth - 1].id
            if ids.contains(id) {
                pop(to: depth - 1, into: &output)
                return
            }
            if boundaries.contains(id) || !crossingCells && Self.cells.contains(id) { return }
            depth -= 1
        }
    }

    private mutating func pop(to depth: Int, into output: inout ByteBuffer) {
        while stack.count > depth {
            let element = stack.removeLast()
            counts[Int(element.id)] -= 1
            Self.writeEndTag(element.name, into: &output)
        }
    }

    static func writeEndTag(_ name: StaticString, into output: inout ByteBuffer) {
        output.append(0x3C)
        output.append(0x2F)
        output.append(name)
        output.append(0x3E)
    }
}

/// Some elements, by their ids.
private struct ElementSet: Sendable {
    private var bits: UInt128 = 0

    init(_ id: UInt8) { bits = 1 << UInt128(id) }

    init(_ names: [StaticString]) {
        for name in names { bits |= 1 << UInt128(HTMLElement.id(name)) }
    }

    @inline(__always)
    func contains(_ id: UInt8) -> Bool { bits >> UInt128(id) & 1 == 1 }
}
