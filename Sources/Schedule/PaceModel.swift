/// The constants of the model of a feed's pace: what is believed of feeds in general before one is known. Fitted to the
/// publication times of some hundred feeds; docs/schedule.md tells how.
struct PaceModel: Sendable {
    /// What is forgotten by e-fold, in days: the long, the middle and the recent rate.
    var longMemory = 40.0
    var middleMemory = 7.0
    var recentMemory = 1.0
    /// Items a day of a feed of which nothing is known, and the days of observation that this belief weighs.
    var priorRate = 0.15
    var priorDays = 4.0
    /// Days of observation that the longer memory weighs against the shorter.
    var middleWeight = 4.0
    var recentWeight = 1.0
    /// Items that an even spread over the day weighs against the hours learnt; the same of day hours against week hours.
    var dayWeight = 12.0
    var weekWeight = 10.0
    /// What the profile of hours forgets by e-fold, in days.
    var profileMemory = 40.0
    /// Share of all items that come as a sequel of another, and how long after it by e-fold, in seconds: at once, and soon.
    var burstShare = 0.15
    var burstTime = 600.0
    var spellShare = 0.15
    var spellTime = 5400.0

    static let standard = PaceModel()
}
