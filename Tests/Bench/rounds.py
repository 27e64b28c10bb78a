"""Rounds over the load of ../shared/load, beside curl's: cold, unchanged, changed; and two stages of the line alone."""
import json, os, pathlib, shutil, signal, socket, statistics, subprocess, sys, threading, time

HERE = pathlib.Path(__file__).resolve().parent
LOAD = HERE.parents[2] / "shared/load"


def used(command, watch=False):
    """CPU seconds of a process with all that it waited for, and, where it is watched, the most memory that they had together."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, done = [0], threading.Event()

    def look():
        while not done.wait(0.05):
            peak[0] = max(peak[0], memory(child.pid))
    watcher = threading.Thread(target=look)
    if watch:
        watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    done.set()
    if watch:
        watcher.join()
    if status:
        raise SystemExit(f"{command[0]} ended with {status}")
    return usage.ru_utime + usage.ru_stime, peak[0]


def memory(process):
    """Bytes of a process and its children; what they share counts once."""
    total, rest = 0, [process]
    while rest:
        number = rest.pop()
        try:
            for thread in os.listdir(f"/proc/{number}/task"):
                rest += map(int, pathlib.Path(f"/proc/{number}/task/{thread}/children").read_text().split())
            for line in open(f"/proc/{number}/smaps_rollup"):
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except (OSError, ProcessLookupError):
            continue
    return total


def wait_in(new, count):
    """Makes a spool's new/ in which so many files wait."""
    new.mkdir(parents=True)
    for n in range(1, count + 1):
        # A file may have 65,000 names on ext4.
        source = new / f"{(n - 1) // 60_000 * 60_000 + 1:020}.json"
        if source.name == f"{n:020}.json":
            source.write_text("{}\n")
        else:
            os.link(source, new / f"{n:020}.json")


