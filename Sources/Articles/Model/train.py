#!/usr/bin/env python3
"""Learns which blocks of a page are content, and writes the trees that BoostedTrees.swift reads.

    train.py pages   DIR WORK                               # unpacks the pages of DIR/cases.jsonl; writes WORK/cases.tsv
    train.py labels  PAGES.ndjson CASES.jsonl LABELS.npz    # aligns each page's blocks with the text that is known to be right
    train.py first   LABELS.npz SCORES.tsv WORK             # page types and the first model; scores of pages held out
    train.py second  LABELS.npz SECOND.ndjson WORK          # the second model, which sees the first one's scores
    train.py export  WORK WEIGHTS.swift
    train.py metadata PAGES.ndjson CASES.jsonl WEIGHTS.swift  # titles, authors, dates

PAGES.ndjson and SECOND.ndjson are those of `swift run -c release TrainingPages WORK/cases.tsv [SCORES.tsv]`. CASES.jsonl has a line a page: `id`,
`url`, `page_type`, `truth` (`text`, `title`, `authors`, `date`), and the snippets `with` and `without`. Pages of one site are never on both sides
of a fold. Needs numpy and lightgbm; run by hand.
"""

import collections
import datetime
import gzip
import hashlib
import json
import os
import re
import sys
import unicodedata
import urllib.parse

import numpy as np

WORD = re.compile(r"\w+")
TYPES = ["article", "forum", "product", "collection", "listing", "documentation", "service"]
FOLDS = 3


def fold_of(case, folds=FOLDS):
    host = urllib.parse.urlsplit(case.get("url", case["id"])).hostname or case["id"]
    return int(hashlib.sha256(".".join(host.split(".")[-2:]).encode()).hexdigest(), 16) % folds


