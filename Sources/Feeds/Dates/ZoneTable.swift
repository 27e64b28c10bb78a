/// The places whose time feeds give by name: of the IANA database, of Windows, and as people write them.
///
/// A place is in it from the year on since which its rule has been the same; what is older has no offset here.
enum ZoneTable {
    static let areas: Set<String> = [
        "africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "brazil", "canada", "chile",
        "etc", "europe", "indian", "mexico", "pacific", "us",
    ]

    static let rules: [String: ZoneRule] = {
        var rules: [String: ZoneRule] = [:]
        for (quarters, summer, since, names) in rows {
            let rule = ZoneRule(quarters: quarters, summer: summer, since: since)
            for name in names.split(whereSeparator: { $0 == "," || $0 == "\n" }) { rules[String(name)] = rule }
        }
        return rules
    }()

    private static let rows: [(Int, ZoneRule.SummerTime, Int, String)] = [
        (
            0, .europe, 1997,
            "europe/london,europe/dublin,europe/lisbon,europe/belfast,europe/guernsey,europe/jersey,europe/isle_of_man,atlantic/canary,atlantic/madeira,atlantic/faroe,gmt standard time"
        ),
        (
            4, .europe, 1996,
            "europe/paris,europe/berlin,europe/madrid,europe/rome,europe/vienna,europe/zurich,europe/brussels,europe/amsterdam,europe/luxembourg,europe/copenhagen,europe/oslo,europe/stockholm,europe/prague,europe/budapest,europe/warsaw,europe/belgrade,europe/zagreb,europe/ljubljana,europe/bratislava,europe/sarajevo,europe/skopje,europe/podgorica,europe/tirane,europe/malta,europe/monaco,europe/andorra,europe/gibraltar,europe/san_marino,europe/vatican,europe/vaduz,europe/busingen,arctic/longyearbyen,africa/ceuta,w. europe standard time,romance standard time,central europe standard time"
        ),
        (
            8, .europe, 1997,
            "europe/athens,europe/bucharest,europe/helsinki,europe/sofia,europe/kiev,europe/kyiv,europe/mariehamn,asia/nicosia,fle standard time,gtb standard time"
        ),
        (8, .europe, 2003, "europe/riga,europe/tallinn,europe/vilnius"),
        (12, .never, 2015, "europe/moscow,europe/simferopol,europe/kirov"),
        (12, .never, 2012, "europe/minsk"), (12, .never, 2017, "europe/istanbul,asia/istanbul,turkey standard time"),
        (
            0, .never, 1970,
            "atlantic/reykjavik,africa/abidjan,africa/accra,africa/dakar,greenwich mean time,coordinated universal time,universal time,western european time,western european standard time"
        ),
        (
            4, .never, 1970,
            "central european time,central european standard time,british summer time,irish standard time,western european summer time,west africa time,west africa standard time,middle european time"
        ),
        (
            8, .never, 1970,
            "central european summer time,eastern european time,eastern european standard time,south africa standard time,central africa time,israel standard time"
        ),
        (
            12, .never, 1970,
            "eastern european summer time,east africa time,moscow standard time,moscow time,arab standard time,arabian time,israel daylight time"
        ),
        (
            -20, .northAmerica, 1987,
            "america/new_york,america/detroit,us/eastern,us/michigan,america/toronto,america/montreal,canada/eastern,america/nassau,america/kentucky/louisville,eastern time"
        ),
        (
            -20, .northAmerica, 2006,
            "america/indiana/indianapolis,america/indianapolis,america/fort_wayne,us/east-indiana"
        ),
        (
            -24, .northAmerica, 1987,
            "america/chicago,us/central,america/winnipeg,canada/central,america/menominee,central time"
        ),
        (
            -28, .northAmerica, 1987,
            "america/denver,us/mountain,america/boise,america/edmonton,canada/mountain,mountain time"
        ),
        (-32, .northAmerica, 1987, "america/los_angeles,us/pacific,america/vancouver,canada/pacific,pacific time"),
        (-36, .northAmerica, 1987, "america/anchorage,america/juneau,us/alaska,alaska time"),
        (-16, .northAmerica, 1987, "america/halifax,canada/atlantic,atlantic/bermuda,atlantic time"),
        (-14, .northAmerica, 2012, "america/st_johns,canada/newfoundland"),
        (
            -40, .never, 1970,
            "pacific/honolulu,us/hawaii,hawaii standard time,hawaiian standard time,hawaii-aleutian standard time"
        ),
        (
            -28, .never, 1970,
            "america/phoenix,us/arizona,mountain standard time,us mountain standard time,pacific daylight time"
        ),
        (
            -24, .never, 1970,
            "america/regina,canada/saskatchewan,central standard time,canada central standard time,mountain daylight time"
        ),
        (
            -24, .never, 2007,
            "america/guatemala,america/costa_rica,america/el_salvador,america/tegucigalpa,america/managua"
        ),
        (-24, .never, 2023, "america/mexico_city,america/monterrey,mexico/general"),
        (-32, .never, 1970, "pacific standard time,alaska daylight time,alaskan daylight time"),
        (-36, .never, 1970, "alaska standard time,alaskan standard time"),
        (
            -20, .never, 1995,
            "america/bogota,america/lima,america/panama,america/jamaica,america/guayaquil,america/cayman,jamaica"
        ),
        (-20, .never, 1970, "eastern standard time,central daylight time"),
        (
            -16, .never, 2001,
            "america/puerto_rico,america/la_paz,america/santo_domingo,america/barbados,america/martinique,america/port_of_spain,america/curacao"
        ),
        (-16, .never, 2017, "america/caracas"),
        (-16, .never, 1970, "atlantic standard time,eastern daylight time"),
        (
            -12, .never, 1970,
            "atlantic daylight time,argentina time,argentina standard time,brasilia time,brasilia standard time"
        ),
        (-12, .never, 2010, "america/argentina/buenos_aires,america/buenos_aires,america/argentina/cordoba"),
        (-12, .never, 2020, "america/sao_paulo,america/bahia,america/fortaleza,america/recife,brazil/east"),
        (-12, .never, 2016, "america/montevideo"),
        (-14, .never, 1970, "newfoundland standard time"), (-10, .never, 1970, "newfoundland daylight time"),
        (4, .never, 1982, "africa/lagos,africa/algiers,africa/kinshasa,africa/luanda,africa/douala"),
        (4, .never, 2010, "africa/tunis"),
        (8, .never, 1980, "africa/johannesburg,africa/harare,africa/lusaka,africa/maputo,africa/kigali"),
        (8, .never, 2020, "europe/kaliningrad,africa/tripoli"),
        (
            12, .never, 1980,
            "africa/nairobi,africa/addis_ababa,africa/kampala,africa/dar_es_salaam,africa/mogadishu,asia/riyadh,asia/kuwait,asia/qatar,asia/aden,asia/bahrain"
        ),
        (12, .never, 2009, "asia/baghdad"), (14, .never, 2023, "asia/tehran"),
        (16, .never, 1980, "asia/dubai,asia/muscat,indian/reunion,gulf standard time,arabian standard time"),
        (16, .never, 2017, "asia/baku,asia/tbilisi,asia/yerevan,europe/samara"),
        (18, .never, 1980, "asia/kabul"),
        (20, .never, 2010, "asia/karachi,asia/tashkent,indian/maldives,pakistan standard time"),
        (20, .never, 2015, "asia/yekaterinburg"),
        (22, .never, 1970, "asia/kolkata,asia/calcutta,india standard time,indian standard time"),
        (22, .never, 2007, "asia/colombo"), (23, .never, 1986, "asia/kathmandu,asia/katmandu,nepal standard time"),
        (24, .never, 2010, "asia/dhaka,bangladesh standard time"), (26, .never, 1970, "asia/yangon,asia/rangoon"),
        (
            28, .never, 1980,
            "asia/bangkok,asia/jakarta,asia/ho_chi_minh,asia/saigon,asia/phnom_penh,asia/vientiane,se asia standard time,indochina time,western indonesia time"
        ),
        (28, .never, 2017, "asia/novosibirsk,asia/krasnoyarsk"),
        (
            32, .never, 1992,
            "asia/shanghai,asia/chongqing,asia/hong_kong,asia/macau,asia/taipei,asia/singapore,asia/kuala_lumpur,asia/manila,asia/makassar,asia/brunei,singapore,hongkong,china standard time,china time,hong kong time,hong kong standard time,singapore time,singapore standard time,malaysia time,taipei standard time,philippine standard time,philippine time"
        ),
        (32, .never, 2010, "australia/perth,australia/west"),
        (32, .never, 1970, "australian western standard time,w. australia standard time"),
        (
            36, .never, 1989,
            "asia/tokyo,asia/seoul,asia/jayapura,japan,japan standard time,korea standard time,korean standard time,tokyo standard time"
        ),
        (
            38, .never, 1988,
            "australia/darwin,australia/north,aus central standard time,australian central standard time"
        ),
        (
            40, .never, 1993,
            "australia/brisbane,australia/queensland,e. australia standard time,australian eastern standard time,pacific/guam,pacific/port_moresby"
        ),
        (40, .never, 2015, "asia/vladivostok"),
        (
            40, .australia, 2008,
            "australia/sydney,australia/melbourne,australia/hobart,australia/canberra,australia/act,australia/nsw,australia/victoria,australia/tasmania"
        ),
        (38, .australia, 2008, "australia/adelaide,australia/south,cen. australia standard time"),
        (44, .never, 1970, "australian eastern daylight time"), (42, .never, 1970, "australian central daylight time"),
        (48, .newZealand, 2008, "pacific/auckland,antarctica/mcmurdo"),
        (48, .never, 1970, "new zealand standard time"), (52, .never, 1970, "new zealand daylight time"),
        (48, .never, 2022, "pacific/fiji"), (56, .never, 1996, "pacific/kiritimati"),
        (-44, .never, 1970, "pacific/pago_pago"),
        (-40, .never, 1970, "pacific/tahiti"),
    ]
}
