import Basics

/// The words that tell a machine's numbers from an author's, in the languages that most feeds are written in.
enum VolatileWords {
    /// A machine's stamp comes with one; dates and times near it are volatile.
    static let stamps = set(
        """
        updated update generated generation rendered refreshed refresh retrieved fetched cached printed checked \
        accessed served exported synced crawled modified edited revised timestamp stamp last-modified lastmod \
        page-generated created loaded processed aktualisiert aktualisierung erzeugt erstellt abgerufen generiert \
        bearbeitet actualisé généré modifié actualizado generado aggiornato generato bijgewerkt atualizado gerado \
        uppdaterad opdateret päivitetty actualización aggiornamento atualização mise-à-jour zaktualizowano обновлено \
        更新 تحديث تحدیث עודכן güncelleme güncellendi 업데이트 수정 ενημέρωση aktualizováno opdatering frissítve actualizat \
        оновлено अपडेट
        """)
    /// Words that make a time of day beside them a clock.
    static let hints = set(
        """
        now clock currently current time stand uhrzeit jetzt heure actuellement ahora hora ora adesso nu nyt server \
        load loaded
        """)
    /// What a counter counts.
    static let counters = set(
        """
        comment comments reply replies view views like likes upvote upvotes downvote downvotes retweet retweets \
        repost reposts boosts favourites favorites download downloads follower followers subscriber subscribers \
        reactions claps viewer viewers impressions bookmarks pageviews kommentar kommentare antworten aufrufe aufruf \
        commentaires vues comentarios visualizzazioni commenti letture reacties weergaven comentários visualizações \
        kommentarer visninger visningar kommentarzy просмотров просмотра просмотр комментариев комментарии \
        комментарий комментария komentarz komentarze komentarzy wyświetleń wyświetlenia odsłon odsłony προβολές σχόλια σχόλιο \
        المشاهدات مشاهدات مشاهدة تعليقات تعليق צפיות תגובות görüntülenme okunma yorum komentářů komentáře zobrazení hozzászólás \
        megtekintés kommenttia katselukertaa comentarii vizualizări коментарів коментарі переглядів komentar dilihat टिप्पणियाँ \
        閲 覧 评 览 ♥ ❤ ♡ ★ 👍 👎 👁 💬 🔁
        """)
    /// What a counter counts in a short line, and an author in a sentence.
    static let looseCounters = set(
        """
        read reads reader readers share shares shared point points vote votes hit hits visit visits visitor visitors \
        response responses watching listening online viewed liked counter leser besucher stimmen lectures \
        partages respuestas visitas vistas lecturas rating ratings guests members users
        """)
    /// Words that may stand between a number and what it counts.
    static let counted = set("people new other more users total page unique user reader")
    /// "viewed 12 times", "12 mal gelesen".
    static let times = set("times mal fois veces volte keer gånger gange raz raza")
    static let counting = set(
        """
        viewed shared read downloaded liked played watched visited clicked opened retweeted seen gelesen angesehen \
        geteilt aufgerufen lu vu leído visto letto bekeken gelezen läst læst
        """)
    static let units = set(
        """
        second seconds sec secs s minute minutes min mins m hour hours hr hrs h day days d week weeks w month months \
        year years sekunde sekunden minuten stunde stunden tag tage tagen woche wochen monat monate monaten jahr \
        jahren seconde secondes heure heures jour jours semaine semaines mois an ans segundo segundos minuto minutos \
        hora horas día días semana semanas mes meses año años secondi minuti ore giorni uur dagen weken секунд секунды \
        минут минуты минуту час часа часов день дня дней неделю недели недель \
        秒 分 時 日 週 月 年 时 天 周
        """)
    static let years = set("year years jahr jahre jahren an ans año años anni anno jaar ano anos år лет года год 年")
    static let shortUnits = set(
        "s sec secs second seconds ms msec millisecond milliseconds sekunden secondes segundos queries")
    /// Behind a unit, and before a number: how long ago.
    static let since = set("ago old geleden fa temu sedan siden atrás назад 前")
    static let until = set("vor hace há")
    /// Words with which the rest of a line of furniture is made.
    private static let fillers = set(
        """
        a an no leave be first just about by on in at out so far this it is as posted published last one keine noch \
        ein eine einen einem einer un une uno una il y нет 間 小 钟 数 论 浏 cast average stars out
        """)
    /// In scripts that part no words: what counts or stamps, and the number with it.
    static let unparted: [StaticString] = [
        "浏览", "瀏覽", "阅读", "閱讀", "閲覧", "评论", "評論", "コメント", "再生", "点击", "點擊", "点赞", "回复", "回覆", "人气", "人氣",
        "更新", "生成时间", "取得日時", "조회", "댓글", "업데이트",
    ]
    /// What else such a line may hold, beside numbers.
    static let unpartedFillers = Set("年月日时分秒時回次条條则則个個数數件人最終终后後於于约約本文刻间間了共总總的の수회개：（）・、，年".unicodeScalars)
    /// A line of `furniture` that has one of them is an age, a counter or a stamp.
    static let heads = counters.union(looseCounters).union(since).union(until).union(
        set("now yesterday today gestern heute gerade jetzt hier ayer ieri il вчера сегодня")
    ).subtracting(["old", "fa", "time", "current"])
    static let furniture = heads.union(stamps).union(hints).union(counted).union(times).union(counting).union(units)
        .union(since)
        .union(fillers)
    static let sessions = set(
        "session sessionid sid phpsessid jsessionid token nonce csrf request requestid request-id trace traceid ref"
    )
    static let machines = set("node instance backend worker replica pod shard")

    /// The lowest 13 bits of the hashes of all words that are asked for.
    private static let hashes: [Bool] = {
        var hashes = [Bool](repeating: false, count: 8192)
        for word in furniture.union(SpelledWord.calendar).union(sessions).union(machines).union(others) {
            hashes[Int(Hash64.of(word) & 8191)] = true
        }
        return hashes
    }()

    /// "request id: 7f2a-99", "session no. 8".
    static let sessionJoints = set("id no number key is")
    /// Words that `VolatileText` spells out itself.
    private static let others = sessionJoints.union(set("copyright © jour à a y il ago"))

    /// Whether a word without a digit, by its hash, may be one that tells a machine's numbers from an author's: certain where it is none.
    static func mayBeOfMachine(_ hash: UInt64) -> Bool { hashes[Int(hash & 8191)] }

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }
}
