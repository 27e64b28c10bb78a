import Basics
import Testing

@testable import HTTP

/// Moves that are believed, and outages of our own network.
struct WatchTests {
    private let old = WebURL("http://old.test/feed")!
    private let new = WebURL("http://new.test/feed")!
    private let day = 86_400.0

    /// So many sightings of the move, one each so many hours.
    private func moved(_ count: Int, hours: Double, watch: MoveWatch = MoveWatch()) -> (
        MoveWatch, MoveWatch.Change?
    ) {
        var watch = watch
        var change: MoveWatch.Change?
        for number in 0..<count {
            change = watch.observed(
                .permanent(new), asking: old, configured: old, at: noon + Double(number) * hours * 3600)
        }
        return (watch, change)
    }

    @Test(
        arguments: [
            ("ten over four and a half days", 10, 12, true), ("nine", 9, 12, false),
            ("ten within a day", 10, 1, false),
            ("a hundred within three days and three hours", 100, 0.76, true),
        ] as [(String, Int, Double, Bool)])
    func aMoveIsBelievedAfterManySightingsOverDays(
        _ why: String, _ count: Int, _ hours: Double, _ believed: Bool
    ) {
        let (watch, _) = moved(count, hours: hours)
        #expect((watch.believed == new) == believed, "\(why)")
    }

    @Test(arguments: [
        MoveWatch.Sighting.inPlace, .elsewhere(WebURL("http://third.test/")!),
        .permanent(WebURL("http://third.test/")!),
    ])
    func anythingElseBeginsAnew(_ sighting: MoveWatch.Sighting) {
        var (watch, _) = moved(9, hours: 12)
        _ = watch.observed(sighting, asking: old, configured: old, at: noon + 5 * day)
        #expect(
            watch.observed(.permanent(new), asking: old, configured: old, at: noon + 5.5 * day) == nil)
        #expect(watch.believed == nil)
    }

    @Test func failuresBetweenSayNothing() {
        var (watch, _) = moved(9, hours: 12)
        _ = watch.observed(.nothing, asking: old, configured: old, at: noon + 4.9 * day)
        #expect(
            watch.observed(.permanent(new), asking: old, configured: old, at: noon + 5 * day)
                == .moved(new))
    }

    @Test func theOldAddressIsAskedAgainOnceAMonth() {
        var (watch, _) = moved(10, hours: 12)
        let start = noon + 4.5 * day
        var asked: [Int] = []
        for number in 1...100 {
            let now = start + Double(number) * day
            let address = watch.address(configured: old, at: now)
            if address == old { asked.append(number) }
            let sighting: MoveWatch.Sighting = address == old ? .permanent(new) : .inPlace
            #expect(watch.observed(sighting, asking: address, configured: old, at: now) == nil)
        }
        #expect(asked == [30, 60, 90])
        #expect(
            watch.observed(.inPlace, asking: old, configured: old, at: start + 120 * day) == .movedBack)
        #expect(watch.address(configured: old, at: start + 121 * day) == old)
    }

    @Test func aBelievedAddressThatFailsIsGivenUp() {
        var (watch, _) = moved(10, hours: 12)
        let start = noon + 5 * day
        for number in 0..<4 {
            #expect(
                watch.observed(.nothing, asking: new, configured: old, at: start + Double(number)) == nil)
        }
        _ = watch.observed(.inPlace, asking: new, configured: old, at: start + 5)
        for number in 0..<4 {
            #expect(
                watch.observed(.elsewhere(new), asking: new, configured: old, at: start + 6 + Double(number))
                    == nil)
        }
        #expect(watch.observed(.nothing, asking: new, configured: old, at: start + 11) == .movedBack)
        #expect(watch.believed == nil)
    }

    @Test func aMoveSurvivesARestart() throws {
        let (watch, _) = moved(10, hours: 12)
        #expect(MoveWatch(json: try JSONValue(parsing: watch.json!.encoded)) == watch)
        #expect(MoveWatch().json == nil)
        #expect(MoveWatch(json: .number(3)) == MoveWatch())
    }

    // Outages.

    @Test func mostHostsAtOnceAreOurOwnNetwork() {
        var watch = OutageWatch()
        for number in 0..<10 {
            watch.observed(host: "up\(number)", failed: false, at: noon + Double(number))
        }
        var verdicts: [Bool] = []
        for number in 0..<60 {
            verdicts.append(
                watch.observed(host: "h\(number)", failed: true, at: noon + 20 + Double(number)))
        }
        // Forty of fifty is four fifths.
        #expect(verdicts.firstIndex(of: true) == 39)
        #expect(watch.since == noon + 20)
        #expect(watch.observed(host: "h1", failed: false, at: noon + 90) == false)
        #expect(!watch.isOut)
    }

    @Test func oneDeadHostAskedOftenIsNoOutage() {
        var watch = OutageWatch()
        for number in 0..<50 {
            #expect(watch.observed(host: "dead", failed: true, at: noon + Double(number)) == false)
        }
    }

    @Test func aFewDeadHostsAmongMany() {
        var watch = OutageWatch()
        for number in 0..<200 {
            #expect(
                watch.observed(host: "h\(number)", failed: number % 3 == 0, at: noon + Double(number))
                    == false)
        }
    }

    @Test func failuresFarApartAreNoOutage() {
        var watch = OutageWatch()
        for number in 0..<50 {
            #expect(
                watch.observed(host: "h\(number)", failed: true, at: noon + Double(number) * 200) == false)
        }
    }
}
