import CLibXML2
import Glibc

/// Evaluates XPath 1.0 over a tree: expressions of the operator's own site rules, never of a page. Bounded by the number of steps,
/// of each expression and of all together.
public struct HTMLXPath: ~Copyable {
    private let context: xmlXPathContextPtr
    private let root: HTMLNode
    private let steps: UInt
    private let allSteps: UInt

    /// - Parameters:
    ///   - steps: what one expression may take before it is given up.
    ///   - allSteps: what all of them may; further ones find nothing.
    public init?(_ root: HTMLNode, steps: UInt = 2_000_000, allSteps: UInt = 20_000_000) {
        guard let context = xmlXPathNewContext(root.pointer.pointee.doc) else { return nil }
        context.pointee.error = { _, _ in }
        self.context = context
        self.root = root
        self.steps = steps
        self.allSteps = allSteps
    }

    deinit { xmlXPathFreeContext(context) }

    /// The elements and texts that an expression selects, in document order; nil where it cannot be evaluated or selects no nodes
    /// by its nature.
    public func nodes(_ expression: String) -> [HTMLNode]? {
        guard let result = evaluate(expression) else { return nil }
        defer { xmlXPathFreeObject(result) }
        return pointers(result)?.compactMap { pointer in
            let kind = pointer.pointee.type
            guard kind == XML_ELEMENT_NODE || kind == XML_TEXT_NODE else { return nil }
            let node = HTMLNode(pointer)
            return isInTree(node) ? node : nil
        }
    }

    /// The strings of what an expression selects: the text of each node, or the one value; none where it selects nothing.
    public func strings(_ expression: String) -> [String] {
        guard let result = evaluate(expression) else { return [] }
        defer { xmlXPathFreeObject(result) }
        guard let pointers = pointers(result) else {
            guard let text = xmlXPathCastToString(result) else { return [] }
            defer { free(text) }
            let value = String(cString: text)
            return result.pointee.type == XPATH_BOOLEAN && value == "false" || value.isEmpty ? [] : [value]
        }
        return pointers.prefix(100).compactMap { pointer in
            guard let text = xmlXPathCastNodeToString(pointer) else { return nil }
            defer { free(text) }
            return String(cString: text)
        }
    }

    /// Whether an expression selects anything: a node, a text that is not empty, a number that is not 0, or true.
    public func holds(_ expression: String) -> Bool {
        guard let result = evaluate(expression) else { return false }
        defer { xmlXPathFreeObject(result) }
        return xmlXPathCastToBoolean(result) == 1
    }

    /// Takes the attributes that an expression selects off their elements, but those of some names.
    public func removeAttributes(_ expression: String, except names: Set<String> = []) {
        guard let result = evaluate(expression) else { return }
        let attributes = (pointers(result) ?? []).filter { $0.pointee.type == XML_ATTRIBUTE_NODE }
        // It looks at its nodes once more when it is freed.
        xmlXPathFreeObject(result)
        for pointer in attributes where names.isEmpty || !names.contains(String(cString: pointer.pointee.name)) {
            pointer.withMemoryRebound(to: xmlAttr.self, capacity: 1) { _ = xmlRemoveProp($0) }
        }
    }

    private func evaluate(_ expression: String) -> xmlXPathObjectPtr? {
        guard context.pointee.opCount < allSteps else { return nil }
        context.pointee.opLimit = min(context.pointee.opCount + steps, allSteps)
        // The document is where a path begins.
        context.pointee.node = root.pointer.pointee.doc.map {
            UnsafeMutableRawPointer($0).assumingMemoryBound(to: xmlNode.self)
        }
        return xmlXPathEval(expression, context)
    }

    /// Nil for a result that is no set of nodes.
    private func pointers(_ result: xmlXPathObjectPtr) -> [xmlNodePtr]? {
        guard result.pointee.type == XPATH_NODESET else { return nil }
        guard let set = result.pointee.nodesetval else { return [] }
        return (0..<Int(set.pointee.nodeNr)).compactMap { set.pointee.nodeTab[$0] }
    }

    private func isInTree(_ node: HTMLNode) -> Bool {
        var current = node
        while let parent = current.parent { current = parent }
        return current == root
    }
}

extension HTMLXPath {
    /// What an expression gives.
    public enum Kind: String, Sendable {
        case nodes, text, number, truth
    }

    /// Why an expression cannot be evaluated.
    public struct Flaw: Error, Equatable {
        public let message: String
    }

    /// What an expression gives on any page, or why nothing.
    public static func check(_ expression: String) -> Result<Kind, Flaw> {
        guard let document = htmlNewDocNoDtD(nil, nil) else { return .failure(Flaw(message: "no memory")) }
        defer { xmlFreeDoc(document) }
        guard let context = xmlXPathNewContext(document) else { return .failure(Flaw(message: "no memory")) }
        defer { xmlXPathFreeContext(context) }
        context.pointee.error = { _, _ in }
        if let name = unknownFunction(in: expression, context) {
            return .failure(Flaw(message: "XPath 1.0 has no function \(name)()"))
        }
        context.pointee.opLimit = 100_000
        context.pointee.node = UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self)
        guard let result = xmlXPathEval(expression, context) else {
            return .failure(Flaw(message: "not an XPath 1.0 expression"))
        }
        defer { xmlXPathFreeObject(result) }
        switch result.pointee.type {
        case XPATH_NODESET: return .success(.nodes)
        case XPATH_STRING: return .success(.text)
        case XPATH_NUMBER: return .success(.number)
        default: return .success(.truth)
        }
    }

    /// Node tests and operators that look like functions.
    private static let others: Set<String> = [
        "text", "node", "comment", "processing-instruction", "and", "or", "div", "mod",
    ]

    /// An unknown function is noticed by libxml2 where it is called, which on most pages is never.
    private static func unknownFunction(in expression: String, _ context: xmlXPathContextPtr) -> String? {
        var name: [UInt8] = []
        var isOver = false
        var quote: UInt8?
        for byte in expression.utf8 {
            if quote != nil {
                if byte == quote { quote = nil }
                continue
            }
            switch byte {
            case 0x22, 0x27: quote = byte
            case 0x28:
                let word = String(decoding: name, as: UTF8.self)
                if let first = name.first, first | 0x20 >= 0x61 && first | 0x20 <= 0x7A, !others.contains(word),
                    xmlXPathFunctionLookup(context, word) == nil
                {
                    return word
                }
            case 0x20, 0x09:
                isOver = true
                continue
            case 0x2D, 0x2E, 0x5F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...:
                if isOver { name = [] }
                isOver = false
                name.append(byte)
                continue
            default: break
            }
            name = []
            isOver = false
        }
        return nil
    }
}
