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

  func timestamp(_ name: String) -> Timestamp? {
    (self[name] as Double?).flatMap { Timestamp($0) }
  }
}

extension [UInt8] {
  var asBlob: Data { Data(self) }
}
