import Basics

/// Places as GeoRSS (simple and GML) and W3C geo write them.
enum LocationText {
    static func read(_ element: Element, _ text: String, isProjected: Bool = false, into location: inout Location) {
        switch element {
        case .featureName: location.name = location.name ?? text.nonEmpty
        case .latitude:
            if let value = Double(text), abs(value) <= 90, location.latitude == nil { location.latitude = value }
        case .longitude:
            if let value = Double(text), abs(value) <= 180, location.longitude == nil { location.longitude = value }
        case .upperCorner:
            // The middle between it and the lower corner, which stands before it.
            guard let (latitude, longitude) = point(element, text, isProjected), let low = location.latitude,
                let left = location.longitude
            else { return }
            location.latitude = (low + latitude) / 2
            location.longitude = (left + longitude) / 2
        default:
            guard location.latitude == nil, let (latitude, longitude) = point(element, text, isProjected) else {
                return
            }
            location.latitude = latitude
            location.longitude = longitude
        }
    }

    /// Whether a GML reference system is one with x before y: EPSG's geographic ones are numbered 4000 to 4999.
    static func isProjected(_ system: String?) -> Bool {
        guard let system, system.uppercased().contains("EPSG"),
            let code = Int(system.reversed().prefix { $0.isNumber }.reversed().map(String.init).joined())
        else { return false }
        return !(4000...4999).contains(code)
    }

    /// The point itself; the middle of a box; the first point of a line or polygon.
    private static func point(_ element: Element, _ text: String, _ isProjected: Bool) -> (Double, Double)? {
        let numbers = text.split { $0 == " " || $0 == "," || $0 == "\n" || $0 == "\t" || $0 == ";" }.prefix(4).map {
            Double($0)
        }
        guard numbers.count >= 2, let a = numbers[isProjected ? 1 : 0], let b = numbers[isProjected ? 0 : 1],
            abs(a) <= 90, abs(b) <= 180
        else { return nil }
        if element == .georssBox, numbers.count == 4, let c = numbers[2], let d = numbers[3] {
            return ((a + c) / 2, (b + d) / 2)
        }
        return (a, b)
    }
}
