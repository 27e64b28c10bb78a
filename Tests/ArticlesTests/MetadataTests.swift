import Basics
import Testing

@testable import Articles

@Test(arguments: [
    ("Thu Feb 15, 2018 05:49PM", "2018-02-15T17:49:00Z"), ("31. Mai 2012", "2012-05-31T00:00:00Z"),
    ("16-02-2018", "2018-02-16T00:00:00Z"), ("15 de febrero de 2018", "2018-02-15T00:00:00Z"),
    ("2018年2月15日", "2018-02-15T00:00:00Z"), ("15 lutego 2018", "2018-02-15T00:00:00Z"),
    ("15 февраля 2018, 17:49", "2018-02-15T17:49:00Z"),
    ("Published on 1st March 2020 at 9:05 a.m.", "2020-03-01T09:05:00Z"),
    ("2018-02-15T17:49:00+02:00", "2018-02-15T15:49:00Z"), ("2018-02-15 17:49", "2018-02-15T17:49:00Z"),
    ("15.02.2018 um 17.49 Uhr", "2018-02-15T17:49:00Z"), ("1518716940", "2018-02-15T17:49:00Z"),
    ("Feb 15, 2018 17:49 - 2 min read", "2018-02-15T17:49:00Z"),
    ("February 15, 2018 6:00 pm - 11:30 pm", "2018-02-15T18:00:00Z"),
    ("Feb 15, 2018 17:49 -0500", "2018-02-15T22:49:00Z"),
])
func readsDates(_ text: String, _ expected: String) {
    #expect(DateText.value(text)?.time.description == expected)
}

@Test(arguments: ["version 3.11.2", "page 12 of 40", "May the force", "tel. 030 1234 5678", ""])
func guessesNoDate(_ text: String) {
    #expect(DateText.first(in: text) == nil)
}

@Test func slashesFollowThePlace() {
    #expect(DateText.first(in: "03/04/2018", monthFirst: true)?.time.description == "2018-03-04T00:00:00Z")
    #expect(DateText.first(in: "03/04/2018")?.time.description == "2018-04-03T00:00:00Z")
}

@Test(arguments: [
    ("By Ann Lee and Bo Ray, Reuters", ["Ann Lee", "Bo Ray"]), ("Von Jörg Müller", ["Jörg Müller"]), ("admin", []),
    ("Ann Lee, Senior Bridge Correspondent", ["Ann Lee"]), ("Ann Lee | 3 May 2018", ["Ann Lee"]),
    ("Posted by Ann Lee on May 3", ["Ann Lee"]), ("https://example.org/ann", []),
])
func takesNamesOutOfBylines(_ text: String, _ expected: [String]) {
    #expect(PersonNames.split(text) == expected)
}

@Test(arguments: [
    (
        "Der Rat hat am Donnerstag nach langer Debatte beschlossen, die alte Brücke vor dem Winter zu reparieren, und das ist für die Stadt nicht billig, aber es wird auch Zeit.",
        "de"
    ),
    (
        "El consejo se reunió el jueves y los miembros acordaron que el viejo puente de la ciudad será reparado por una empresa con experiencia antes de que llegue el invierno.",
        "es"
    ),
    ("Рада зібралася у четвер, і після довгих дебатів її члени погодилися відремонтувати старий міст до зими.", "uk"),
    ("議会は木曜日に開かれ、長い議論の末に古い橋を冬の前に修理することで合意した。費用はまだ決まっていないという。", "ja"),
])
func tellsLanguages(_ text: String, _ expected: String) {
    #expect(LanguageDetector.detect(text) == expected)
}

@Test func isUnsureOfShortTexts() {
    #expect(LanguageDetector.detect("OK Computer") == nil)
}

@Test func anInstantIsOfTheDayThatItIsWrittenAs() {
    let found = DateText.value("2019-12-01T06:00:00+09:00")
    #expect(found?.day == DateText.value("2019-12-01")?.day)
    #expect(found?.time.description == "2019-11-30T21:00:00Z")
}
