import Basics

/// Spreads what is due all at once (after a start, after a sleep) evenly over time, so that no second gets more than its
/// share: one request a second, or as many as it takes to be through within the window.
public enum StartSpread {
    /// Seconds to wait for each of `keys` (hashes of what is due), in their order. The hashes give a random order, so that
    /// feeds of one host, which often stand together, come apart; `seed` makes it another one at each start.
    public static func delays(
        _ keys: [UInt64], seed: UInt64, window: Double = 3600, perSecond: Double = 1
    ) -> [Double] {
        guard !keys.isEmpty else { return [] }
        let length = min(window, Double(keys.count) / perSecond)
        let order = keys.indices.map { (mixed(keys[$0], seed), $0) }.sorted { $0 < $1 }.map { $0.1 }
        var result = [Double](repeating: 0, count: keys.count)
        for (rank, index) in order.enumerated() {
            result[index] = length * Double(rank) / Double(keys.count)
        }
        return result
    }

    private static func mixed(_ key: UInt64, _ seed: UInt64) -> UInt64 {
        withUnsafeBytes(of: (key, seed)) { Hash64.of($0) }
    }
}
