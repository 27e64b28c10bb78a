import Basics
import Testing

@testable import HTTP

/// HTTP's dates, freshness and Retry-After.
struct CachingTests {
    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
            ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
            ("Wed Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z"),
            (" Thu, 01 Jan 1970 00:00:00 GMT ", "1970-01-01T00:00:00Z"),
            ("Mon, 29 Feb 2016 23:59:60 GMT", "2016-03-01T00:00:00Z"),
            ("Saturday, 01-Mar-25 00:00:00 GMT", "2025-03-01T00:00:00Z"),
            ("Wednesday, 01-Jan-76 00:00:00 GMT", "2076-01-01T00:00:00Z"),
            ("Friday, 01-Jan-77 00:00:00 GMT", nil),
            ("Saturday, 01-Jan-77 00:00:00 GMT", "1977-01-01T00:00:00Z"),
            ("Mon, 06 Nov 1994 08:49:37 GMT", nil), ("Sun, 6 Nov 1994 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 08:49:37", nil),
            ("Sun, 06 Nov 1994 08:49:37 +0000", nil), ("Sun, 06 Nov 1994 08:49:37 UTC", nil),
            ("06 Nov 1994 08:49:37 GMT", nil),
            ("Sun, 06 nov 1994 08:49:37 GMT", nil), ("Wed, 30 Feb 1994 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 24:00:00 GMT", nil),
            ("Sun, 06 Nov 94 08:49:37 GMT", nil), ("Sun Nov 6 08:49:37 1994", nil),
            ("Sun, 06 Nov 1994 08:49:37 GMT+1", nil),
            ("1994-11-06T08:49:37Z", nil), ("0", nil), ("-1", nil), ("", nil), ("Sun", nil),
            ("Sun, ", nil),
        ] as [(String, String?)])
    func dates(_ text: String, _ expected: String?) {
        #expect(HTTPDate.parse(text, now: noon)?.description == expected)
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ])
    func datesAreWrittenAsTheyAreRead(_ text: String) throws {
        #expect(HTTPDate.format(try #require(HTTPDate.parse(text, now: noon))) == text)
    }

    @Test(
        arguments: [
            ("nothing said", [:], nil), ("max-age", ["Cache-Control": "max-age=600"], 600),
            ("less Age", ["Cache-Control": "max-age=600", "Age": "100"], 500),
            ("older than it may be", ["Cache-Control": "max-age=600", "Age": "700"], 0),
            ("Age that is none", ["Cache-Control": "max-age=600", "Age": "-5"], 600),
            ("in capitals, quoted", ["cache-control": "Public, MAX-AGE=\"600\""], 600),
            ("shared caches' own", ["Cache-Control": "s-maxage=9999"], nil),
            ("both", ["Cache-Control": "s-maxage=9999, max-age=60"], 60),
            ("said twice", ["Cache-Control": "max-age=60, max-age=600"], 60),
            ("beyond all bounds", ["Cache-Control": "max-age=99999999999999999999"], 2_147_483_648),
            ("a fraction", ["Cache-Control": "max-age=1.5"], nil),
            ("negative", ["Cache-Control": "max-age=-1"], nil),
            ("no-cache", ["Cache-Control": "no-cache, max-age=600"], 0),
            ("no-cache for one field", ["Cache-Control": "no-cache=\"Set-Cookie, X\", max-age=600"], 600),
            ("no-store", ["Cache-Control": "no-store, max-age=600"], 0),
            ("Pragma", ["Pragma": "no-cache"], 0),
            ("Pragma beside Cache-Control", ["Pragma": "no-cache", "Cache-Control": "max-age=60"], 60),
            ("within quotes", ["Cache-Control": "x=\"max-age=5, no-store\", max-age=60"], 60),
            ("a quote without an end", ["Cache-Control": "max-age=60, x=\"no-store"], 60),
            (
                "Expires against Date",
                ["Expires": "Sun, 06 Nov 1994 09:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"], 3600
            ),
            (
                "Expires less Age",
                [
                    "Expires": "Sun, 06 Nov 1994 09:49:37 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT",
                    "Age": "600",
                ],
                3000
            ),
            ("Expires without Date", ["Expires": "Sun, 01 Mar 2026 12:10:00 GMT"], 600),
            ("Expires in the past", ["Expires": "Sun, 06 Nov 1994 08:49:37 GMT"], 0),
            ("Expires that is none", ["Expires": "0"], 0),
            (
                "max-age before Expires",
                ["Cache-Control": "max-age=60", "Expires": "Sun, 01 Mar 2026 12:10:00 GMT"],
                60
            ),
            (
                "Expires beside another directive",
                ["Cache-Control": "public", "Expires": "Sun, 01 Mar 2026 12:10:00 GMT"], 600
            ),
        ] as [(String, [String: String], Double?)])
    func freshness(_ why: String, _ fields: [String: String], _ expected: Double?) {
        let headers = HTTPHeaders(fields.map { (name: $0.key, value: $0.value) })
        #expect(Freshness(headers, now: noon).lifetime == expected, "\(why)")
    }

    @Test func feedsThatClaimYearsAreHeldToADay() {
        let headers = HTTPHeaders([("Cache-Control", "max-age=31536000")])
        #expect(Freshness(headers, now: noon).wait() == 86_400)
        #expect(Freshness(headers, now: noon).wait(cap: 3600) == 3600)
        #expect(Freshness(HTTPHeaders(), now: noon).wait() == 0)
    }

    @Test func cacheControlInSeveralFieldsIsOne() {
        let headers = HTTPHeaders([
            ("Cache-Control", "public"), ("Cache-Control", "max-age=60, no-store"),
        ])
        #expect(Freshness(headers, now: noon).noStore)
    }

    @Test(
        arguments: [
            ("120", 120), (" 120 ", 120), ("0", 0), ("316800", 316_800), ("99999999", 604_800),
            ("999999999999999999999999999", 604_800), ("Sun, 01 Mar 2026 13:00:00 GMT", 3600),
            ("Sun, 01 Mar 2026 11:00:00 GMT", 0), ("Sun, 01 Mar 2099 13:00:00 GMT", 604_800), ("-5", nil),
            ("+5", nil),
            ("5.5", nil), ("soon", nil), ("", nil), ("5 minutes", nil), ("2026-03-01T13:00:00Z", nil),
        ] as [(String, Double?)])
    func retryAfter(_ text: String, _ expected: Double?) {
        #expect(RetryAfter.seconds(text, now: noon) == expected)
    }

    /// The server's clock is an hour behind: its dates are measured against its own Date.
    @Test func retryAfterIsMeasuredByTheServersClock() {
        let headers = HTTPHeaders([
            ("Date", "Sun, 01 Mar 2026 11:00:00 GMT"), ("Retry-After", "Sun, 01 Mar 2026 11:05:00 GMT"),
        ])
        #expect(RetryAfter.seconds(in: headers, now: noon) == 300)
        #expect(RetryAfter.seconds(in: HTTPHeaders(), now: noon) == nil)
    }
}
