#!/usr/bin/env python3
"""Fits the constants of PacePrior.swift: python3 fit_prior.py TRACES.ndjson

Two kinds of feeds, quiet and busy, with gamma distributions of one shape; the kind's share, both means and the shape are
those under which the counts of items of all traces are most likely. A trace is a line of {"from", "until", "items"}.
"""

import json
import sys
from math import exp, lgamma, log


def likelihoods(count, days, means, shape):
    """Of a count under each kind, as natural logarithms: negative binomials."""
    return [
        lgamma(shape + count) - lgamma(shape) - lgamma(count + 1)
        + shape * log(shape / mean / (shape / mean + days)) + count * log(days / (shape / mean + days))
        for mean in means
    ]


def fit(counts, means, shape):
    """The quiet share for given means and shape (expectation maximisation), and the logarithm of the likelihood."""
    rows = [[exp(value) for value in likelihoods(count, days, means, shape)] for count, days in counts]
    share = 0.5
    for _ in range(100):
        share = sum(share * q / (share * q + (1 - share) * b) for q, b in rows) / len(rows)
    return share, sum(log(share * q + (1 - share) * b) for q, b in rows)


def main():
    counts = []
    for line in open(sys.argv[1]):
        trace = json.loads(line)
        inside = sum(trace["from"] <= item < trace["until"] for item in trace["items"])
        counts.append((inside, (trace["until"] - trace["from"]) / 86400))
    best = max(
        ((fit(counts, (quiet, busy), shape), quiet, busy, shape)
         for quiet in (0.04, 0.05, 0.06, 0.08, 0.1) for busy in (4, 5, 6, 7, 8, 10) for shape in (0.5, 0.7, 1, 1.5)),
        key=lambda found: found[0][1])
    (share, likelihood), quiet, busy, shape = best
    print(f"quietShare {share:.2f} quietRate {quiet} busyRate {busy} shape {shape} (log likelihood {likelihood:.1f})")


main()
