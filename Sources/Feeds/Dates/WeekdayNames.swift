/// The names of the days of the week, which a date may begin with.
enum WeekdayNames {
    static func isWeekday(_ name: String) -> Bool {
        if table.contains(name) { return true }
        return name.count >= 2 && name.count <= 3 && english(name) != nil
    }

    /// `Monday` for `monday`, `Mon`; nil for what is no English weekday.
    static func english(_ name: String) -> String? {
        let name = name.lowercased()
        guard name.count >= 2 else { return nil }
        return days.first { $0.lowercased().hasPrefix(name) }
    }

    /// Croatian ones that neither Polish nor Czech has.
    static func isCroatian(_ name: String) -> Bool { croatian.contains(name) }

    private static let croatian: Set<String> = [
        "nedjelja", "ponedjeljak", "utorak", "srijeda", "četvrtak", "petak", "ned", "uto", "sri", "čet", "pet", "sub",
    ]

    private static let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

    private static let table: Set<String> = Set(
        """
        sunday monday tuesday wednesday thursday friday saturday sun mon tue tues wed weds thu thur thurs fri sat
        sonntag montag dienstag mittwoch donnerstag freitag samstag sonnabend so mo di mi do fr sa
        dimanche lundi mardi mercredi jeudi vendredi samedi dim lun mar mer jeu ven sam
        domingo lunes martes miércoles miercoles jueves viernes sábado sabado dom mié mie jue vie sáb sab
        domenica lunedì martedì mercoledì giovedì venerdì sabato gio
        segunda terça terca quarta quinta sexta feira seg ter qua qui sex
        zondag maandag dinsdag woensdag donderdag vrijdag zaterdag zo ma wo vr za
        söndag måndag tisdag onsdag torsdag fredag lördag sön mån tis ons tor tors fre lör søndag mandag tirsdag lørdag søn man tir lør
        sunnuntai maanantai tiistai keskiviikko torstai perjantai lauantai su ke pe la
        niedziela poniedziałek wtorek środa czwartek piątek sobota nie niedz pon wt śr czw pt sob
        neděle pondělí úterý středa čtvrtek pátek ne po út st čt pá so
        vasárnap hétfő kedd szerda csütörtök péntek szombat
        воскресенье понедельник вторник среда четверг пятница суббота вс пн вт ср чт пт сб
        неділя понеділок вівторок середа четвер субота нд
        κυριακή δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυρ δευ τρι τετ πεμ παρ σαβ τρί πέμ σάβ
        pazar pazartesi salı çarşamba perşembe cuma cumartesi paz pzt sal çar per cum cmt
        星期日 星期一 星期二 星期三 星期四 星期五 星期六 周日 周一 周二 周三 周四 周五 周六
        日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 火 水 木 金 土
        nedjelja ponedjeljak utorak srijeda četvrtak petak subota ned uto sri čet pet sub nedelja sreda ponedeljek torek
        недеља понедељак уторак среда четвртак петак субота нядзеля панядзелак аўторак серада чацвер пятніца
        duminică luni marți miercuri joi vineri sâmbătă diumenge dilluns dimarts dimecres dijous divendres dissabte
        luns mércores xoves venres igandea astelehena asteartea asteazkena osteguna ostirala larunbata
        minggu ahad senin isnin selasa rabu khamis kamis jumat jumaat sabtu jumapili jumatatu jumanne jumatano alhamisi ijumaa
        diell hënë martë mërkurë enjte premte shtunë sul llun mawrth mercher iau gwener sadwrn thứ chủ nhật
        pühapäev esmaspäev teisipäev kolmapäev neljapäev reede laupäev sekmadienis pirmadienis antradienis
        svētdiena pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena
        ראשון שני שלישי רביעי חמישי שישי שבת יום الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت
        रविवार सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार อาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์
        일요일 월요일 화요일 수요일 목요일 금요일 토요일 일 월 화 수 목 금 토
        """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
