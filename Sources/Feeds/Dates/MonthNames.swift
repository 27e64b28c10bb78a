/// The names of months, whole and short, in the languages that feeds are written in.
enum MonthNames {
  /// 1 … 12; nil for what is no month. In lower case.
  static func number(_ name: String) -> Int? {
    if let found = table[name] { return found }
    // A longer form of an English name: `sept`, `septembre`.
    return nil
  }

  private static let table: [String: Int] = {
    var table: [String: Int] = [:]
    for (index, names) in months.enumerated() {
      for name in names.split(separator: " ") where table[String(name)] == nil {
        table[String(name)] = index + 1
      }
    }
    return table
  }()

  /// English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Icelandic, Polish, Czech,
  /// Slovak, Slovene, Croatian, Hungarian, Romanian, Turkish, Greek, Russian, Ukrainian, Bulgarian, Catalan, Indonesian, Estonian,
  /// Latvian, Lithuanian, Vietnamese words, Hebrew, Arabic.
  private static let months: [String] = [
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari tammikuu tammikuuta tammi janúar styczeń stycznia sty leden ledna led január januára siječanj siječnja sij ianuarie ian ocak oca ιανουάριος ιανουαρίου ιαν ιανουαριου январь января янв січень січня січ януари gener jaanuar jaan janvāris sausis sausio ינואר يناير",
    "february feb februar feber février fevrier févr fevr fév fev febrero febbraio febb fevereiro februari helmikuu helmikuuta helmi febrúar luty lutego lut únor února úno február februára veljača veljače velj februarie şubat şub subat φεβρουάριος φεβρουαρίου φεβ φεβρουαριου февраль февраля фев февр лютий лютого лют февруари febrer veebruar veebr februāris vasaris vasario פברואר فبراير",
    "march mar märz maerz marz mär mrz mars marzo março marco maart mrt marts maaliskuu maaliskuuta maalis marec marca marzec březen března bře ožujak ožujka ožu március márc martie mart μάρτιος μαρτίου μαρ μάρ μαρτιου март марта мар березень березня бер març märts kovas kovo maret מרץ מרס مارس",
    "april apr avril avr abril abr aprile abr huhtikuu huhtikuuta huhti apríl kwiecień kwietnia kwi duben dubna dub apríla travanj travnja tra április ápr áprilís aprilie nisan nis απρίλιος απριλίου απρ απριλιου апрель апреля апр квітень квітня кві април aprill aprīlis balandis balandžio אפריל أبريل",
    "may mai mayo maggio mag maio mei maj toukokuu toukokuuta touko maí maja květen května kvě máj mája maj svibanj svibnja svi május máj mayıs mayis μάιος μαΐου μαΪου μαΐ μάϊ μαϊ μαι μαϊου май мая травень травня тра maig mai maijs gegužė gegužės מאי مايو",
    "june jun juni juin junio giugno giu junho kesäkuu kesäkuuta kesä júní czerwiec czerwca cze červen června čvn jún júna junij lipanj lipnja lip június jún iunie iun haziran haz ιούνιος ιουνίου ιούν ιουν ιουνιου июнь июня июн червень червня чер юни juny juuni jūnijs birželis birželio יוני يونيو",
    "july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta heinä júlí lipiec lipca červenec července čvc júl júla julij srpanj srpnja július júl iulie iul temmuz tem ιούλιος ιουλίου ιούλ ιουλ ιουλιου июль июля июл липень липня лип юли juliol juuli jūlijs liepa liepos julius יולי يوليو",
    "august aug août aout aoû agosto ago augustus augusti elokuu elokuuta elo ágúst sierpień sierpnia sie srpen srpna srp augusta avgust kolovoz kolovoza kol augusztus ağustos agustos ağu agu αύγουστος αυγούστου αυγ αύγ αυγουστου август августа авг серпень серпня сер agost augusts rugpjūtis rugpjūčio agustus אוגוסט أغسطس",
    "september sep sept septembre septiembre set settembre sett setembro syyskuu syyskuuta syys wrzesień września wrz září zář septembra rujan rujna ruj szeptember szept septembrie eylül eyl eylul σεπτέμβριος σεπτεμβρίου σεπ σεπτ σεπτεμβριου сентябрь сентября сен сент вересень вересня вер септември setembre septembris rugsėjis rugsėjo ספטמבר سبتمبر",
    "october oct okt oktober octobre octubre ottobre ott outubro out lokakuu lokakuuta loka október października październik paź říjen října říj októbra oktobra október okt octombrie ekim eki οκτώβριος οκτωβρίου οκτ οκτωβριου октябрь октября окт жовтень жовтня жов октомври oktoober oktobris spalis spalio אוקטובר أكتوبر",
    "november nov novembre noviembre novembro marraskuu marraskuuta marras nóvember listopad listopada lis novembra studeni studenoga stu noiembrie noi kasım kas kasim νοέμβριος νοεμβρίου νοε νοέ νοεμβριου ноябрь ноября ноя нояб листопад листопада ноември novembris lapkritis lapkričio nopember נובמבר نوفمبر",
    "december dec dez dezember décembre decembre déc diciembre dic dicembre dezembro joulukuu joulukuuta joulu desember des grudzień grudnia gru prosinec prosince pro decembra prosinac prosinca decembrie aralık ara aralik δεκέμβριος δεκεμβρίου δεκ δεκεμβριου декабрь декабря дек грудень грудня гру декември desembre detsember dets decembris gruodis gruodžio דצמבר ديسمبر",
  ]
}
