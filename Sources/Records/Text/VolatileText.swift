/// Which words of a text change without its story changing: clocks and stamps ("updated 10:32"), ages ("3 hours ago"),
/// counters ("12 comments"), session ids. A number in a sentence ("12 dead") or an hour in it ("meets at 18:30") is none
/// of these: a word is volatile by what it is (a time with seconds, a long id) or by the words that stand beside it.
enum VolatileText {
    /// For each word of `words` (lower case, ends free of punctuation), whether it is volatile. `blockEnds` holds the
    /// indices of words that end a sentence or a block: nothing beyond them is beside a word.
    static func marks(_ words: [TextWord]) -> [Bool] {
        var marks = [Bool](repeating: false, count: words.count)
        var start = 0
        for (index, word) in words.enumerated() where word.endsSentence || index == words.count - 1 {
            mark(words, start..<(index + 1), &marks)
            start = index + 1
        }
        return marks
    }
}

extension VolatileText {
    private static func mark(_ words: [TextWord], _ range: Range<Int>, _ marks: inout [Bool]) {
        guard range.contains(where: { words[$0].hasDigit }) else { return }
        let isStampAlone =
            range.allSatisfy { words[$0].isOfStamp || stamps.contains(words[$0].text) }
            && range.contains { !words[$0].isNumber && !words[$0].text.isEmpty }
        for index in range where words[index].hasDigit {
            let word = words[index]
            if word.isPreciseTime || word.isLongID || (isStampAlone && word.isOfStamp) {
                marks[index] = true
            } else if isCounter(words, index, range) || isAge(words, index, range) || isSession(words, index, range) {
                marks[index] = true
            } else if word.isOfStamp, isStamped(words, index, range, by: stamps) {
                marks[index] = true
            } else if word.isTime, isStamped(words, index, range, by: hints) {
                marks[index] = true
            }
        }
        markWordsOfStamps(words, range, &marks)
    }

    /// Names of months and days, "am" and "UTC" go with the volatile number beside them.
    private static func markWordsOfStamps(_ words: [TextWord], _ range: Range<Int>, _ marks: inout [Bool]) {
        for index in range where !words[index].hasDigit && words[index].isOfStamp {
            let near = max(range.lowerBound, index - 2)..<min(range.upperBound, index + 3)
            marks[index] = near.contains { words[$0].hasDigit && words[$0].isOfStamp && marks[$0] }
        }
    }

    private static func isCounter(_ words: [TextWord], _ index: Int, _ range: Range<Int>) -> Bool {
        guard words[index].isNumber else { return false }
        if index + 1 < range.upperBound, counters.contains(words[index + 1].text) { return true }
        if index > range.lowerBound, counters.contains(words[index - 1].text) { return true }
        guard index + 2 < range.upperBound else { return false }
        return counted.contains(words[index + 1].text) && counters.contains(words[index + 2].text)
    }

    private static func isAge(_ words: [TextWord], _ index: Int, _ range: Range<Int>) -> Bool {
        func word(_ offset: Int) -> String { range.contains(index + offset) ? words[index + offset].text : "" }
        if ["ago", "old"].contains(word(1)) { return true }
        guard units.contains(word(1)) else { return false }
        return ["ago", "old", "geleden", "fa", "temu"].contains(word(2))
            || ["vor", "hace", "há", "siden"].contains(word(-1))
            || (word(-1) == "a" && word(-2) == "y") || (word(-1) == "a" && word(-2) == "il")
    }

    private static func isSession(_ words: [TextWord], _ index: Int, _ range: Range<Int>) -> Bool {
        func word(_ offset: Int) -> String { range.contains(index + offset) ? words[index + offset].text : "" }
        guard words[index].text.utf8.count >= 4 else { return false }
        return sessions.contains(word(-1))
            || (["id", "no", "number", "key", "is"].contains(word(-1)) && sessions.contains(word(-2)))
    }

    private static func isStamped(_ words: [TextWord], _ index: Int, _ range: Range<Int>, by names: Set<String>) -> Bool
    {
        let near = max(range.lowerBound, index - 8)..<min(range.upperBound, index + 4)
        return near.contains { names.contains(words[$0].text) }
    }

    private static func set(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    /// Words that a machine's stamp comes with; dates, years and times near them are volatile.
    private static let stamps = set(
        """
        updated update generated generation rendered refreshed refresh retrieved fetched cached printed checked accessed \
        built served exported synced crawled modified edited revised timestamp stamp last-modified lastmod page-generated \
        aktualisiert aktualisierung erzeugt erstellt abgerufen generiert bearbeitet actualisé généré modifié \
        actualizado generado aggiornato generato bijgewerkt atualizado gerado uppdaterad opdateret päivitetty \
        zaktualizowano обновлено 更新
        """)
    /// Words that make a time of day beside them a clock.
    private static let hints = set(
        "now clock currently current time stand uhrzeit jetzt heure actuellement ahora hora ora adesso nu nyt server load loaded"
    )
    private static let counters = set(
        """
        comment comments reply replies response responses view views read reads reader readers like likes share shares \
        point points vote votes upvote upvotes downvotes retweet retweets repost reposts boost boosts favourites favorites \
        download downloads hit hits visit visits visitor visitors follower followers subscriber subscribers reaction \
        reactions clap claps viewer viewers impression impressions bookmark bookmarks watching listening online score \
        kommentar kommentare antworten aufrufe aufruf leser besucher stimmen commentaire commentaires vues lectures \
        partages comentario comentarios respuestas visitas vistas lecturas visualizzazioni commenti letture reacties \
        weergaven comentários visualizações kommentarer visninger visningar kommentarzy просмотров комментариев комментарии
        """)
    /// Words that may stand between a number and what it counts.
    private static let counted = set("people times new other more users total page unique user reader")
    private static let units = set(
        """
        second seconds sec secs s minute minutes min mins m hour hours hr hrs h day days d week weeks w month months \
        year years sekunde sekunden minuten stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahren \
        seconde secondes heure heures jour jours semaine semaines mois an ans segundo segundos minuto minutos hora horas \
        día días semana semanas mes meses año años secondi minuti ore giorni uur dagen weken
        """)
    private static let sessions = set(
        "session sessionid sid phpsessid jsessionid token nonce csrf request requestid request-id trace traceid trace-id ref"
    )
}
