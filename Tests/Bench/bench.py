#!/usr/bin/env python3
"""Ratios of feedmill's CPU time to that of a yardstick on the same files, in one run, as a table and as JSON.

    bench.py FEEDMILL [--stages STAGEBENCH] [--clusters CLUSTERBENCH] [--articles N] [--waiting N] [--json FILE]

Uses the feeds and pages of ../shared where they are, else documents made here. Times alone say nothing: machines differ.
"""
import argparse, glob, gzip, itertools, json, os, pathlib, resource, shutil, subprocess, sys, tempfile

import rounds
from growth import growth

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def feeds(home):
    found = [p for p in glob.glob(str(SHARED / "conformance/files/**/*"), recursive=True)
             if os.path.isfile(p) and os.path.getsize(p) >= 100_000 and any(root in open(p, "rb").read(2000) for root in (b"<rss", b"<feed", b"<rdf"))]
    if found:
        return found
    item = "<item><guid>{0}</guid><title>Item {0}</title><link>https://a.example/{0}</link><description>&lt;p&gt;" + "words and words " * 80 + "&lt;/p&gt;</description></item>"
    path = home / "feed.xml"
    path.write_text("<rss version=\"2.0\"><channel><title>t</title>" + "".join(item.format(n) for n in range(300)) + "</channel></rss>")
    return [str(path)]


def pages(home):
    paths = []
    for source in sorted(glob.glob(str(SHARED / "articles/html/wcxb/*.gz")))[:60]:
        path = home / (pathlib.Path(source).stem)
        path.write_bytes(gzip.open(source).read())
        paths.append(str(path))
    if not paths:
        path = home / "page.html"
        path.write_text("<html><body><main>" + "<p>" + "words and words, and then more. " * 40 + "</p>" * 1 + "<div><a href=x>y</a></div>" * 20 + "</main></body></html>")
        paths = [str(path)]
    return paths


def clusters(program, articles):
    """Look-ups among so many articles in a ledger, beside the reading of forty of its rows; and what an article costs."""
    found = json.loads(subprocess.check_output([program, "--articles", str(articles)]))
    look_up, rows = found["look_up_cpu"], found["forty_rows_cpu"]
    return [
        {"what": f"clusters, look-up among {articles} articles, median, to forty rows of SQLite", "goal": "<= 4", "ratio": round(look_up["p50"] / rows["p50"], 2)},
        {"what": "the same, 99th percentile, to the rows' median", "goal": "<= 15", "ratio": round(look_up["p99"] / rows["p50"], 2)},
        {"what": f"the same in microseconds of CPU (by the clock {found['look_up']['p99']:.0f}; medians {look_up['p50']:.0f} and {found['look_up']['p50']:.0f})", "goal": "< 1000", "ratio": look_up["p99"]},
        {"what": "bytes on disk an article", "goal": "< 200", "ratio": found["bytes_an_article"]},
    ]


def unrelated(feedmill, home):
    """Pairs that are called one story among the real articles of ../shared and are no copies of each other."""
    texts = {}
    cases = SHARED / "articles/cases.jsonl"
    for row in map(json.loads, cases.open(encoding="utf-8") if cases.exists() else []):
        text = (row["truth"] or {}).get("text") or ""
        if len(text.split()) < 40:
            page = home / "page.html"
            page.write_bytes(gzip.open(SHARED / "articles" / row["file"]).read())
            done = subprocess.run([feedmill, "extract", page, *(["--url", row["url"]] if row.get("url") else [])], capture_output=True)
            text = json.loads(done.stdout).get("content_text", "") if done.returncode == 0 else ""
        if len(text.split()) >= 40:
            texts[row["id"]] = text
    if not texts:
        return []
    rows = [{"id": key, "title": key, "url": "https://a.example/" + key, "content_text": text} for key, text in texts.items()]
    config = f'state_directory = "{home}/state"\nspool_directory = "{home}/spool"\n[articles]\nfetch = false\n'
    for start in range(0, len(rows), 100):
        (home / f"{start}.json").write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": rows[start:start + 100]}))
        config += f'[[feed]]\nid = "f{start}"\nurl = "file://{home}/{start}.json"\n'
    (home / "feedmill.toml").write_text(config)
    subprocess.check_call([feedmill, "run", "--once", "--all", "--config", home / "feedmill.toml"], stdout=subprocess.DEVNULL)
    found = {}
    for path in (home / "spool/new").glob("*"):
        record = json.loads(path.read_text("utf-8"))
        found.setdefault(record["cluster"]["id"] if "cluster" in record else record["id"], []).append(texts[record["item"]["id"]])

    def triples(text):
        words = text.lower().split()
        return {tuple(words[n:n + 3]) for n in range(len(words) - 2)}
    false = 0
    for group in found.values():
        for a, b in itertools.combinations(map(triples, group), 2):
            false += len(a & b) < 0.8 * min(len(a), len(b))
    return [{"what": f"clusters, pairs among {len(texts)} real articles that are no copies", "goal": "0", "ratio": false}]


