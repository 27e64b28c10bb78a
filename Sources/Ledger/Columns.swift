import Basics
import Foundation
import GRDB

// How values lie in columns: times as seconds since 1970 with their fraction, bytes as blobs.

extension Row {
    func bytes(at index: Int) -> [UInt8] {
        (self[index] as Data?).map { [UInt8]($0) } ?? []
    }

    func bytes(named name: String) -> [UInt8] {
        (self[name] as Data?).map { [UInt8]($0) } ?? []
    }

    // What a damaged page holds instead of a value is read as an empty one: a row is no reason to end.

    func text(at index: Int) -> String { self[index] as String? ?? "" }

    func text(_ name: String) -> String { self[name] as String? ?? "" }

    func number(at index: Int) -> Int64 { self[index] as Int64? ?? 0 }

    func timestamp(_ name: String) -> Timestamp? {
        (self[name] as Double?).flatMap { Timestamp($0) }
    }
}

extension [UInt8] {
    /// Nil for a value of another kind.
    init?(fromBlob value: DatabaseValue) {
        guard let data = Data.fromDatabaseValue(value) else { return nil }
        self = [UInt8](data)
    }

    var asBlob: Data { Data(self) }
}
