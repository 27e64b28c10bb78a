/// The character set of a page that declares none and is not UTF-8, by what its bytes look like: the one of the sets in wide use whose
/// rules its bytes keep, and whose common letters they then are; else windows-1252.
enum CharsetGuess {
    /// Bytes that are decoded to see.
    private static let sample = 64 << 10
    /// Share of the characters beyond ASCII that must be common ones of the set's language.
    private static let least = 0.55

    static func guess(_ bytes: UnsafeRawBufferPointer) -> TextEncoding {
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(sample))
        if isEscaped(head), let set = TextEncoding(label: "iso-2022-jp") { return set }
        guard standsInRuns(head) else { return .windows1252 }
        var best: (share: Double, set: TextEncoding) = (least, .windows1252)
        for (label, isCommon) in candidates {
            guard let set = TextEncoding(label: label) else { continue }
            let (share, count) = share(of: isCommon, in: set.decode(head).utf8)
            if count >= 12, share > best.share { best = (share, set) }
        }
        return best.set
    }

    private static let candidates: [(String, @Sendable (UInt32) -> Bool)] = [
        ("shift_jis", { isJapanese($0) }), ("euc-jp", { isJapanese($0) }),
        ("euc-kr", { hangul.contains($0) }),
        ("gb18030", { simplified.contains($0) }), ("big5", { traditional.contains($0) }),
        ("windows-1251", { isCyrillic($0) }), ("koi8-r", { isCyrillic($0) }),
        ("windows-1253", { (0x3AC...0x3CE).contains($0) }),
        ("windows-1256", { (0x627...0x64A).contains($0) }),
    ]

    /// Whether bytes beyond ASCII stand mostly beside each other; accented letters of Latin words stand alone.
    private static func standsInRuns(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var (all, beside) = (0, 0)
        var wasHigh = false
        for byte in bytes {
            let isHigh = byte >= 0x80
            if isHigh {
                all += 1
                beside += wasHigh ? 1 : 0
            }
            wasHigh = isHigh
        }
        return beside * 2 >= all
    }

    /// The share of the characters beyond ASCII that are common; what is malformed counts ten times against it.
    private static func share(of isCommon: (UInt32) -> Bool, in text: [UInt8]) -> (Double, Int) {
        var (all, common) = (0, 0)
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
            all += scalar == "\u{FFFD}" ? 10 : 1
            if isCommon(scalar.value) { common += 1 }
        }
        return (all > 0 ? Double(common) / Double(all) : 0, all)
    }

    /// Hiragana, katakana, and their punctuation: no Japanese page is without.
    private static func isJapanese(_ scalar: UInt32) -> Bool {
        (0x3041...0x30FC).contains(scalar) || (0x3001...0x3002).contains(scalar) || commonKanji.contains(scalar)
    }

    /// Small letters: a text in another set comes out in capitals.
    private static func isCyrillic(_ scalar: UInt32) -> Bool { (0x430...0x44F).contains(scalar) }

    private static func isEscaped(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let escape = bytes.firstIndex(of: 0x1B), escape + 2 < bytes.count else { return false }
        return bytes[escape + 1] == 0x24 && (bytes[escape + 2] == 0x42 || bytes[escape + 2] == 0x40)
    }

    private static let commonKanji = scalars("日一国人年大本中出会長事者社月分議前後上生東市来行学高十二三何方言間気自時手新的円")
    private static let hangul = scalars(
        """
        이다는에의가을고하지한사로를은서도기어인들리대자시그아나있수정보스해제일여부라전과원장주상구만마우으게안조비면공동치소세적신까계유성 \
        무식분경연바오내미트레드르관발회방개명타터화금음국된재거위선생중문할차군민것했던며였위말때결날달저교
        """)
    private static let simplified = scalars(
        """
        的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方 \
        多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情 \
        明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给 \
        世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太 \
        量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象 \
        完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运，。、：“”
        """)
    private static let traditional = scalars(
        """
        的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方 \
        多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情 \
        明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給 \
        世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太 \
        量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象 \
        完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運，。、：「」
        """)

    private static func scalars(_ text: String) -> Set<UInt32> {
        Set(text.unicodeScalars.lazy.map(\.value).filter { $0 > 0x20 })
    }
}