class Rounds:
    """The load, an origin that serves it, and the rounds over it."""

    def __init__(self, program, home):
        self.program, self.home = program, home
        self.run, self.data = home / "origin", home / "load"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        subprocess.check_call([sys.executable, LOAD / "make_feeds.py", "--out", self.data, "--port", str(self.port)], stdout=subprocess.DEVNULL)
        self.feeds = [json.loads(line) for line in (self.data / "manifest.jsonl").open()]
        for folder in (home, self.data):
            folder.chmod(0o755)

    def __enter__(self):
        self.origin("start", "--data", self.data, "--port", str(self.port))
        return self

    def __exit__(self, *_):
        self.origin("stop")

    def origin(self, *arguments):
        subprocess.check_call([sys.executable, LOAD / "origin.py", *arguments, "--run", self.run], stdout=subprocess.DEVNULL)

    def serve(self, generation):
        self.origin("use", generation, "--data", self.data)

    def address(self, feed):
        return f'http://127.0.0.{feed["host"]}:{self.port}{feed["path"]}'

    def curl(self, name):
        """The command that fetches all, conditionally where it did before."""
        folder = self.home / name
        folder.mkdir(exist_ok=True)
        config = self.home / f"{name}.curl"
        config.write_text("\nnext\n".join(
            f'url = "{self.address(feed)}"\noutput = "{folder}/{feed["number"]}.xml"\ncompressed\nsilent\n'
            f'etag-save = "{folder}/{feed["number"]}.etag"\netag-compare = "{folder}/{feed["number"]}.etag"'
            for feed in self.feeds))
        return ["curl", "-Z", "--parallel-max", "64", "-K", config]

    def feedmill(self, name, more=""):
        config = self.home / f"{name}.toml"
        config.write_text(
            f'state_directory = "{self.home}/{name}/state"\nspool_directory = "{self.home}/{name}/spool"\n'
            "[http]\nallow_private_addresses = true\n[polling]\ndelay_per_host = \"0s\"\n[articles]\nfetch = false\n"
            f'[spool]\nmin_free = "0B"\n{more}\n'
            + "".join(f'[[feed]]\nurl = "{self.address(feed)}"\n' for feed in self.feeds))
        return [self.program, "run", "--once", "--all", "--config", config]

    def rows(self):
        rows = []

        def add(what, goal, ours, base):
            rows.append({"what": what, "goal": goal, "ratio": round(ours / base, 2), "cpu": round(ours, 3), "yardstick_cpu": round(base, 3)})
        curl, ours = self.curl("rounds"), self.feedmill("rounds")
        self.serve("gen1")
        base = statistics.median(used(self.curl(f"cold{turn}"))[0] for turn in range(3))
        used(curl)
        cold, peak = used(ours, watch=True)
        items = sum(feed["gen1"] for feed in self.feeds)
        size = sum(feed["bytes"] for feed in self.feeds) / 1e6
        add(f"cold round, {len(self.feeds)} feeds, {items} items, {size:.0f} MB, to curl -Z", "<= 10", cold, base)
        rows.append({"what": "the same, peak memory with workers, MB", "goal": "<= 100", "ratio": round(peak / 1e6, 1)})
        add("the same with [spool] batch = 256", "<= 5", used(self.feedmill("batched", "batch = 256"))[0], base)
        # Short ones several times, the middle one counts.
        base = statistics.median(used(curl)[0] for _ in range(3))
        add("the next round, nothing changed, to curl -Z --etag-compare", "<= 2.5", statistics.median(used(ours)[0] for _ in range(3)), base)
        self.serve("gen2")
        base, _ = used(curl)
        add("a round in which 322 feeds changed", "<= 4", used(ours)[0], base)
        return rows

    def fetching(self, stages):
        """The fetch engine alone, cold and 304."""
        self.serve("gen1")
        rows = []
        folder = self.home / "fetch"
        for name, goal in (("cold", "<= 1.3"), ("304", "<= 1.3")):
            curl = self.curl("fetch")
            tags = {feed["number"]: (folder / f'{feed["number"]}.etag') for feed in self.feeds}
            list = self.home / "addresses"
            list.write_text("".join(
                self.address(feed) + (f"\t{tags[feed['number']].read_text().strip()}" if name == "304" else "") + "\n" for feed in self.feeds))
            base = statistics.median(used(curl)[0] for _ in range(1 if name == "cold" else 3))
            ours = statistics.median(used([stages, "fetch", list])[0] for _ in range(3))
            rows.append({"what": f"fetch engine alone, CPU for a request, {name}, to curl -Z", "goal": goal, "ratio": round(ours / base, 2),
                         "cpu": round(ours, 3), "yardstick_cpu": round(base, 3)})
        return rows


SITES, PORTS = 100, 10
TLS_CONF = """\
worker_processes 1;
pid {home}/nginx.pid;
error_log {home}/error.log warn;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3; uwsgi_temp_path {home}/t4; scgi_temp_path {home}/t5;
  server {{
{listen}
    ssl_certificate {home}/site.pem;
    ssl_certificate_key {home}/site.key;
    ssl_session_tickets off;
    location / {{ default_type application/rss+xml; return 200 '<rss version="2.0"><channel><title>t</title></channel></rss>'; }}
  }}
}}
"""