def anchors(blocks, truth):
    """The longest chain of long blocks that stand in the truth in the same order: {block: (start, end)}; and the share of each."""
    places = collections.defaultdict(list)
    for n in range(len(truth) - 2):
        places[tuple(truth[n:n + 3])].append(n)
    share, found = {}, []
    for i, words in enumerate(blocks):
        if len(words) < 5:
            continue
        runs = [tuple(words[n:n + 3]) for n in range(len(words) - 2)]
        share[i] = sum(run in places for run in runs) / len(runs)
        if share[i] < 0.5:
            continue
        starts = collections.Counter()
        step = max(1, len(runs) // 8)
        for n in range(0, len(runs), step):
            for place in places.get(runs[n], [])[:20]:
                starts[max(0, place - n)] += 1
        found += [(i, start, len(words)) for start, _ in starts.most_common(3)]
    found.sort(key=lambda item: (item[0], -item[1]))
    size = len(truth) + 2
    best, tree = [], [(0, -1)] * (size + 1)
    for n, (i, start, length) in enumerate(found):
        value, last, k = 0, -1, start
        while k > 0:
            if tree[k][0] > value:
                value, last = tree[k]
            k -= k & -k
        best.append((value + length, last))
        k = start + 1
        while k <= size:
            if value + length > tree[k][0]:
                tree[k] = (value + length, n)
            k += k & -k
    chain, n = {}, max(range(len(best)), key=lambda n: best[n][0]) if best else -1
    while n >= 0:
        i, start, length = found[n]
        chain.setdefault(i, (start, start + length))
        n = best[n][1]
    return chain, share


def align(texts, truth_text):
    """For each block, 1 if it is in the truth, with how sure that is."""
    truth = WORD.findall(truth_text.lower())
    lines = {" ".join(WORD.findall(line.lower())) for line in truth_text.split("\n")}
    blocks = [WORD.findall(text.lower()) for text in texts]
    chain, share = anchors(blocks, truth)
    label, sure = np.zeros(len(blocks)), np.ones(len(blocks))
    taken = {" ".join(blocks[i]) for i in chain}
    for i, part in share.items():
        if i in chain:
            label[i] = 1
        elif part > 0.8 and " ".join(blocks[i]) not in taken:
            label[i] = 1
            taken.add(" ".join(blocks[i]))
        if 0.3 < part < 0.7:
            sure[i] = 0.3
    ends = sorted(chain)
    position = 0
    following = {}
    nxt = len(truth)
    for i in reversed(range(len(blocks))):
        following[i] = nxt
        if i in chain:
            nxt = min(nxt, chain[i][0])
    for i, words in enumerate(blocks):
        if i in chain:
            position = max(position, chain[i][1])
            continue
        if not words or len(words) >= 5:
            continue
        reach = following[i] + 1 if len(words) > 2 or " ".join(words) in lines else min(position + 40, following[i] + 1)
        for n in range(max(0, position - 1), min(reach, len(truth) - len(words) + 1)):
            if truth[n:n + len(words)] == words:
                label[i], position = 1, n + len(words)
                break
    return label, sure


def squeeze(text):
    return re.sub(r"\s+", " ", text.replace("\u00ad", "")).strip().casefold()


def labels(pages, cases, out):
    by_id = {case["id"]: case for case in map(json.loads, open(cases, encoding="utf-8"))}
    rows, ys, weights, page_of, ids, page_rows, page_types, folds = [], [], [], [], [], [], [], []
    for line in open(pages, encoding="utf-8"):
        page = json.loads(line)
        if "rows" not in page:
            continue
        case, texts = by_id[page["id"]], page["text"]
        truth, count = case["truth"], len(page["text"])
        words = np.array([len(text.split()) for text in texts], float)
        label, weight = np.full(count, -1.0), np.zeros(count)
        if "text" in truth and "rows" in page:
            label, sure = align(texts, truth["text"])
            whole = 0.7 * (words + 3) / (words + 3).sum() + 0.3 / count
            weight = whole * sure * (0.5 if case["suite"] == "readability" else 1.0)
        else:
            lower = [squeeze(text) for text in texts]
            for kind, value in (("with", 1), ("without", 0)):
                for snippet in case[kind]:
                    hits = [i for i, text in enumerate(lower) if squeeze(snippet) in text]
                    if value == 0 and len(squeeze(snippet)) < 12:
                        continue
                    for i in hits:
                        if label[i] != 1:
                            label[i] = value
                        weight[i] += 0.12 / len(hits)
        base = len(ids)
        ids.append(page["id"])
        page_rows.append(np.frombuffer(bytes.fromhex(page["page"]), np.uint8))
        page_types.append(TYPES.index(case["page_type"]))
        folds.append(fold_of(case))
        rows.append(np.stack([np.frombuffer(bytes.fromhex(row), np.uint8) for row in page["rows"]]))
        ys.append(label)
        weights.append(weight)
        page_of.append(np.full(count, base))
    np.savez(out, rows=np.concatenate(rows), y=np.concatenate(ys), w=np.concatenate(weights), page=np.concatenate(page_of),
             ids=np.array(ids), page_rows=np.stack(page_rows), types=np.array(page_types), folds=np.array(folds))


def fit(rows, y, w, trees, leaves, rate, **more):
    import lightgbm
    options = dict(objective="binary", num_leaves=leaves, learning_rate=rate, max_bin=63, feature_fraction=0.35,
                   bagging_fraction=0.7, bagging_freq=1, min_data_in_leaf=60, lambda_l2=3.0, verbose=-1, num_threads=2, seed=7,
                   force_col_wise=True) | more
    return lightgbm.train(options, lightgbm.Dataset(rows, y, weight=w), trees)


def types_model(data, pages):
    whole = np.ones(len(pages))
    return fit(data["page_rows"][pages], data["types"][pages], whole, 40, 6, 0.1, objective="multiclass", num_class=len(TYPES),
               min_data_in_leaf=8, feature_fraction=0.6, max_bin=255)


def bytes_of(shares):
    return (np.clip(shares, 0, 1).astype(np.float32) * np.float32(200)).astype(np.uint8)


def first(source, scores, work):
    data = np.load(source)
    folds, page, y, w = data["folds"], data["page"], data["y"], data["w"]
    kinds = np.zeros((len(folds), len(TYPES)))
    for k in range(FOLDS):
        kinds[folds == k] = types_model(data, np.flatnonzero(folds != k)).predict(data["page_rows"][folds == k])
    print("page types right:", np.mean(kinds.argmax(1) == data["types"]))
    rows = np.hstack([data["rows"], bytes_of(kinds)[page]])
    known, part = y >= 0, folds[page]
    p = np.zeros(len(y))
    for k in range(FOLDS):
        use = known & (part != k)
        p[part == k] = fit(rows[use], y[use], w[use] / w[use].mean(), 70, 31, 0.12).predict(rows[part == k])
    print("first model, share of weight right:", np.average((p > 0.5) == (y > 0.5), weights=np.where(known, w, 0)))
    np.savez(work + "/first.npz", p=p, kinds=kinds)
    with open(scores, "w") as out:
        for n, name in enumerate(data["ids"]):
            out.write(f"{name}\t{bytes(np.round(p[page == n] * 255).astype(np.uint8)).hex()}\n")
    fit(rows[known], y[known], w[known] / w[known].mean(), 70, 31, 0.12).save_model(work + "/first.txt")
    types_model(data, np.arange(len(folds))).save_model(work + "/types.txt")


def second(source, extra, work):
    data, before = np.load(source), np.load(work + "/first.npz")
    page, y, w = data["page"], data["y"], data["w"]
    more = {}
    for line in open(extra, encoding="utf-8"):
        item = json.loads(line)
        if "rows" not in item:
            continue
        more[item["id"]] = np.stack([np.frombuffer(bytes.fromhex(row), np.uint8) for row in item["rows"]])
    rows = np.hstack([data["rows"], bytes_of(before["kinds"])[page], np.concatenate([more[name] for name in data["ids"]])])
    known, part = y >= 0, data["folds"][page]
    p = np.zeros(len(y))
    for k in range(FOLDS):
        use = known & (part != k)
        model = fit(rows[use], y[use], w[use] / w[use].mean(), 90, 31, 0.1)
        model.save_model(f"{work}/second-{k}.txt")
        p[part == k] = model.predict(rows[part == k])
    print("second model, share of weight right:", np.average((p > 0.5) == (y > 0.5), weights=np.where(known, w, 0)))
    np.savez(work + "/second.npz", p=p)
    with open(work + "/second.tsv", "w") as out:
        for n, name in enumerate(data["ids"]):
            out.write(f"{name}\t{bytes(np.round(p[page == n] * 255).astype(np.uint8)).hex()}\n")
    fit(rows[known], y[known], w[known] / w[known].mean(), 90, 31, 0.1).save_model(work + "/second.txt")


DIGITS = [chr(n) for n in range(35, 127) if chr(n) != "\\"]


def pair(value):
    return DIGITS[value // len(DIGITS)] + DIGITS[value % len(DIGITS)]


def encode(node):
    """Preorder; four characters a node: feature + 1 and threshold, or 0 and the leaf's value in steps of 1/1000 from -4."""
    if "leaf_value" in node:
        return pair(0) + pair(int(round((max(-4.0, min(4.0, node["leaf_value"])) + 4) * 1000)))
    return pair(node["split_feature"] + 1) + pair(int(node["threshold"])) + encode(node["left_child"]) + encode(node["right_child"])


def export(work, out):
    import lightgbm
    labels = (("types", "Page types, a tree for each in turn."), ("first", "Blocks by themselves."),
              ("second", "Blocks by the first model's scores around them."))
    write(out, "Weights", [(name, label, lightgbm.Booster(model_file=f"{work}/{name}.txt")) for name, label in labels])


def write(out, type_name, models):
    text = ["/// The trees that `train.py` learnt, as `BoostedTrees` reads them: made by that script, not by hand.", f"enum {type_name} {{"]
    for name, label, model in models:
        code = "".join(encode(tree["tree_structure"]) for tree in model.dump_model()["tree_info"])
        text += [f"    /// {label}", f"    static let {name}: StaticString = #\"\"\""]
        text += ["        " + code[n:n + 120] + "\\#" for n in range(0, len(code), 120)]
        text[-1] = text[-1][:-2]
        text += ["        \"\"\"#", ""]
    text[-1] = "}"
    open(out, "w").write("\n".join(text) + "\n")


def pages(source, work):
    with open(work + "/cases.tsv", "w", encoding="utf-8") as out:
        for case in map(json.loads, open(source + "/cases.jsonl", encoding="utf-8")):
            path = os.path.join(work, case["id"].replace("/", "_"))
            with open(path, "wb") as page:
                page.write(gzip.open(os.path.join(source, case["file"])).read())
            out.write("\t".join([case["id"], path, case.get("url", ""), case.get("content_type", "")]) + "\n")


def plain(text):
    """Case, accents, marks and what cannot be seen aside."""
    text = unicodedata.normalize("NFKD", text.translate(dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF]))).casefold()
    return " ".join(WORD.findall("".join(letter for letter in text if not unicodedata.combining(letter))))


