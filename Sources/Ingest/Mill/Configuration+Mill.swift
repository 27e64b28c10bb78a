import Basics
import Glibc
import HTTP
import Records
import Schedule
import Workers

// The configuration in the words of the targets that it configures.
extension HTTPSettings {
    /// - Parameter resolve: addresses for a host, in place of the system's name service.
    func clientConfiguration(
        resolve: (@Sendable (_ host: String, _ port: UInt16) -> [String]?)? = nil
    ) -> ClientConfiguration {
        var client = ClientConfiguration(version: Feedmill.version, contact: contact)
        client.maximumInFlight = connections
        client.idleTime = Int(keepAlive)
        client.triesHTTP3 = http3
        if let file = caFile { client.authorities = file }
        client.resolve = resolve
        return client
    }
}

extension Configuration {
    func workerConfiguration(executable: String) -> WorkerPool.Configuration {
        WorkerPool.Configuration(
            workers: workers.count ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            bounds: WorkerPool.Bounds(
                cpuSeconds: Int(workers.cpuTime.rounded(.up)), wallSeconds: Int(workers.timeout.rounded(.up)),
                memory: workers.memory),
            documentsPerWorker: workers.documents, executable: executable)
    }

    var delivererSettings: Deliverer.Settings {
        var clusters: ClusterSettings?
        if identity.clusterWindow > 0 {
            clusters = ClusterSettings()
            clusters?.windowDays = UInt16(clamping: Int((identity.clusterWindow / 86_400).rounded(.up)))
        }
        return Deliverer.Settings(
            recordsPerFile: spool.batch, compression: spool.compress, fileDelay: spool.batchDelay, clusters: clusters)
    }

    /// Nothing spent, and no feed weighed.
    var budget: Budget? { polling.requestsPerDay.map { Budget(requestsPerDay: Double($0)) } }

    var turnsSettings: HostTurnsSettings {
        HostTurnsSettings(
            feedDelay: polling.delayPerHost, pageDelay: articles.delayPerHost, requestsAtOnce: http.connectionsPerHost,
            scope: HTTP.RefusalScope(rawValue: polling.refusalScope.rawValue) ?? .domain,
            firstWait: polling.refusalDelay,
            longestWait: polling.retryAfterCap)
    }
}

extension IdentitySettings {
    /// Which parameters of addresses count.
    var parameters: TrackingParameters { TrackingParameters(dropped: dropParameters, kept: keepParameters) }

    var recordsPolicy: Records.IdentityPolicy {
        let key: Records.IdentityPolicy.Key =
            switch policy {
            case .learnt: .auto
            case .id: .id
            case .url: .link
            case .title, .content: .text
            }
        return Records.IdentityPolicy(
            identifyBy: key, revisions: Records.IdentityPolicy.Revisions(rawValue: revisions.rawValue) ?? .auto,
            flood: Records.IdentityPolicy.Flood(rawValue: flood.rawValue) ?? .hold)
    }
}

/// The program itself.
public enum Feedmill {
    public static let version = "0.1.0"
    /// When this version was made; at the foot of the manual pages.
    public static let released = "2026-11-27"
}
