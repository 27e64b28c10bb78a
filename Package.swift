// swift-tools-version: 6.1
import PackageDescription

// `Tests/Fuzz` is a program for libFuzzer where `Tests/Fuzz/fuzz` builds it, and a test of its corpus everywhere else.
let isFuzzing = Context.environment["FEEDMILL_FUZZ"] != nil
let fuzzed: [Target.Dependency] = [
    "Basics", "Markup", "MarkupChecks", "HTTP", "Feeds", "Articles", "Schedule", "Records", "Ledger", "Workers",
    "Ingest",
]

// The floors of docs/architecture.md, one target each: a target imports only what stands below it.
let package = Package(
    name: "feedmill",
    products: [
        .executable(name: "feedmill", targets: ["feedmill"]),
        .library(name: "Markup", targets: ["Markup"]),
        .library(name: "Feeds", targets: ["Feeds"]),
        .library(name: "Articles", targets: ["Articles"]),
        // Preloaded into a feedmill under test; a product, so that it is a file beside the tests.
        .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // Floor 0: C, and the values that every floor speaks of.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(name: "CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"])]),
        .systemLibrary(
            name: "CLibSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(name: "CLibZ", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .target(name: "CSystem"),
        .systemLibrary(name: "CTimer"),
        .target(name: "Basics", dependencies: ["CLibCrypto", "CLibIDN2", "CSystem"]),

        // Floor 1
        .target(name: "Markup", dependencies: ["Basics", "CLibXML2", "CSystem"]),
        .target(name: "HTTP", dependencies: ["Basics", "CLibCurl", "CLibPSL", "CSystem"]),

        // Floor 2
        .target(name: "Feeds", dependencies: ["Basics", "CSystem", "Markup"]),
        .target(name: "Articles", dependencies: ["Basics", "Markup"], exclude: ["Model/train.py"]),
        .target(name: "Schedule", dependencies: ["Basics"], exclude: ["fit_prior.py"]),

        // Floor 3
        .target(name: "Records", dependencies: ["Basics", "CSystem", "Feeds", "Articles"]),

        // Floor 4
        .target(
            name: "Ledger",
            dependencies: [
                "Basics", "CSystem", "Records", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "Spool", dependencies: ["Basics", "CSystem", "CLibZ", "CLibZstd"]),
        .target(name: "Workers", dependencies: ["Basics", "CSystem", "CLibSeccomp"]),

        // Floor 5
        .target(
            name: "Ingest",
            dependencies: [
                "Basics", "CSystem", "CTimer", "Markup", "HTTP", "Feeds", "Articles", "Schedule", "Records", "Ledger",
                "Spool", "Workers",
                .product(name: "Logging", package: "swift-log"),
            ]),

        // Floor 6
        .executableTarget(
            name: "feedmill",
            dependencies: [
                "Basics", "CSystem", "HTTP", "Feeds", "Articles", "Spool", "Ingest",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]),

        // Tests; a server and a worker for them that do what they are told.
        .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
        .target(name: "MarkupChecks", path: "Tests/MarkupChecks"),
        .testTarget(name: "MarkupTests", dependencies: ["Basics", "Markup", "MarkupChecks"]),
        .target(name: "LoopbackServer", dependencies: ["Basics"], path: "Tests/LoopbackServer"),
        .testTarget(name: "HTTPTests", dependencies: ["Basics", "HTTP", "LoopbackServer"]),
        .testTarget(
            name: "FeedsTests", dependencies: ["Basics", "Markup", "Feeds"], exclude: ["Fixtures"]),
        .testTarget(name: "ArticlesTests", dependencies: ["Basics", "Markup", "Articles"]),
        .testTarget(name: "ScheduleTests", dependencies: ["Basics", "Schedule"]),
        .testTarget(name: "RecordsTests", dependencies: ["Basics", "Feeds", "Records"]),
        .executableTarget(
            name: "ClusterBench",
            dependencies: ["Basics", "Records", "Ledger", .product(name: "GRDB", package: "GRDB.swift")],
            path: "Tests/ClusterBench"),
        .executableTarget(
            name: "TrainingPages", dependencies: ["Basics", "Articles"], path: "Tests/TrainingPages"),
        .executableTarget(
            name: "StageBench", dependencies: ["Basics", "HTTP", "Spool"], path: "Tests/StageBench"),
        .executableTarget(
            name: "Soak",
            dependencies: ["Basics", "Ingest", "Spool", .product(name: "Logging", package: "swift-log")],
            path: "Tests/Soak"),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["Basics", "Records", "Ledger", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "SpoolTests", dependencies: ["Basics", "Spool"]),
        .executableTarget(name: "WorkerProbe", dependencies: ["Workers"], path: "Tests/WorkerProbe"),
        .testTarget(name: "WorkersTests", dependencies: ["CSystem", "Workers", "WorkerProbe"]),
        .testTarget(
            name: "IngestTests",
            dependencies: [
                "Basics", "Feeds", "Articles", "HTTP", "Schedule", "Records", "Ledger", "Spool", "Ingest",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]),
        .target(name: "FaultShim", path: "Tests/FaultShim"),
        isFuzzing
            ? .executableTarget(
                name: "Fuzz", dependencies: fuzzed, path: "Tests/Fuzz",
                exclude: ["Corpus", "fuzz", "CorpusTests.swift"])
            : .testTarget(
                name: "FuzzTests", dependencies: fuzzed, path: "Tests/Fuzz", exclude: ["Corpus", "fuzz", "Fuzz.swift"]),
        .testTarget(
            name: "AcceptanceTests",
            dependencies: [
                "Basics", "CSystem", "HTTP", "Schedule", "Ledger", "Spool", "Ingest", "LoopbackServer", "MarkupChecks",
                "feedmill",
                .product(name: "Logging", package: "swift-log"),
            ]),
    ]
)
