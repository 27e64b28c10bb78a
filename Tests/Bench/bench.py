#!/usr/bin/env python3
"""Ratios of feedmill's CPU time to that of a yardstick on the same files, in one run, as a table and as JSON.

    bench.py FEEDMILL [--json FILE]

Uses the feeds and pages of ../shared where they are, else documents made here. Times alone say nothing: machines differ.
"""
import argparse, glob, gzip, json, os, pathlib, resource, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"


def cpu(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def feeds(home):
    found = [p for p in glob.glob(str(SHARED / "conformance/files/**/*"), recursive=True)
             if os.path.isfile(p) and os.path.getsize(p) >= 100_000 and b"<rss" in open(p, "rb").read(2000)]
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


def growth(program, home):
    """CPU and peak memory of `parse` over one feed of items like real ones, grown from 10 KB to 100 MB."""
    item = ("<item><guid>{0}</guid><title>Item {0} &amp;amp; more</title><link>https://a.example/{0}</link>"
            "<pubDate>Thu, 01 Jan 2004 00:00:00 GMT</pubDate><category>news</category><description>" +
            "&lt;p&gt;words &lt;a href=\"/x\"&gt;and words&lt;/a&gt;, &lt;b&gt;and&lt;/b&gt; words.&lt;/p&gt;" * 55 +
            "</description></item>\n")
    rows = []
    for size in (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000):
        path = home / "grown.xml"
        with path.open("w") as out:
            out.write("<rss version=\"2.0\"><channel><title>t</title>")
            for n in range(max(1, size // len(item))):
                out.write(item.format(n))
            out.write("</channel></rss>")
        child = subprocess.Popen([program, "parse", "--url", "https://a.example/feed", path], stdout=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        rows.append({"bytes": path.stat().st_size, "cpu": round(usage.ru_utime + usage.ru_stime, 3),
                     "peak_bytes": usage.ru_maxrss * 1024})
    return rows


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("feedmill")
    a.add_argument("--json", type=pathlib.Path)
    args = a.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        home = pathlib.Path(directory)
        flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "libxml-2.0"], text=True).split()
        subprocess.check_call(["cc", "-O2", str(HERE / "yardstick.c"), "-o", str(home / "yardstick"), *flags])
        start, _ = cpu([args.feedmill, "--version"])
        rows = []
        files = feeds(home)
        base, size = map(float, subprocess.check_output([home / "yardstick", "xml", "10", *files]).split())
        ours = min(cpu([args.feedmill, "parse", *files * 10])[0] for _ in range(3)) - start
        rows.append({"what": "parse, bytes a CPU second, of libxml2's SAX2 with empty callbacks", "goal": ">= 0.40", "ratio": round(base / ours, 3)})
        files = pages(home)
        base, _ = map(float, subprocess.check_output([home / "yardstick", "html", "3", *files]).split())
        ours = sum(cpu([args.feedmill, "extract", f])[0] - start for f in files)
        rows.append({"what": "extract, CPU for a page, to libxml2's HTML parser alone", "goal": "<= 2.5", "ratio": round(ours / (base / 3), 2)})
        grown = growth(args.feedmill, home)
        small, large = grown[-2], grown[-1]
        rows.append({"what": "parse, CPU a byte of a 100 MB feed to that of a 10 MB feed", "goal": "<= 1.2",
                     "ratio": round(large["cpu"] / large["bytes"] / (small["cpu"] / small["bytes"]), 2)})
        rows.append({"what": "parse, peak memory to the size of a 100 MB feed", "goal": "<= 50",
                     "ratio": round(large["peak_bytes"] / large["bytes"], 1)})
        for row in rows:
            print(f'{row["ratio"]:>8}  {row["goal"]:>8}  {row["what"]}')
        if args.json:
            args.json.write_text(json.dumps({"ratios": rows, "parse_growth": grown}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
