import Basics

/// Zone names in use in feeds, and offsets as they are written.
enum TimeZoneNames {
    /// Seconds east of Greenwich for `Z`, a name, `+0100`, `-5:30`, `GMT+2`, `UTC-03:00`; nil for what is neither. A number
    /// behind a name is the offset from Greenwich, whatever the name: `EST-0500`.
    static func offset(_ text: String) -> Int? {
        let text = text.asciiLowercased
        if let named = named(text) { return named }
        let name = text.prefix { $0.isASCII && $0.isLetter }
        guard name.isEmpty || named(String(name)) != nil else { return nil }
        return numeric(String(text.dropFirst(name.utf8.count)).trimmed)
    }

    static func named(_ name: String) -> Int? {
        if let quarter = quarters[name] { return quarter * 900 }
        // RFC 822's military letters were published with the wrong sign; RFC 5322 says to take them for UTC.
        if name.utf8.count == 1, let letter = name.utf8.first, letter >= 0x61, letter <= 0x7A, letter != 0x6A {
            return 0
        }
        return nil
    }

    /// `+0100`, `-01:00`, `+1`, `+01`, `-5:30`, `+053000`.
    static func numeric(_ text: String) -> Int? {
        guard let sign = text.utf8.first, sign == 0x2B || sign == 0x2D || text.hasPrefix("−") else { return nil }
        let body = text.dropFirst()
        let parts = body.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }) else { return nil }
        var hours = 0
        var minutes = 0
        switch parts.count {
        case 1:
            guard let value = Int(body), body.utf8.count <= 6 else { return nil }
            (hours, minutes) =
                body.utf8.count <= 2
                ? (value, 0) : body.utf8.count <= 4 ? (value / 100, value % 100) : (value / 10_000, value / 100 % 100)
        case 2, 3:
            guard parts[0].utf8.count <= 2, parts[1].utf8.count <= 2 else { return nil }
            (hours, minutes) = (Int(parts[0]) ?? 0, Int(parts[1]) ?? 0)
        default: return nil
        }
        guard minutes < 60, hours <= 15 else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == 0x2B ? 1 : -1)
    }

    /// Quarters of an hour east of Greenwich. Where a name has several meanings, the one that feeds mean.
    private static let quarters: [String: Int] = [
        "z": 0, "ut": 0, "utc": 0, "gmt": 0, "gmt0": 0, "uct": 0, "wet": 0, "zulu": 0, "greenwich": 0, "universal": 0,
        "utcz": 0,
        "et": -20, "est": -20, "edt": -16, "ct": -24, "cst": -24, "cdt": -20, "mt": -28, "mst": -28, "mdt": -24,
        "pt": -32, "pst": -32,
        "pdt": -28, "at": -16, "ast": -16, "adt": -12, "nst": -14, "ndt": -10, "nt": -14, "akst": -36, "akdt": -32,
        "ydt": -32, "yst": -36,
        "hst": -40, "hast": -40, "hadt": -36, "hdt": -36, "ahst": -40, "sst": -44, "idlw": -48,
        "bst": 4, "ist": 22, "west": 4, "wedt": 4, "wst": 32, "cet": 4, "met": 4, "mez": 4, "mewt": 4, "swt": 4,
        "fwt": 4, "cest": 8, "mest": 8,
        "mesz": 8, "cetdst": 8, "metdst": 8, "eet": 8, "eest": 12, "eetdst": 12, "msk": 12, "msd": 16, "sast": 8,
        "cat": 8, "eat": 12, "wat": 4,
        "trt": 12, "idt": 12, "irst": 14, "irdt": 18, "gst": 16, "samt": 16, "azt": 16, "get": 16, "amt": -16,
        "aft": 18, "pkt": 20, "uzt": 20,
        "yekt": 20, "mvt": 20, "npt": 23, "bdt": 24, "omst": 24, "btt": 24, "almt": 24, "mmt": 26, "ict": 28, "wib": 28,
        "novt": 28,
        "krat": 28, "hkt": 32, "sgt": 32, "myt": 32, "pht": 32, "awst": 32, "cct": 32, "irkt": 32, "wita": 32,
        "ulat": 32, "jst": 36,
        "kst": 36, "wit": 36, "yakt": 36, "acst": 38, "cast": 38, "acdt": 42, "aest": 40, "east": 40, "vlat": 40,
        "chst": 40, "aedt": 44, "eadt": 44,
        "magt": 44, "nzst": 48, "nzt": 48, "nzdt": 52, "fjt": 48, "pett": 48, "idle": 48, "tot": 52,
        "brt": -12, "brst": -8, "art": -12, "uyt": -12, "clt": -16, "clst": -12, "bot": -16, "pyt": -16, "vet": -16,
        "gyt": -16, "cot": -20,
        "pet": -20, "ect": -20, "fnt": -8, "gft": -12, "wgt": -12, "egt": -4, "azot": -4, "cvt": -4,
        "est5edt": -20, "cst6cdt": -24, "mst7mdt": -28, "pst8pdt": -32,
        "chast": 51, "chadt": 55, "lint": 56, "galt": -24, "azost": 0, "egst": 0, "easst": -20, "gamt": -36,
        "taht": -40, "ckt": -40, "nut": -44, "fkt": -12, "fkst": -12, "srt": -12, "rott": -12, "pmst": -12, "pmdt": -8,
        "wgst": -8, "amst": -12, "pyst": -12, "uyst": -8, "mut": 16, "ret": 16, "sct": 16, "volt": 16, "samst": 20,
        "azst": 20, "tmt": 20, "tjt": 20, "aqtt": 20, "orat": 20, "mawt": 20, "tft": 20, "kgt": 24, "qyzt": 24,
        "iot": 24, "yekst": 24, "cxt": 28, "davt": 28, "hovt": 28, "omsst": 28, "chot": 32, "krast": 32, "novst": 32,
        "bnt": 32, "cist": -32, "acwst": 35, "tlt": 36, "pwt": 36, "irkst": 36, "yakst": 40, "pgt": 40, "chut": 40,
        "ddut": 40, "lhst": 42, "lhdt": 44, "vlast": 44, "sakt": 44, "sret": 44, "nct": 44, "vut": 44, "sbt": 44,
        "pont": 44, "kost": 44, "nft": 44, "nfdt": 48, "magst": 48, "anat": 48, "petst": 52, "fjst": 52, "gilt": 48,
        "tvt": 48, "mht": 48, "nrt": 48, "wakt": 48, "wft": 48, "phot": 52, "tkt": 52, "tost": 56,
    ]
}
