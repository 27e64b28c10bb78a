/// Names of elements that are markup wherever they stand, though they are not HTML's: MathML's, and those that publishers'
/// systems leave behind, with the prefixes that they go by.
enum OtherVocabularies {
    static func has(_ name: ByteName) -> Bool { names[name] != nil }

    private static let names: ByteNameTable<Bool> = {
        let mathematics: [StaticString] = [
            "maction", "menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
            "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup",
            "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "semantics", "annotation", "annotation-xml",
        ]
        let prefixed: [StaticString] = [
            "mml:math", "mml:mfrac", "mml:mi", "mml:mn", "mml:mo", "mml:mover", "mml:mrow", "mml:msqrt", "mml:mspace",
            "mml:mstyle", "mml:msub", "mml:msubsup", "mml:msup", "mml:mtext", "mml:munder", "mml:semantics",
            "jats:title", "jats:p", "jats:italic", "jats:bold", "jats:sub", "jats:sup", "jats:sc", "g:plusone",
            "fb:like", "o:p", "st1:city", "st1:country-region", "st1:placename", "st1:placetype", "st1:state",
            "menuitem", "nextid",
        ]
        return ByteNameTable((mathematics + prefixed).map { (ByteName($0), true) })
    }()
}
