import Basics
import Markup

/// What the few words of a page say of it: that a check for robots, a question for consent or an error stands in the article's place.
struct WallSigns {
    private let view: PageView
    private let article: Article
    /// Its title and first headings.
    private let names: [String]
    /// The beginning of all its text.
    private let text: String
    /// The page says in its markup that it holds an article, and has a paragraph of it.
    private let claimsArticle: Bool

    init(_ view: PageView, _ article: Article) {
        self.view = view
        self.article = article
        let headings = view.page.headings.prefix(3).map { view.page.elements[Int($0)].node.text(limit: 120) }
        names = ([view.declared.title, article.title] + headings).map { $0.lowercased().apostrophes }
        text = String(decoding: view.page.text.prefix(4000), as: UTF8.self).lowercased().apostrophes
        claimsArticle =
            article.wordCount >= WallSigns.paragraph
            && (view.page.elements.contains { $0.tag == .article } || view.declared.linkedData.article != nil
                || view.declared["og:type"] == "article")
    }

    /// Words of a paragraph, of the sentence with which a page excuses itself, and of a notice that does.
    private static let paragraph = 30
    private static let excuse = 40
    private static let notice = 80

    var isChallenge: Bool {
        let words = view.page.words
        if words < 80, loadsChallenge { return true }
        guard !claimsArticle else { return false }
        if words < 400, names.contains(where: { name in WallSigns.challengeNames.contains { name.holds($0) } }) {
            return true
        }
        return words < 300 && WallSigns.challengeTexts.contains { text.holds($0) }
    }

    /// Whether there is nearly nothing but a script or frame of a service that checks for robots.
    private var loadsChallenge: Bool {
        let frame = view.page.root.first(.iframe)?.attribute("src") ?? ""
        let sources =
            view.page.scripts.prefix(40).map { $0.attribute("src") ?? String($0.rawText.prefix(4000)) } + [frame]
        return sources.contains { source in WallSigns.services.contains { source.holds($0) } }
    }

    var isConsent: Bool { isAskedByPhrase || isAskedByWords }

    /// Little but the words of such a question, in any language, and buttons to answer it.
    private var isAskedByWords: Bool {
        guard view.page.words < 400, !claimsArticle, view.page.times.isEmpty,
            view.page.elements.contains(where: { $0.context.isIn(.button) }) || text.holds("accept")
        else { return false }
        return isAbout(article.contentText.lowercased(), kinds: 3) && isAbout(text, kinds: 4)
    }

    /// Whether so many kinds of words for cookies and consent are there, and one in twelve is one.
    private func isAbout(_ text: String, kinds: Int) -> Bool {
        let words = text.split { !$0.isLetter }
        var found: Set<Int> = []
        var count = 0
        for word in words {
            guard let kind = WallSigns.consentStems.firstIndex(where: { $0.contains { word.hasPrefix($0) } }) else {
                continue
            }
            found.insert(kind)
            count += 1
        }
        return found.count >= kinds && count * 12 >= words.count
    }

    private var isAskedByPhrase: Bool {
        // A short article beside a question is none.
        let asked = article.wordCount < 30 ? text : article.contentText.lowercased().apostrophes
        let phrases = WallSigns.consentTexts
        let isAsked = phrases.contains { phrase in asked.holds(phrase) || names.contains { $0.holds(phrase) } }
        guard isAsked else { return false }
        let words = asked.split { !$0.isLetter }
        return words.count { word in ["cookie", "consent", "einwillig", "zustimm"].contains { word.hasPrefix($0) } }
            >= 3
    }

    /// A page that excuses itself: it is broken, shut, for members, for adults, for other countries.
    var isExcuse: Bool {
        guard article.wordCount < (claimsArticle ? WallSigns.excuse : WallSigns.notice) else { return false }
        if names.contains(where: { name in name.utf8.count < 100 && WallSigns.excuses.contains { name.holds($0) } }) {
            return true
        }
        guard article.wordCount < WallSigns.excuse else { return false }
        return asksForPassword || view.page.root.first(.frameset) != nil && view.page.words < WallSigns.excuse
    }

    private var asksForPassword: Bool {
        view.page.words < 200
            && view.page.elements.contains { element in
                guard element.tag == .form, !element.context.isIn(.header), !element.context.isIn(.nav) else {
                    return false
                }
                var node = element.node.successor(within: element.node)
                for _ in 0..<60 {
                    guard let current = node else { return false }
                    if current.tag == .input, current.attribute("type")?.asciiLowercased == "password" { return true }
                    node = current.successor(within: element.node)
                }
                return false
            }
    }

    /// A page of an error that was served with status 200.
    var isGone: Bool {
        guard article.wordCount < WallSigns.notice else { return false }
        if article.wordCount < WallSigns.excuse,
            names.contains(where: { name in name.utf8.count < 100 && WallSigns.removedNames.contains { name.holds($0) }
            })
        {
            return true
        }
        return names.contains { name in
            name.hasPrefix("404") || name.trimmed == "not found"
                || name.utf8.count < 100 && WallSigns.goneNames.contains { name.holds($0) }
        }
    }