def title_label(truth, text):
    """1 for the same text, half for the same words."""
    return 1.0 if " ".join(truth.split()) == " ".join(text.split()) else 0.5 if plain(truth) == plain(text) else 0.0


def author_label(truth, names):
    words = [{word for name in people for word in plain(name).split()} - {"by", "von", "and", "und", "dr", "prof"} for people in (truth, names)]
    return float(words[0] == words[1])


def date_label(truth, time):
    """The day, in some zone; a midnight is a day without a time."""
    day, found = datetime.date.fromisoformat(truth[:10]), datetime.datetime.fromisoformat(time.replace("Z", "+00:00"))
    if found.time() == datetime.time(0):
        return float(found.date() == day)
    hour = datetime.timedelta(hours=1)
    return float((found - 12 * hour).date() <= day <= (found + 14 * hour).date())


def metadata(source, cases, out):
    """Which of a page's candidates is its title, who wrote it, when: a model for each, by what candidates are like."""
    by_id = {case["id"]: case for case in map(json.loads, open(cases, encoding="utf-8"))}
    known = [json.loads(line) for line in open(source, encoding="utf-8")]
    options = dict(objective="cross_entropy", min_data_in_leaf=40, feature_fraction=0.5, bagging_fraction=0.8, max_bin=255)
    models = []
    for kind, key, label, what in (("titles", "title", title_label, "Titles."), ("authors", "authors", author_label, "Lists of authors."),
                                   ("dates", "date", date_label, "Days of publication.")):
        rows, y, page, folds, uses = [], [], [], [], []
        for item in known:
            case = by_id[item["id"]]
            truth, found = case["truth"].get(key), item.get(kind, [])
            if not truth and kind != "authors":
                continue
            right = [label(truth, value) if truth else 0.0 for value, _ in found]
            # Where nobody wrote an author down there is mostly none, on pages that are no articles above all.
            uses.append((max(right, default=0) > 0) * 1.0 if truth else 0.1 if case["page_type"] in ("article", "forum") else 0.5)
            folds.append(-1 if not truth else fold_of(case, 5))
            rows += [np.frombuffer(bytes.fromhex(row), np.uint8) for _, row in found]
            y += right
            page += [len(folds) - 1] * len(found)
        rows, y, page, folds = np.stack(rows), np.array(y), np.array(page), np.array(folds)
        best = np.zeros(len(folds))
        np.maximum.at(best, page, y)
        weight, p = np.array(uses)[page] / np.sqrt(np.bincount(page)[page]), np.zeros(len(y))
        use = weight > 0
        for k in range(5):
            part = use & (folds[page] != k)
            p[folds[page] == k] = fit(rows[part], y[part], weight[part], 400, 6, 0.06, **options).predict(rows[folds[page] == k])
        labelled = np.flatnonzero(folds >= 0)
        right = np.array([y[page == n][p[page == n].argmax()] if (page == n).any() else 0 for n in labelled])
        print(f"{kind}: {len(labelled)} pages, right on pages not seen: {np.mean(right == 1):.3f},"
              f" but for case and marks: {np.mean(right > 0):.3f}, of a perfect choice: {np.mean(best[labelled] == 1):.3f}")
        models.append((kind, what, fit(rows[use], y[use], weight[use], 400, 6, 0.06, **options)))
    write(out, "MetadataWeights", models)


if __name__ == "__main__":
    {"pages": pages, "labels": labels, "first": first, "second": second, "export": export, "metadata": metadata}[sys.argv[1]](*sys.argv[2:])
