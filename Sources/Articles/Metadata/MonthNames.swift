/// The months' names and their abbreviations in the languages of the web's press; in lower case.
enum MonthNames {
    static func month(_ word: String) -> Int? {
        if let month = names[word] { return month }
        // Abbreviations that are cut elsewhere, and cases: the first letters tell, where they are enough.
        guard word.unicodeScalars.count >= 4 else { return nil }
        return stems[String(String.UnicodeScalarView(word.unicodeScalars.prefix(4)))]
    }

    private static let names: [String: Int] = {
        var names: [String: Int] = [:]
        for list in lists {
            for (index, group) in list.split(separator: " ").enumerated() {
                for name in group.split(separator: "/") where names[String(name)] == nil {
                    names[String(name)] = index + 1
                }
            }
        }
        return names
    }()

    /// First four letters of the full names, where all languages agree on the month.
    private static let stems: [String: Int] = {
        var stems: [String: Int?] = [:]
        for (name, month) in names where name.unicodeScalars.count >= 5 {
            let stem = String(String.UnicodeScalarView(name.unicodeScalars.prefix(4)))
            if let known = stems[stem], known != month { stems[stem] = .some(nil) } else { stems[stem] = month }
        }
        return stems.compactMapValues { $0 }
    }()

    private static let lists = [
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
