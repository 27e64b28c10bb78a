import Basics

/// The months' names and their abbreviations in the languages of the web's press; in lower case.
enum MonthNames {
    static func month(_ word: String) -> Int? {
        var word = word
        return word.withUTF8 { bytes in
            if let month = table.names[hash(bytes)] { return Int(month) }
            // Abbreviations that are cut elsewhere, and cases: the first letters tell, where they are enough.
            guard let stem = stem(of: bytes), let month = table.stems[hash(stem)], month > 0 else { return nil }
            return Int(month)
        }
    }

    /// Months by the hashes of their names, and by those of the first four letters of the full ones: 0 where the languages do not
    /// agree on the month.
    private static let table: (names: [UInt64: UInt8], stems: [UInt64: UInt8]) = {
        var names: [UInt64: UInt8] = [:]
        var stems: [UInt64: UInt8] = [:]
        names.reserveCapacity(1024)
        stems.reserveCapacity(512)
        for list in lists {
            let text = UnsafeBufferPointer(start: list.utf8Start, count: list.utf8CodeUnitCount)
            var month: UInt8 = 1
            var start = 0
            for end in 0...text.count where end == text.count || text[end] == 0x20 || text[end] == 0x2F {
                let name = UnsafeBufferPointer(rebasing: text[start..<end])
                if names[hash(name)] == nil {
                    names[hash(name)] = month
                    if let stem = stem(of: name), stem.count < name.count {
                        let known = stems.updateValue(month, forKey: hash(stem)) ?? month
                        if known != month { stems[hash(stem)] = 0 }
                    }
                }
                if end < text.count, text[end] == 0x20 { month += 1 }
                start = end + 1
            }
        }
        return (names, stems)
    }()

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { Hash64.of(UnsafeRawBufferPointer(bytes)) }

    /// The first four letters; nil where there are fewer.
    private static func stem(of word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        var letters = 0
        for (index, byte) in word.enumerated() where byte & 0xC0 != 0x80 {
            if letters == 4 { return UnsafeBufferPointer(rebasing: word[..<index]) }
            letters += 1
        }
        return letters == 4 ? word : nil
    }

    private static let lists: [StaticString] = [
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec",
        "januar/jänner/jan februar/feber/feb märz/maerz/mär/mrz april/apr mai juni/jun juli/jul august/aug september/sep/sept oktober/okt november/nov dezember/dez",
        "janvier/janv février/fevrier/févr/fév/fevr mars avril/avr mai juin juillet/juil août/aout septembre/sept octobre/oct novembre/nov décembre/decembre/déc",
        "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sep octubre/oct noviembre/nov diciembre/dic",
        "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set ottobre/ott novembre/nov dicembre/dic",
        "janeiro/jan fevereiro/fev março/marco/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez",
        "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep oktober/okt november/nov december/dec",
        "stycznia/styczeń/sty lutego/luty/lut marca/marzec kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/gru grudnia/grudzień",
        "января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен октября/октябрь/окт ноября/ноябрь/ноя декабря/декабрь/дек",
        "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень серпня/серпень вересня/вересень жовтня/жовтень листопада/листопад грудня/грудень",
        "ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen xlistopadu/xlistopad prosince/prosinec",
        "januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sep oktober/okt november/nov december/dec",
        "januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep oktober/okt november/nov desember/december/des",
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "január/jan február/febr március/márc április/ápr május/máj június/jún július/júl augusztus/aug szeptember/szept október/okt november/nov december/dec",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "ιανουαρίου/ιαν φεβρουαρίου/φεβ μαρτίου/μαρ απριλίου/απρ μαΐου/μαϊ ιουνίου/ιουν ιουλίου/ιουλ αυγούστου/αυγ σεπτεμβρίου/σεπ οκτωβρίου/οκτ νοεμβρίου/νοε δεκεμβρίου/δεκ",
        "januari februari maret april mei juni juli agustus/agu september oktober/okt november desember",
        "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna xlistopada studenoga/studenog prosinca",
        "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    ]
}
