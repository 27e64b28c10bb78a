import Testing

@testable import HTTP

@Test(arguments: [
    (200, AnswerCounts.Kind.success), (206, .success), (304, .notModified), (301, .redirect), (404, .clientError),
    (429, .clientError), (503, .serverError), (101, .none), (700, .none),
])
func anAnswerIsOfAClass(_ status: Int, _ kind: AnswerCounts.Kind) {
    #expect(AnswerCounts.kind(of: status) == kind)
}

@Test func whatFeedmillItselfBrokeOffDoesNotCount() {
    var counts = AnswerCounts()
    for error in [FetchError.cancelled, .shutDown, .unknownHost("a"), .tooManyRedirects(limit: 3)] {
        counts.add(.failure(error))
    }
    #expect(counts[.none] == 2)
    #expect(counts[.success] == 0)
}
