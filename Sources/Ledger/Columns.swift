import Basics
import Foundation
import GRDB

// How values lie in columns: times as seconds since 1970 with their fraction, bytes as blobs. What a damaged page holds instead
// is read as nothing: a row is no reason to end.

extension Row {
    func bytes(at index: Int) -> [UInt8] { [UInt8](self[index] as DatabaseValue) ?? [] }

    func bytes(named name: String) -> [UInt8] { value(name).flatMap { [UInt8]($0) } ?? [] }

    func text(at index: Int) -> String { String.fromDatabaseValue(self[index]) ?? "" }

    func text(_ name: String) -> String { optionalText(name) ?? "" }

    func optionalText(at index: Int) -> String? { String.fromDatabaseValue(self[index]) }

    func optionalText(_ name: String) -> String? { value(name).flatMap { String.fromDatabaseValue($0) } }

    func number(at index: Int) -> Int64 { Int64.fromDatabaseValue(self[index]) ?? 0 }

    func optionalNumber(at index: Int) -> Int64? { Int64.fromDatabaseValue(self[index]) }

    func number(_ name: String) -> Int64 { value(name).flatMap { Int64.fromDatabaseValue($0) } ?? 0 }

    func timestamp(_ name: String) -> Timestamp? {
        value(name).flatMap { Double.fromDatabaseValue($0) }.flatMap { Timestamp($0) }
    }

    private func value(_ name: String) -> DatabaseValue? { self[name] }
}

extension [UInt8] {
    /// Nil for a value of another kind.
    init?(_ value: DatabaseValue) {
        guard let data = Data.fromDatabaseValue(value) else { return nil }
        self = [UInt8](data)
    }

    var asBlob: Data { Data(self) }
}
