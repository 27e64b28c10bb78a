#!/usr/bin/env python3
"""How long `feedmill status` takes with many feeds and a full spool: a ledger and a spool are made, then it is run.

    python3 Tests/Bench/status.py BINARY [--feeds 200000] [--files 100000] [--runs 11] [--keep DIRECTORY]
"""
import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import tempfile
import time


def make(home, binary, feeds, files):
    """A state and a spool as a daemon with so many feeds leaves them; 5 % of the feeds fail, 1 % are gone."""
    config = os.path.join(home, "feedmill.toml")
    with open(config, "w") as out:
        out.write(f'state_directory = "{home}/state"\nspool_directory = "{home}/spool"\n')
        for number in range(feeds):
            out.write(f'[[feed]]\nurl = "https://host{number % 9000}.example/{number}.xml"\nid = "feed-{number}"\n')
    empty = os.path.join(home, "empty.toml")
    with open(empty, "w") as out:
        out.write(f'state_directory = "{home}/state"\nspool_directory = "{home}/spool"\n')
    subprocess.run([binary, "run", "--once", "--config", empty], check=True, capture_output=True)
    ledger = sqlite3.connect(os.path.join(home, "state", "ledger.sqlite"))
    dice = random.Random(7)
    now = time.time()

    def rows():
        for number in range(feeds):
            fate = dice.random()
            condition = "failing" if fate < 0.05 else "gone" if fate < 0.06 else "healthy"
            since = None if condition == "healthy" else now - dice.random() * 9e5
            code = None if since is None else dice.choice(["http-404", "timeout", "http-503", "unknown-host"])
            yield (
                f"feed-{number}", f"https://host{number % 9000}.example/{number}.xml", condition,
                now + dice.random() * 8e4, now - dice.random() * 8e4, since, code, code and "it failed", "A title",
                os.urandom(400), os.urandom(900), "https://moved.example/" if fate > 0.999 else None)

    ledger.executemany(
        "INSERT INTO feed (name, url, condition, next_due, last_polled, failing_since, error_code, error_message, title,"
        " exchange, history, moved_to) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows())
    ledger.execute("INSERT INTO counter VALUES ('last_polled', ?)", (int(now),))
    ledger.commit()
    ledger.close()
    for number in range(1, files + 1):
        with open(os.path.join(home, "spool", "new", f"{number:020}.json"), "w") as out:
            out.write('{"sequence":%d}\n' % number)
    return config


def measure(command, runs):
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True)
        times.append((time.perf_counter() - start) * 1000)
    return f"{statistics.median(times):.0f} ms (fastest {min(times):.0f}, slowest {max(times):.0f})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--feeds", type=int, default=200_000)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--keep")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home = options.keep or temporary
        os.makedirs(home, exist_ok=True)
        config = os.path.join(home, "feedmill.toml")
        if not os.path.exists(config):
            config = make(home, os.path.abspath(options.binary), options.feeds, options.files)
        size = os.path.getsize(os.path.join(home, "state", "ledger.sqlite"))
        print(f"{options.feeds} feeds, a ledger of {size >> 20} MiB, {options.files} files in new/")
        for name, arguments in [("status", []), ("status --json", ["--json"])]:
            print(f"{name:14} {measure([options.binary, 'status', '--config', config] + arguments, options.runs)}")


main()