def waiting(program, home, files):
    """What a record costs, and a start, where so many files wait in new/ already, to what they cost where ten do."""
    home = home / "waiting"
    feed = home / "feed.xml"
    items = "".join(f"<item><guid>{n}</guid><title>Item {n}</title></item>" for n in range(2000))
    costs = []
    for count in (10, files):
        new = home / f"{count}/spool/new"
        rounds.wait_in(new, count)
        feed.write_text(f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>')
        for name, feeds in (("start", ""), ("work", f'[[feed]]\nid = "a"\nurl = "file://{feed}"\n')):
            config = home / f"{count}/{name}.toml"
            config.write_text('state_directory = "state"\nspool_directory = "spool"\n[spool]\nmin_free = "0B"\n'
                              f"[articles]\nfetch = false\n{feeds}")
            command = [program, "run", "--once", "--config", config]
            if name == "start":
                subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
                start = min(cpu(command)[0] for _ in range(3))
                continue
            times = []
            for _ in range(3):
                shutil.rmtree(home / f"{count}/state")
                times.append(cpu(command)[0])
            costs.append((start, min(times) - start))
    return [
        {"what": f"spool, CPU for a record while {files} files wait, to that while 10 do", "goal": "<= 1.2", "ratio": round(costs[1][1] / costs[0][1], 2)},
        {"what": f"spool, CPU seconds of a start among {files} files (among 10: {costs[0][0]:.2f})", "goal": "<= 5", "ratio": round(costs[1][0], 2)},
    ]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("feedmill")
    a.add_argument("--stages", type=pathlib.Path, help="the program of Tests/StageBench")
    a.add_argument("--clusters", type=pathlib.Path, help="the program of Tests/ClusterBench")
    a.add_argument("--articles", type=int, default=1_000_000)
    a.add_argument("--waiting", type=int, default=1_000_000, help="files that wait in a spool")
    a.add_argument("--json", type=pathlib.Path)
    args = a.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        home = pathlib.Path(directory)
        flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libxml-2.0"], text=True).split()
        subprocess.check_call(["cc", "-O2", str(HERE / "yardstick.c"), "-o", str(home / "yardstick"), *flags])
        start, _ = cpu([args.feedmill, "--version"])
        rows = []
        files = feeds(home)
        # Whole processes, side by side, each given the same files ten times, so that starting counts for next to nothing.
        pairs = [(cpu([home / "yardstick", "xml", "1", *files * 10])[0], cpu([args.feedmill, "parse", *files * 10])[0]) for _ in range(5)]
        base, ours = sorted(pairs, key=lambda pair: pair[0] / pair[1])[2]
        speed = 10 * sum(map(os.path.getsize, files)) / 1e6 / ours
        rows.append({"what": f"parse, bytes a CPU second, of libxml2's SAX2 with empty callbacks ({speed:.0f} MB a second)", "goal": ">= 0.40",
                     "ratio": round(base / ours, 3)})
        files = pages(home)
        base, _ = map(float, subprocess.check_output([home / "yardstick", "html", "3", *files]).split())
        ours = (cpu([args.feedmill, "extract", *files * 5])[0] - start) / 5
        rows.append({"what": "extract, CPU for a page, to libxml2's HTML parser alone", "goal": "<= 2.5", "ratio": round(ours / (base / 3), 2)})
        alone = sum(cpu([args.feedmill, "extract", f])[0] - start for f in files)
        rows.append({"what": "extract, the same in a process for each page, its start aside", "goal": "-", "ratio": round(alone / (base / 3), 2)})
        rows += rounds.rounds(args.feedmill, args.stages, home / "rounds")
        rows += rounds.secure(args.feedmill, home / "secure")
        if args.stages:
            rows += rounds.spool(args.stages, home / "spools")
        grown = growth(args.feedmill, home)
        small, large = grown[-2], grown[-1]
        rows.append({"what": "parse, CPU a byte of a 100 MB feed to that of a 10 MB feed", "goal": "<= 1.2",
                     "ratio": round(large["cpu"] / large["bytes"] / (small["cpu"] / small["bytes"]), 2)})
        rows.append({"what": "parse, peak memory to the size of a 100 MB feed", "goal": "<= 50",
                     "ratio": round(large["peak_bytes"] / large["bytes"], 1)})
        rows += waiting(args.feedmill, home, args.waiting)
        rows += unrelated(args.feedmill, home)
        if args.clusters:
            rows += clusters(args.clusters, args.articles)
        for row in rows:
            print(f'{row["ratio"]:>8}  {row["goal"]:>8}  {row["what"]}')
        if args.json:
            args.json.write_text(json.dumps({"ratios": rows, "parse_growth": grown}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
