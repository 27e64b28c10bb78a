/// The names of months, whole and short, in the languages that feeds are written in.
enum MonthNames {
    /// 1 … 12; nil for what is no month. In lower case. Croatian has some names that are other months in Polish and Czech.
    static func number(_ name: String, isCroatian: Bool = false) -> Int? {
        if isCroatian, let month = croatian[name] { return month }
        return table[name]
    }

    /// Whether the name is one that Croatian has for another month.
    static func isCroatianToo(_ name: String) -> Bool { croatian[name] != nil }

    private static let croatian = ["lip": 6, "srp": 7, "lis": 10, "listopad": 10, "listopada": 10]

    private static let table: [String: Int] = {
        var table: [String: Int] = [:]
        for (index, names) in months.enumerated() {
            for name in names.split(whereSeparator: { $0 == " " || $0 == "\n" }) where table[String(name)] == nil {
                table[String(name)] = index + 1
            }
        }
        return table
    }()

    /// European languages from English to Armenian, Malay, Swahili, Turkic ones, Arabic, Hebrew (with and without its preposition),
    /// Persian, Urdu, Hindi, Bengali, Tamil, Thai, Chinese. In each the languages stand in the same order.
    private static let months: [String] = [
        """
        january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari tammikuu tammikuuta
        tammi janúar styczeń stycznia sty leden ledna led január januára siječanj siječnja sij ianuarie ian ocak
        oca ιανουάριος ιανουαρίου ιαν ιανουαριου январь января янв січень січня січ януари gener jaanuar jaan
        janvāris sausis sausio ינואר يناير студзень студзеня студ јануар јан јануари xaneiro xan urtarrila
        urtarrilak urtarrilaren urt ionawr ion janar जनवरी มกราคม มค ژانویه জানুয়ারি জানুয়ারী 一月 januarie
        januaro yanvar қаңтар იანვარი հունվար հունվարի eanáir جنوری ஜனவரி جانفي בינואר
        яну
        """,
        """
        february feb februar feber février fevrier févr fevr fév fev febrero febbraio febb fevereiro februari
        helmikuu helmikuuta helmi febrúar luty lutego lut únor února úno február februára veljača veljače velj
        februarie şubat şub subat φεβρουάριος φεβρουαρίου φεβ φεβρουαριου февраль февраля фев февр лютий лютого
        лют февруари febrer veebruar veebr februāris vasaris vasario פברואר فبراير люты лютага фебруар febreiro
        otsaila otsailak otsailaren ots chwefror chwef shkurt shk फ़रवरी फरवरी กุมภาพันธ์ กพ فوریه ফেব্রুয়ারি
        ফেব্রুয়ারী 二月 februaro pebrero fevral ақпан თებერვალი փետրվար փետրվարի feabhra فروری பிப்ரவரி فيفري شباط
        febr בפברואר
        феб
        """,
        """
        march mar märz maerz marz mär mrz mars marzo março marco maart mrt marts maaliskuu maaliskuuta maalis
        marec marca marzec březen března bře ožujak ožujka ožu március márc martie mart μάρτιος μαρτίου μαρ μάρ
        μαρτιου март марта мар березень березня бер març märts kovas kovo maret מרץ מרס مارس сакавік сакавіка сак
        martxoa martxoak martxoaren mac mawrth मार्च มีนาคม มีค মার্চ machi 三月 marto marso наурыз მარტი մարտ
        մարտի márta مارچ மார்ச் آذار במרץ במרס
        """,
        """
        april apr avril avr abril abr aprile huhtikuu huhtikuuta huhti apríl kwiecień kwietnia kwi duben dubna
        dub apríla travanj travnja tra április ápr áprilís aprilie nisan nis απρίλιος απριλίου απρ απριλιου
        апрель апреля апр квітень квітня кві април aprill aprīlis balandis balandžio אפריל أبريل красавік
        красавіка крас apirila apirilak apirilaren api ebrill ebr prill pri अप्रैल เมษายน เมย آوریل এপ্রিল aprili
        四月 aprilo aprel сәуір აპრილი ապրիլ ապրիլի aibreán اپریل ஏப்ரல் ابريل أفريل نيسان באפריל
        квіт
        """,
        """
        may mai mayo maggio mag maio mei maj toukokuu toukokuuta touko maí maja květen května kvě máj mája
        svibanj svibnja svi május mayıs mayis μάιος μαΐου μαΪου μαΐ μάϊ μαϊ μαι μαϊου май мая травень травня тра
        maig maijs gegužė gegužės מאי مايو мај maiatza maiatzak maiatzaren मई พฤษภาคม พค مه মে 五月 majo мамыр
        მაისი մայիս մայիսի bealtaine مئی மே ماي أيار ايار μάι במאי
        трав
        """,
        """
        june jun juni juin junio giugno giu junho kesäkuu kesäkuuta kesä júní czerwiec czerwca cze červen června
        čvn jún júna junij lipanj lipnja június iunie iun haziran haz ιούνιος ιουνίου ιούν ιουν ιουνιου июнь июня
        июн червень червня чер юни juny juuni jūnijs birželis birželio יוני يونيو чэрвень чэрвеня чэр јун јуни
        xuño xuñ ekaina ekainak ekainaren eka mehefin meh qershor qer जून มิถุนายน มิย ژوئن জুন 六月 junie hunyo
        iyun маусым ივნისი հունիս հունիսի meitheamh جون ஜூன் جوان حزيران čer ביוני
        черв čen jūn
        """,
        """
        july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta heinä júlí lipiec lipca červenec
        července čvc júl júla julij srpanj srpnja július iulie iul temmuz tem ιούλιος ιουλίου ιούλ ιουλ ιουλιου
        июль июля июл липень липня лип юли juliol juuli jūlijs liepa liepos julius יולי يوليو ліпень ліпеня ліп
        јул јули xullo xul uztaila uztailak uztailaren uzt julai gorffennaf gorff korrik korr जुलाई กรกฎาคม กค
        ژوئیه জুলাই 七月 julie hulyo iyul шілде ივლისი հուլիս հուլիսի iúil جولائی ஜூலை جويلية تموز čec lip ביולי
        jūl
        """,
        """
        august aug août aout aoû agosto ago augustus augusti elokuu elokuuta elo ágúst sierpień sierpnia sie
        srpen srpna srp augusta avgust kolovoz kolovoza kol augusztus ağustos agustos ağu agu αύγουστος αυγούστου
        αυγ αύγ αυγουστου август августа авг серпень серпня сер agost augusts rugpjūtis rugpjūčio agustus אוגוסט
        أغسطس жнівень жніўня жні avg abuztua abuztuak abuztuaren abu ogos awst gusht gush अगस्त สิงหาคม สค اوت
        আগস্ট agosti 八月 aŭgusto avqust тамыз აგვისტო օգոստոս օգոստոսի lúnasa اگست ஆகஸ்ட் اغسطس أوت آب באוגוסט
        серп ágú ag ogo
        """,
        """
        september sep sept septembre septiembre set settembre sett setembro syyskuu syyskuuta syys wrzesień
        września wrz září zář septembra rujan rujna ruj szeptember szept septembrie eylül eyl eylul σεπτέμβριος
        σεπτεμβρίου σεπ σεπτ σεπτεμβριου сентябрь сентября сен сент вересень вересня вер септември setembre
        septembris rugsėjis rugsėjo ספטמבר سبتمبر верасень верасня септембар septembar iraila irailak irailaren
        ira medi shtator sht सितंबर सितम्बर กันยายน กย سپتامبر সেপ্টেম্বর septemba 九月 septembro setyembre
        sentyabr sentabr қыркүйек სექტემბერი սեպտեմբեր սեպտեմբերի ستمبر செப்டம்பர் أيلول ايلول בספטמבר
        сеп
        """,
        """
        october oct okt oktober octobre octubre ottobre ott outubro out lokakuu lokakuuta loka október
        października październik paź říjen října říj októbra oktobra octombrie ekim eki οκτώβριος οκτωβρίου οκτ
        οκτωβριου октябрь октября окт жовтень жовтня жов октомври oktoober oktobris spalis spalio אוקטובר أكتوبر
        кастрычнік кастрычніка кас октобар oktobar urria urriak urriaren urr hydref hyd tetor tet अक्टूबर अक्तूबर
        ตุลาคม ตค اکتبر অক্টোবর oktoba 十月 oktobro oktubre oktyabr oktabr қазан ოქტომბერი հոկտեմբեր հոկտեմբերի
        اکتوبر அக்டோபர் اكتوبر באוקטובר
        жовт
        """,
        """
        november nov novembre noviembre novembro marraskuu marraskuuta marras nóvember listopad listopada lis
        novembra studeni studenoga stu noiembrie noi kasım kas kasim νοέμβριος νοεμβρίου νοε νοέ νοεμβριου ноябрь
        ноября ноя нояб листопад листопада ноември novembris lapkritis lapkričio nopember נובמבר نوفمبر лістапад
        лістапада ліс новембар novembar ноем azaroa azaroak azaroaren aza tachwedd tach nëntor nentor nën नवंबर
        नवम्बर พฤศจิกายน พย نوامبر নভেম্বর novemba 十一月 nobyembre noyabr қараша ნოემბერი նոյեմբեր նոյեմբերի
        samhain نومبر நவம்பர் listopadu בנובמבר
        ное нов лист nóv
        """,
        """
        december dec dez dezember décembre decembre déc diciembre dic dicembre dezembro joulukuu joulukuuta joulu
        desember des grudzień grudnia gru prosinec prosince pro decembra prosinac prosinca decembrie aralık ara
        aralik δεκέμβριος δεκεμβρίου δεκ δεκεμβριου декабрь декабря дек грудень грудня гру декември desembre
        detsember dets decembris gruodis gruodžio דצמבר ديسمبر снежань снежня сне децембар decembar decembro
        abendua abenduak abenduaren abe disember dis rhagfyr rhag dhjetor dhj दिसंबर दिसम्बर ธันวาคม ธค دسامبر
        ডিসেম্বর desemba 十二月 disyembre dekabr желтоқсан დეკემბერი դեկտեմբեր դեկտեմբերի nollaig دسمبر டிசம்பர்
        בדצמבר
        груд дец
        """,
    ]
}
