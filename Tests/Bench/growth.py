#!/usr/bin/env python3
"""How the cost grows: with the feeds, the items known, the records that wait, the size of a feed and of a page.

    growth.py FEEDMILL [--json FILE] [--plot FILE] [--feeds N,N,...] [--items N,N,...] [--records N,N,...]

Draws each curve (SVG, logarithmic both ways, a dashed line for what is linear) and tells how the cost of one grows from the
second largest to the largest.
"""
import argparse, json, os, pathlib, shutil, sqlite3, subprocess, sys, tempfile

import rounds


def measured(command):
    """CPU seconds and peak bytes of one process with its workers."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return {"cpu": round(usage.ru_utime + usage.ru_stime, 3), "peak_bytes": usage.ru_maxrss * 1024, "status": status}


def grown(command, path, sizes, head, part, tail):
    """CPU and peak memory of a command over a file of so many bytes, about: a head, numbered parts, a tail."""
    rows = []
    for size in sizes:
        with path.open("w") as out:
            out.write(head)
            for n in range(max(1, size // len(part(0)))):
                out.write(part(n))
            out.write(tail)
        rows.append({"bytes": path.stat().st_size, **measured([*command, path])})
    return rows


def growth(program, home, sizes=(10_000, 100_000, 1_000_000, 10_000_000, 100_000_000)):
    """CPU and peak memory of `parse` over one feed of items like real ones."""
    item = ("<item><guid>{0}</guid><title>Item {0} &amp;amp; more</title><link>https://a.example/{0}</link>"
            "<pubDate>Thu, 01 Jan 2004 00:00:00 GMT</pubDate><category>news</category><description>" +
            "&lt;p&gt;words &lt;a href=\"/x\"&gt;and words&lt;/a&gt;, &lt;b&gt;and&lt;/b&gt; words.&lt;/p&gt;" * 55 +
            "</description></item>\n")
    command = [program, "parse", "--url", "https://a.example/feed"]
    return grown(command, home / "grown.xml", sizes, "<rss version=\"2.0\"><channel><title>t</title>", item.format, "</channel></rss>")


def pages(program, home, sizes=(10_000, 100_000, 1_000_000, 10_000_000, 20_000_000)):
    """The same of `extract` over one page with an article and much around it; of more than 24 MiB it reads none."""
    block = ("<div class=\"teaser\"><a href=\"/a\">Another one</a> <span>today</span></div>\n" * 4 +
             "<p>" + "This is a sentence of the article, and it says something, as the others do. " * 12 + "</p>\n")
    head = "<!DOCTYPE html><html><head><title>A page</title></head><body><main><article><h1>A page</h1>"
    command = [program, "extract", "--url", "https://a.example/page"]
    return grown(command, home / "page.html", sizes, head, lambda n: block, "</article></main></body></html>")


def settings(home, feeds):
    config = home / "feedmill.toml"
    config.write_text(f'state_directory = "{home}/state"\nspool_directory = "{home}/spool"\n[http]\nallow_private_addresses = true\n'
                      '[polling]\ndelay_per_host = "0s"\n[articles]\nfetch = false\n[spool]\nmin_free = "0B"\nbatch = 256\n' +
                      "".join(f'[[feed]]\nid = "f{n}"\nurl = "{url}"\n' for n, url in feeds))
    return config


def feeds(program, home, counts):
    """A round of 304s over so many small feeds, and a start that polls none of them."""
    if not rounds.LOAD.exists() or not shutil.which("nginx"):
        print("the rounds of 304s are left out: there is no ../shared/load, or no nginx", file=sys.stderr)
        return []
    data, port = home / "origin/data", 18611
    (data / "gen1/f").mkdir(parents=True)
    (data / "gen1/f/small.xml").write_text('<rss version="2.0"><channel><title>t</title><item><guid>1</guid><title>One</title></item></channel></rss>')
    for folder in (home, home / "origin", data):
        folder.chmod(0o755)
    origin = [sys.executable, rounds.LOAD / "origin.py"]
    subprocess.check_call([*origin, "start", "--data", data, "--run", home / "origin/run", "--port", str(port)], stdout=subprocess.DEVNULL)
    rows = []
    try:
        for count in counts:
            place = home / f"feeds{count}"
            place.mkdir()
            config = settings(place, ((n, f"http://127.0.0.{n % 100 + 1}:{port}/f/small.xml?{n}") for n in range(count)))
            run = [program, "run", "--once", "--config", config]
            measured([*run, "--all"])
            row = {"feeds": count, **measured([*run, "--all"])}
            row["start_cpu"] = measured(run)["cpu"]
            rows.append(row)
            shutil.rmtree(place)
    finally:
        subprocess.check_call([*origin, "stop", "--run", home / "origin/run"], stdout=subprocess.DEVNULL)
    return rows


def items(program, home, counts, own=100, others=1000):
    """What it costs to see that the hundred items of a changed feed are all known, among so many known items of other feeds, a thousand each."""
    rows = []
    for count in counts:
        place = home / f"items{count}"
        place.mkdir()
        feed, other = place / "feed.xml", place / "other.xml"

        def publish(turn, path=feed, size=own):
            path.write_text(f'<rss version="2.0"><channel><title>t{turn}</title>' + "".join(
                f"<item><guid>{n}</guid><title>Item {n}</title><description>{'some words ' * 60}</description></item>" for n in range(size)) + "</channel></rss>")
        publish(0)
        publish(0, other, others)
        config = settings(place, [(0, f"file://{feed}"), (1, f"file://{other}")])
        run = [program, "run", "--once", "--all", "--config", config]
        measured(run)
        ledger = sqlite3.connect(place / "state/ledger.sqlite")
        memory = ledger.execute("SELECT bytes FROM memory JOIN feed ON feed.id = memory.feed WHERE feed.name = 'f1'").fetchone()[0]
        for number in range(1, count // others):
            key = ledger.execute("INSERT INTO feed (name, url, retired_at) VALUES (?, ?, 2e9)", (f"other{number}", f"https://a.example/{number}")).lastrowid
            ledger.execute("INSERT INTO memory VALUES (?, ?)", (key, memory))
        ledger.commit()
        ledger.close()
        alone = settings(place, [])
        nothing = min(measured([program, "run", "--once", "--config", alone])["cpu"] for _ in range(3))
        settings(place, [(0, f"file://{feed}")])
        costs = []
        for turn in range(1, 4):
            publish(turn)
            costs.append(measured(run))
        rows.append({"items": count, "cpu": round(max(0.001, min(cost["cpu"] for cost in costs) - nothing), 3), "start_cpu": nothing,
                     "peak_bytes": max(cost["peak_bytes"] for cost in costs)})
        shutil.rmtree(place)
    return rows


def waiting(program, home, counts):
    """A start, and what 2,000 records cost, while so many files wait in new/."""
    rows = []
    for count in counts:
        place = home / f"waiting{count}"
        new = place / "spool/new"
        rounds.wait_in(new, count)
        feed = place / "feed.xml"
        feed.write_text('<rss version="2.0"><channel><title>t</title>' +
                        "".join(f"<item><guid>{n}</guid><title>Item {n}</title></item>" for n in range(2000)) + "</channel></rss>")
        config = settings(place, [])
        measured([program, "run", "--once", "--config", config])
        start = min(measured([program, "run", "--once", "--config", config])["cpu"] for _ in range(3))
        config = settings(place, [(0, f"file://{feed}")])
        cost = measured([program, "run", "--once", "--config", config])
        rows.append({"records": count, "cpu": round(max(0.001, cost["cpu"] - start), 3), "start_cpu": start, "peak_bytes": cost["peak_bytes"]})
        shutil.rmtree(place)
    return rows


TITLES = {
    "feed": ("bytes", "One feed, parse"), "page": ("bytes", "One page, extract"), "feeds": ("feeds", "Feeds, a round of 304s"),
    "items": ("items", "Items known, a changed feed of 100 known ones"), "records": ("records", "Records waiting, 2,000 more"),
}


def steepness(rows, unit):
    """How the cost of one grows from the last row but one to the last: 1 is linear."""
    if len(rows) < 2:
        return 0
    a, b = rows[-2], rows[-1]
    return round(b["cpu"] / b[unit] / (a["cpu"] / a[unit]), 2)


def plot(curves):
    """All curves in one picture: CPU seconds, and where it was measured the start's, over what grows."""
    import math
    width, height, parts = 360, 260, []
    shown = [(name, rows) for name, rows in curves.items() if len(rows) > 1]
    for number, (name, rows) in enumerate(shown):
        unit, title = TITLES[name]
        left, top = number % 2 * width + 56, number // 2 * height + 36
        w, h = width - 84, height - 84
        xs = [math.log10(row[unit]) for row in rows]
        lines = {key: [math.log10(max(row[key], 1e-3)) for row in rows] for key in ("cpu", "start_cpu") if key in rows[0]}
        low, high = math.floor(min(map(min, lines.values()))), math.ceil(max(map(max, lines.values())) + 0.01)

        def point(x, y):
            return f"{left + (x - xs[0]) / (xs[-1] - xs[0]) * w:.1f},{top + h - (y - low) / (high - low) * h:.1f}"
        parts.append(f'<text x="{left}" y="{top - 14}" font-weight="bold">{title}</text>')
        parts.append(f'<rect x="{left}" y="{top}" width="{w}" height="{h}" fill="none" stroke="#bbb"/>')
        for y in range(low, high + 1):
            parts.append(f'<text x="{left - 6}" y="{top + h - (y - low) / (high - low) * h + 4:.1f}" text-anchor="end">{10.0 ** y:g} s</text>')
        for x in range(math.ceil(xs[0]), math.floor(xs[-1]) + 1):
            parts.append(f'<text x="{left + (x - xs[0]) / (xs[-1] - xs[0]) * w:.1f}" y="{top + h + 16}" text-anchor="middle">1e{x}</text>')
        parts.append(f'<text x="{left + w / 2}" y="{top + h + 32}" text-anchor="middle">{unit}</text>')
        end = lines["cpu"][-1]
        start = max(low, end - (xs[-1] - xs[0]))
        parts.append(f'<polyline points="{point(xs[-1] - (end - start), start)} {point(xs[-1], end)}" stroke="#999" stroke-dasharray="4 4" fill="none"/>')
        for key, colour in (("cpu", "#0b5fa5"), ("start_cpu", "#c05621")):
            if key in lines:
                points = [point(x, y) for x, y in zip(xs, lines[key])]
                parts.append(f'<polyline points="{" ".join(points)}" stroke="{colour}" stroke-width="2" fill="none"/>')
                parts += [f'<circle cx="{p.split(",")[0]}" cy="{p.split(",")[1]}" r="3" fill="{colour}"/>' for p in points]
    total = (len(shown) + 1) // 2 * height + 24
    parts.append(f'<text x="56" y="{total - 8}" fill="#0b5fa5">CPU seconds</text><text x="170" y="{total - 8}" fill="#c05621">of a start alone</text>'
                 f'<text x="300" y="{total - 8}" fill="#777">dashed: linear</text>')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{2 * width}" height="{total}" font-family="sans-serif" font-size="11">'
            f'<rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>\n')