    private static let challengeNames: [StaticString] = [
        "just a moment", "attention required", "access denied", "are you a robot", "robot check", "security check",
        "verifying you are human", "please verify", "ddos-guard", "checking your browser", "pardon our interruption",
        "bot verification", "human verification", "one more step", "you have been blocked",
        "access to this page has been denied", "making sure you're not a bot", "are you human", "client challenge",
        "vercel security checkpoint", "安全验证", "人机验证", "安全驗證", "セキュリティチェック", "проверка браузера",
        "проверка безопасности", "подтвердите, что вы не робот", "sicherheitsüberprüfung", "sind sie ein roboter",
        "sind sie ein mensch", "vérification de sécurité", "êtes-vous un robot", "verificación de seguridad",
        "verifica di sicurezza", "보안 확인",
    ]
    private static let challengeTexts: [StaticString] = [
        "enable javascript and cookies to continue", "verify you are human", "checking your browser before",
        "unusual traffic from your", "complete the security check", "press & hold to confirm",
        "performance & security by cloudflare", "performing security verification", "to continue, please verify",
        "please complete the captcha", "verify that you're not a robot", "please enable js and disable any ad blocker",
        "incapsula incident id", "you are using automation tools to browse",
    ]
    private static let services: [StaticString] = [
        "captcha-delivery.com", "awswaf.com", "_Incapsula_Resource", "/cdn-cgi/challenge-platform", "px-captcha",
        "perimeterx.net", "kasada", "ddos-guard",
    ]
    private static let consentTexts: [StaticString] = [
        "before you continue to", "weiter mit werbung", "mit werbung und cookies weiterlesen",
        "accept all cookies to continue", "store and/or access information on a device",
        "we and our partners store and/or access information", "zustimmung erforderlich", "pur-abo",
        "continuer sans accepter", "your privacy choices", "wir benötigen ihre zustimmung",
        "consent to the use of cookies", "accetta e continua", "aceptar y continuar",
    ]
    private static let consentStems: [[String]] = [
        ["cookie", "kuki", "ciasteczk"],
        ["consent", "einwillig", "toestemming", "samtyck", "samtykke", "zgod", "souhlas", "согласи"],
        ["accept", "akzept", "zustimm", "accett", "acept", "aceit", "akcept", "přijm", "godkänn", "принять"],
        ["reject", "ablehn", "refus", "rifiut", "rechaz", "weiger", "avvis", "odrzu", "odmít", "отклон"],
        ["partner", "partenaire", "socio", "parceiro", "партнер"],
        ["track", "werbetrack", "profil", "személyre"],
        ["privacy", "datenschutz", "privatsphäre", "confidentialit", "privacid", "prywatno", "конфиденциальн"],
        ["personal", "personen", "personnel", "persoon", "personlig", "osobow", "osobní", "персональн"],
        ["werbung", "anzeigen", "ads", "advert", "publicit", "pubblicit", "publicid", "reklam", "werbefrei", "реклам"],
        ["gdpr", "dsgvo", "rgpd", "iab", "tcf"],
        ["widerruf", "withdraw", "retirer", "revocar", "revoca", "wycofa", "odvolat"],
    ]
    private static let excuses: [StaticString] = [
        "internal server error", "something went wrong", "service unavailable", "bad gateway", "gateway timeout",
        "gateway time-out", "site is under maintenance", "down for maintenance", "under maintenance", "be right back",
        "website is temporarily unavailable", "wartungsarbeiten", "site en maintenance", "en mantenimiento",
        "in manutenzione", "ошибка сервера", "legal drinking age", "age verification", "altersüberprüfung", "age gate",
        "verify your age", "unavailable for legal reasons", "unavailable due to legal reasons",
        "not available in your country", "not available in your region", "in ihrem land nicht verfügbar",
        "log in to continue", "sign in to continue", "please log in to", "please sign in to",
    ]
    private static let removedNames: [StaticString] = [
        "no longer available", "has been removed", "has been deleted", "post was deleted", "post removed",
        "has expired", "position has been filled", "nicht mehr verfügbar", "wurde gelöscht", "n'est plus disponible",
        "a été supprimé", "ya no está disponible", "ha sido eliminad", "non è più disponibile", "niet meer beschikbaar",
        "não está mais disponível", "já não está disponível", "nie jest już dostępn", "больше не доступ", "удалена",
    ]
    private static let goneNames: [StaticString] = [
        "page not found", "404 not found", "error 404", "404 error", "fehler 404", "erreur 404", "errore 404",
        "error: 404", "ошибка 404", "404 -", "not found |", "page can't be found", "page cannot be found",
        "page could not be found", "page doesn't exist", "page does not exist", "article is no longer available",
        "page is no longer available", "story is no longer available", "content is no longer available",
        "seite nicht gefunden", "seite wurde nicht gefunden", "seite konnte nicht gefunden", "page introuvable",
        "page non trouvée", "página no encontrada", "pagina non trovata", "pagina niet gevonden",
        "nie znaleziono strony",
        "strona nie istnieje", "sidan kunde inte hittas", "sidan hittades inte", "siden blev ikke fundet",
        "siden finnes ikke", "sivua ei löyt", "страница не найдена", "сторінку не знайдено", "página não encontrada",
        "stránka nenalezena", "stránka nebyla nalezena", "az oldal nem található", "pagina nu a fost găsită",
        "sayfa bulunamadı", "ページが見つかりません", "ページは見つかりません", "페이지를 찾을 수 없습니다", "页面不存在", "页面未找到",
        "找不到页面", "找不到頁面", "頁面不存在", "الصفحة غير موجودة",
    ]
}

extension String {
    /// With the typewriter's apostrophe for the printer's.
    fileprivate var apostrophes: String { holds("’") ? String(map { $0 == "’" ? "'" : $0 }) : self }
}
