import Testing

@testable import Records

private func page(_ number: Int) -> String { "https://paper.example/2026/10/story-\(number)" }

/// Stories behind a redirecting service, whose links say nothing of where they lead, as they were once and as they come
/// when the service has closed: other ids, other titles, no dates.
private func redirected(_ number: Int) -> Story {
    Story(number) {
        $0.id = "redirect-\(number)"
        $0.url = "https://links.example/~r/paper/\((number + 1) * 7919)"
        $0.published = nil
    }
}
private func direct(_ number: Int) -> Story {
    Story(number) {
        $0.id = "direct-\(number)"
        $0.title = "Now called \(number)"
        $0.contentHTML = "<p>And told in other words.</p>"
        $0.published = nil
    }
}

@Test func anItemIsKnownByWhereItsPageStands() {
    var play = FeedPlay()
    play.poll((0..<4).map(redirected))
    let ids = play.decisions.map(\.id)
    let addresses = ids.enumerated().compactMap { number, id in
        PageAddress(of: id, page: page(number) + "?utm_source=x", link: redirected(number).facts.url!)
    }
    #expect(addresses.count == 4)
    var unaware = play
    #expect(unaware.poll((0..<4).map(direct)).new == 4)
    play.memory.note(addresses, feed: play.feed.id)
    #expect(play.poll((0..<4).map(direct)).new == 0)
    #expect(play.decisions.map(\.id) == ids)
    let back = (0..<4).map { number in
        var story = direct(number)
        story.facts.id = redirected(number).facts.id
        story.facts.url = redirected(number).facts.url
        return story
    }
    #expect(play.poll(back).new == 0, "nor when they go back")
    #expect(play.decisions.map(\.id) == ids)
}

/// A site that calls one page the home of all its articles, and a link that another item has had for its own.
@Test func anAddressThatSeveralItemsHaveSaysNothing() {
    var play = FeedPlay()
    play.poll((0..<4).map(redirected))
    let addresses = play.decisions.map { PageAddress(of: $0.id, page: page(9), link: "https://links.example/x")! }
    play.memory.note(addresses, feed: play.feed.id)
    #expect(play.poll([direct(9)]).new == 1)
}

@Test(arguments: [
    ("the link itself, spelt otherwise", "http://www.paper.example/2026/10/story-1/", false),
    ("the link without its campaign", "https://paper.example/2026/10/story-1?utm_campaign=y", false),
    ("a section", "https://paper.example/news", false),
    ("the home page", "https://paper.example/", false),
    ("another name of the page", "https://paper.example/2026/10/story-1-amp", true),
    ("no address", "story", false),
])
func onlyAnAddressOfItsOwnIsKept(_ why: String, _ address: String, _ isKept: Bool) {
    let id = RecordID(high: 1, low: 2)
    #expect((PageAddress(of: id, page: address, link: page(1)) != nil) == isKept, "\(why)")
}
