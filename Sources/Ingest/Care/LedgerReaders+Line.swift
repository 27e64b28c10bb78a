import Basics
import Ledger
import Schedule

extension LedgerReaders {
    /// The stages' own, as this feedmill writes them.
    static let line = LedgerReaders(
        history: { bytes in
            do throws(HistoryError) {
                _ = try PollHistory(encoded: bytes)
                return nil
            } catch {
                return error.message
            }
        }, exchange: { whyNoJSON($0) },
        payload: { bytes in
            (try? OwedPayload(bytes: bytes)) == nil ? "what it is made of cannot be read" : nil
        }, note: { _, _, bytes in whyNoJSON(bytes) })

    private static func whyNoJSON(_ bytes: [UInt8]) -> String? {
        do throws(JSONError) {
            _ = try JSONValue(parsing: bytes)
            return nil
        } catch {
            return "no JSON: \(error)"
        }
    }
}
