/// The constants of the model of a feed's pace: what is believed of feeds in general before one is known. Fitted to the
/// publication times of some feeds and checked on others; docs/schedule.md tells how. All of them are broad: half or
/// twice as much changes the mean delay by a hundredth.
struct PaceModel: Sendable {
  static let standard = PaceModel()

  /// How many memories a pace has.
  static let memories = 7
  /// What each memory forgets by e-fold, in days, longest first.
  var memory = [60.0, 15, 4, 1, 1.0 / 6, 1.0 / 24, 1.0 / 96]
  /// How much the next longer memory (for the longest: `priorRate`) weighs against each: so many days of observation …
  var weightDays = [4.0, 6, 4, 2, 1, 0.5, 0.2]
  /// … and so many items, for in a slow feed's days there are none.
  var weightItems = [0.0, 2, 2, 2, 2, 2, 2]
  /// Items a day of a feed of which nothing is known.
  var priorRate = 0.15
  /// A first document of fewer items than this was not cut short by their number, so that it tells of so many days at least.
  var shortDocument = 10
  var shortDocumentDays = 40.0
  /// Items that an even spread over the day weighs against the hours learnt, and the day's hours against those of the week.
  var dayWeight = 20.0
  var weekWeight = 20.0
  /// How an item is spread over half hours: a bell of 45 minutes' deviation. Their sum is 1.
  var dayKernel: [Float] = [0.0366, 0.1098, 0.2128, 0.2816, 0.2128, 0.1098, 0.0366]
  /// What the hours and the habit forget by e-fold, in days.
  var profileMemory = 40.0
  /// Items expected in a bin of the habit that "as the pace has it" weighs.
  var habitWeight = 6.0
  /// A gap is short below so many items at the usual pace.
  var shortGap = 0.25
}