def main():
    def numbers(text):
        return [int(float(number)) for number in text.split(",")]
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("feedmill", type=pathlib.Path)
    a.add_argument("--json", type=pathlib.Path)
    a.add_argument("--plot", type=pathlib.Path)
    a.add_argument("--feeds", type=numbers, default=[1_000, 10_000, 50_000, 200_000])
    a.add_argument("--items", type=numbers, default=[100_000, 1_000_000, 10_000_000, 100_000_000])
    a.add_argument("--records", type=numbers, default=[1_000, 10_000, 100_000, 1_000_000])
    args = a.parse_args()
    program = args.feedmill.resolve()
    with tempfile.TemporaryDirectory() as directory:
        home = pathlib.Path(directory)
        curves = {
            "feed": growth(program, home), "page": pages(program, home), "feeds": feeds(program, home, args.feeds),
            "items": items(program, home, args.items), "records": waiting(program, home, args.records),
        }
    curves = {name: [row for row in rows if not row.get("status")] for name, rows in curves.items()}
    for name, rows in curves.items():
        unit, title = TITLES[name]
        print(f"{title} (the cost of one grows {steepness(rows, unit)} times at the last step)")
        for row in rows:
            print("   " + ", ".join(f"{key} {value}" for key, value in row.items() if key != "status"))
    if args.json:
        args.json.write_text(json.dumps(curves, indent=1))
    if args.plot:
        args.plot.write_text(plot(curves))


if __name__ == "__main__":
    sys.exit(main())
