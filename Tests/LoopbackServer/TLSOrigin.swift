import Glibc

/// An nginx on loopback with certificates of many kinds, all signed by an authority made for it. Needs `nginx` and
/// `openssl`.
public final class TLSOrigin {
    public enum Site: String, CaseIterable {
        case good, expired, selfsigned, wronghost, nochain, oldtls
    }

    public static var canRun: Bool { path("nginx") != nil && path("openssl") != nil }

    private let directory: String
    private var process: pid_t = 0
    /// A socket to the shell that holds nginx: when it closes, be it that this process dies, nginx and its files go.
    private var leash: Int32 = -1
    public private(set) var ports: [Site: UInt16] = [:]

    /// The authority that signed them, in PEM.
    public var authorities: String { directory + "/ca.pem" }

    public init() {
        var template = Array("/tmp/feedmill-tls-XXXXXX".utf8CString)
        directory = String(cString: mkdtemp(&template)!)
        makeCertificates()
        for site in Site.allCases {
            let (socket, port) = ScriptedServer.listen("127.0.0.1")
            close(socket)
            ports[site] = port
        }
        start()
    }

    deinit {
        close(leash)
        waitpid(process, nil, 0)
    }

    private func makeCertificates() {
        let script = """
            cd \(directory); set -e
            key() { openssl ecparam -name prime256v1 -genkey -noout -out $1.key; }
            ask() { key $1; openssl req -new -key $1.key -subj /CN=$2 -out $1.csr; }
            sign() { printf 'subjectAltName=DNS:%s\\n' $2 > $1.ext
              openssl x509 -req -in $1.csr -CA $3.pem -CAkey $3.key -CAcreateserial -days $4 -extfile $1.ext -out $1.pem; }
            key ca; openssl req -x509 -new -key ca.key -subj /CN=ca -days 30 -out ca.pem
            ask good good.test; sign good good.test ca 30
            ask expired good.test; sign expired good.test ca -1
            ask wronghost other.test; sign wronghost other.test ca 30
            key selfsigned
            openssl req -x509 -new -key selfsigned.key -subj /CN=good.test -addext subjectAltName=DNS:good.test -days 30 -out selfsigned.pem
            ask middle middle; printf 'basicConstraints=CA:TRUE\\n' > middle.ext
            openssl x509 -req -in middle.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile middle.ext -out middle.pem
            ask nochain good.test; sign nochain good.test middle 30
            cp good.pem oldtls.pem; cp good.key oldtls.key
            """
        let code = TLSOrigin.run("/bin/sh", ["-c", script + "\n"])
        precondition(code == 0, "openssl ended with \(code)")
    }

    private func start() {
        var servers = ""
        for (site, port) in ports {
            servers += """
                server { listen 127.0.0.1:\(port) ssl http2; ssl_certificate \(directory)/\(site.rawValue).pem;
                  ssl_certificate_key \(directory)/\(site.rawValue).key;
                  ssl_protocols \(site == .oldtls ? "TLSv1" : "TLSv1.2 TLSv1.3"); ssl_ciphers DEFAULT@SECLEVEL=0;
                  location / { default_type text/plain; add_header X-Protocol $server_protocol; return 200 "\(site.rawValue)"; }
                  location /to-http/ { return 301 http://good.test:$arg_port/; } }

                """
        }
        let configuration = """
            daemon off; master_process off; pid \(directory)/pid; error_log stderr crit;
            events { worker_connections 64; }
            http { access_log off; client_body_temp_path \(directory)/1; proxy_temp_path \(directory)/2;
              fastcgi_temp_path \(directory)/3; uwsgi_temp_path \(directory)/4; scgi_temp_path \(directory)/5;
            \(servers) }
            """
        let file = fopen(directory + "/conf", "w")
        fputs(configuration, file)
        fclose(file)
        let script = """
            \(TLSOrigin.path("nginx")!) -p \(directory) -c \(directory)/conf -e \(directory)/log &
            read line; kill -9 $!; rm -rf \(directory)
            """
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        precondition(socketpair(AF_UNIX, kind, 0, &ends) == 0)
        process = TLSOrigin.spawn("/bin/sh", ["-c", script], input: ends[0])
        close(ends[0])
        leash = ends[1]
        for port in ports.values { TLSOrigin.waitForListener(port) }
    }

    private static func waitForListener(_ port: UInt16) {
        for _ in 0..<500 {
            let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(socket) }
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
            let code = withUnsafePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            if code == 0 { return }
            poll(nil, 0, 10)
        }
        preconditionFailure("nginx did not start")
    }

    private static func path(_ name: String) -> String? {
        ["/usr/sbin/", "/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
    }

    private static func spawn(_ program: String, _ arguments: [String], input: Int32? = nil) -> pid_t {
        var process: pid_t = 0
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        // The threads of the test's pool block all signals, which a child would inherit.
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let code = posix_spawn(&process, program, &actions, &attributes, &words, environ)
        posix_spawnattr_destroy(&attributes)
        precondition(code == 0, "\(program) could not be started: \(code)")
        posix_spawn_file_actions_destroy(&actions)
        for word in words { free(word) }
        return process
    }

    private static func run(_ program: String, _ arguments: [String]) -> Int32 {
        let process = spawn(program, arguments)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        return status
    }
}
