import CLibXML2
import Glibc

/// Evaluates XPath 1.0 over a tree: expressions of the operator's own site rules, never of a page. Bounded by the number of steps.
public struct HTMLXPath: ~Copyable {
    private let context: xmlXPathContextPtr
    private let root: HTMLNode

    /// - Parameter steps: what one expression may take before it is given up.
    public init?(_ root: HTMLNode, steps: UInt = 2_000_000) {
        guard let context = xmlXPathNewContext(root.pointer.pointee.doc) else { return nil }
        context.pointee.opLimit = steps
        context.pointee.error = { _, _ in }
        self.context = context
        self.root = root
    }

    deinit { xmlXPathFreeContext(context) }

    /// Whether an expression is well-formed.
    public static func isValid(_ expression: String) -> Bool {
        guard let context = xmlXPathNewContext(nil) else { return false }
        defer { xmlXPathFreeContext(context) }
        context.pointee.error = { _, _ in }
        guard let compiled = xmlXPathCtxtCompile(context, expression) else { return false }
        xmlXPathFreeCompExpr(compiled)
        return true
    }

    /// The elements and texts that an expression selects, in document order; nil where it cannot be evaluated or selects no nodes
    /// by its nature. What was removed from the tree is left out.
    public func nodes(_ expression: String) -> [HTMLNode]? {
        guard let result = evaluate(expression) else { return nil }
        defer { xmlXPathFreeObject(result) }
        guard result.pointee.type == XPATH_NODESET else { return nil }
        guard let set = result.pointee.nodesetval else { return [] }
        xmlXPathNodeSetSort(set)
        return (0..<Int(set.pointee.nodeNr)).compactMap { index in
            guard let pointer = set.pointee.nodeTab[index],
                pointer.pointee.type == XML_ELEMENT_NODE || pointer.pointee.type == XML_TEXT_NODE
            else { return nil }
            let node = HTMLNode(pointer)
            return isInTree(node) ? node : nil
        }
    }

    /// The strings of what an expression selects: the text of each node, or the one value; none where it selects nothing.
    public func strings(_ expression: String) -> [String] {
        guard let result = evaluate(expression) else { return [] }
        defer { xmlXPathFreeObject(result) }
        guard result.pointee.type == XPATH_NODESET else {
            guard let text = xmlXPathCastToString(result) else { return [] }
            defer { free(text) }
            let value = String(cString: text)
            return result.pointee.type == XPATH_BOOLEAN && value == "false" || value.isEmpty ? [] : [value]
        }
        guard let set = result.pointee.nodesetval else { return [] }
        return (0..<min(Int(set.pointee.nodeNr), 100)).compactMap { index in
            guard let text = xmlXPathCastNodeToString(set.pointee.nodeTab[index]) else { return nil }
            defer { free(text) }
            return String(cString: text)
        }
    }

    private func evaluate(_ expression: String) -> xmlXPathObjectPtr? {
        context.pointee.opCount = 0
        context.pointee.node = root.pointer
        return xmlXPathEval(expression, context)
    }

    private func isInTree(_ node: HTMLNode) -> Bool {
        var current = node
        while let parent = current.parent { current = parent }
        return current == root
    }
}