def secure(program, home):
    """A thousand sites, each for the first time: what a verified connection costs beyond a plain one."""
    if not shutil.which("nginx") or not shutil.which("openssl"):
        print("TLS is left out: there is no nginx, or no openssl", file=sys.stderr)
        return []
    home.mkdir()
    home.chmod(0o755)
    addresses = [f"127.0.0.{n}" for n in range(1, SITES + 1)]

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=home, check=True, capture_output=True)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=bench", "-keyout", "root.key", "-out", "root.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=site", "-keyout", "site.key", "-out", "site.csr")
    (home / "names").write_text("subjectAltName=" + ",".join(f"IP:{address}" for address in addresses))
    openssl("x509", "-req", "-days", "2", "-in", "site.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "names", "-out", "site.pem")
    # As many authorities as a system trusts, for parsing them is what a connection could cost.
    system = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")
    (home / "trusted.pem").write_text((home / "root.pem").read_text() + (system.read_text() if system.exists() else ""))
    ports = {"http": range(18_700, 18_700 + PORTS), "https": range(18_720, 18_720 + PORTS)}
    (home / "nginx.conf").write_text(TLS_CONF.format(home=home, listen="\n".join(
        f"    listen {address}:{port}{' ssl' if scheme == 'https' else ''};" for scheme in ports for port in ports[scheme] for address in addresses)))
    subprocess.check_call(["nginx", "-c", home / "nginx.conf", "-e", home / "error.log"])
    try:
        costs = {}
        for scheme in ports:
            costs[scheme] = []
            for turn in range(3):
                place = home / f"{scheme}{turn}"
                place.mkdir()
                config = place / "feedmill.toml"
                config.write_text(
                    f'state_directory = "{place}/state"\nspool_directory = "{place}/spool"\n[http]\nallow_private_addresses = true\n'
                    f'ca_file = "{home}/trusted.pem"\n[polling]\ndelay_per_host = "0s"\n[spool]\nmin_free = "0B"\n'
                    + "".join(f'[[feed]]\nurl = "{scheme}://{address}:{port}/"\n' for address in addresses for port in ports[scheme]))
                costs[scheme].append(used([program, "run", "--once", "--all", "--config", config])[0])
                status = json.loads(subprocess.run([program, "status", "--json", "--config", config], capture_output=True).stdout)
                if status["feeds"]["healthy"] != SITES * PORTS:
                    raise SystemExit(f"not all of the thousand sites were had: {status['feeds']}")
    finally:
        os.kill(int((home / "nginx.pid").read_text()), signal.SIGTERM)
    beyond = (statistics.median(costs["https"]) - statistics.median(costs["http"])) / (SITES * PORTS) * 1000
    return [{"what": "a thousand sites over verified TLS, each for the first time, ms of CPU a connection beyond a plain one", "goal": "<= 1.6",
             "ratio": round(beyond, 2), "cpu": round(statistics.median(costs["https"]), 3), "yardstick_cpu": round(statistics.median(costs["http"]), 3)}]


def rounds(program, stages, home):
    """Nothing, and a word why, where the load is not there."""
    if not LOAD.exists() or not shutil.which("nginx"):
        print("the rounds are left out: there is no ../shared/load, or no nginx", file=sys.stderr)
        return []
    home.mkdir()
    with Rounds(program, home) as all:
        return all.rows() + (all.fetching(stages) if stages else [])


def spool(stages, home):
    """Durable records a second, beside a C program that does the same to the disk."""
    home.mkdir()
    subprocess.check_call(["cc", "-O2", HERE / "spool.c", "-o", home / "yardstick"])
    rows = []
    for what, rounds, files, records in (("a file each, 256 a round", 12, 256, 1), ("256 in a file", 60, 1, 256), ("one by one", 100, 1, 1)):
        ratios = []
        for turn in range(5):
            ours, theirs = home / f"ours{files}{records}{turn}", home / f"theirs{files}{records}{turn}"
            ours.mkdir()
            theirs.mkdir()
            base = float(subprocess.check_output([home / "yardstick", theirs, str(rounds), str(3000 * records), str(files)]))
            _, clock, count = map(float, subprocess.check_output([stages, "spool", ours, str(rounds), "3000", str(files), str(records)]).split())
            ratios.append((base / clock, count / clock))
        ratios.sort()
        rows.append({"what": f"spool, durable records a second, {what}, to the same in C ({ratios[2][1]:.0f} a second)", "goal": ">= 0.7",
                     "ratio": round(ratios[2][0], 2)})
    return rows
