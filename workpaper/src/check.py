#!/usr/bin/env python3
"""Checks the workpaper in this folder, with Python's standard library alone.

Checked: the list of hashes, the sample, that each log entry is under the root in checkpoint.txt, and that each content is
the one that its log entry names. Not checked: the signature of checkpoint.txt, for which README.txt has the commands.
"""
import base64, csv, hashlib, json, os, sys
from fractions import Fraction

FOLDER = os.path.dirname(os.path.abspath(__file__))


def read(name):
    with open(os.path.join(FOLDER, *name.split("/")), "rb") as file:
        return file.read()


def lines(name):
    return read(name).decode("utf-8").split("\n")[:-1]


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def require(holds, problem):
    if not holds:
        sys.exit("PROBLEM: " + problem)


def root_of(leaf, index, size, proof):
    """The root to which an inclusion proof leads (RFC 9162, section 2.1.3.2)."""
    node, last = leaf, size - 1
    for other in map(bytes.fromhex, proof):
        if last == 0:
            return None
        if index % 2 == 1 or index == last:
            node = sha256(b"\x01", other, node)
            while index % 2 == 0 and index != 0:
                index, last = index // 2, last // 2
        else:
            node = sha256(b"\x01", node, other)
        index, last = index // 2, last // 2
    return node if last == 0 else None


def check_files():
    listed = [line.split("  ", 1) for line in lines("manifest-sha256.txt")]
    for stated, name in listed:
        require(os.path.isfile(os.path.join(FOLDER, *name.split("/"))), name + " is missing")
        require(sha256(read(name)).hex() == stated, name + " was changed")
    names = {name for _, name in listed}
    for folder, _, files in os.walk(os.path.join(FOLDER, "items")):
        for file in files:
            name = os.path.relpath(os.path.join(folder, file), FOLDER).replace(os.sep, "/")
            require(name in names, name + " isn't in manifest-sha256.txt")
    return len(listed)


def check_sample(about):
    asked = about["asked"]
    strata = {}
    for row in csv.DictReader(lines("population.csv")):
        rank = sha256(asked["seed"].encode(), b"\n", row["id"].encode()).hex()
        strata.setdefault(row["stratum"], []).append((rank, row["id"]))
    places = {code: 1 for code in strata}
    for _ in range(min(asked["size"], about["population"]) - len(strata)):
        open_ones = [code for code in sorted(strata) if places[code] < len(strata[code])]
        claim = lambda code: Fraction(len(strata[code]) ** 2, places[code] * (places[code] + 1))
        places[max(open_ones, key=claim)] += 1
    drawn = [(code, *item) for code in sorted(strata) for item in sorted(strata[code])[: places[code]]]
    stated = [(item["stratum"], item["rank"], item["id"]) for item in about["items"]]
    require(drawn == stated, "the items aren't those that the seed draws from population.csv")
    rows = [(row["stratum"], row["rank"], row["id"]) for row in csv.DictReader(lines("selection.csv"))]
    require(rows == stated, "selection.csv doesn't say which items the seed draws")


def check_item(folder, size, root):
    log, by_root, tied = {}, {}, 0
    for line in lines(folder + "/log.jsonl"):
        entry = json.loads(line)
        if "entry" in entry:
            seq, text = entry["entry"]["seq"], line[len('{"entry":') : line.rindex(',"leaf":"')]
            leaf = sha256(b"\x00", text.encode())
            require(leaf.hex() == entry["leaf"], f"{folder}: entry {seq} was changed")
        else:
            seq, leaf = entry["withheld"], bytes.fromhex(entry["leaf"])
        require(root_of(leaf, seq, size, entry["proof"]) == root, f"{folder}: entry {seq} isn't in the signed log")
        log[seq] = entry.get("entry")
    if os.path.exists(os.path.join(FOLDER, folder, "rows.jsonl")):
        for line in lines(folder + "/rows.jsonl"):
            row = json.loads(line)
            seq, rows = row["rows_of"], log[row["rows_of"]]["rows"]
            text = line[line.index(',"row":') + len(',"row":') : line.rindex(',"rows_of":')]
            found = root_of(sha256(b"\x00", text.encode()), row["index"], rows["count"], row["proof"])
            require(found == bytes.fromhex(rows["root"]), f"{folder}: a row isn't one of entry {seq}")
            by_root.setdefault(seq, []).append(row["row"])
    for line in lines(folder + "/contents.jsonl"):
        of = json.loads(line)
        text = line[len('{"content":') : line.rindex(',"hash":"')]
        hashed = '{"content":%s,"id":"%s","kind":"%s","since":%d,"version":%d}' % (
            text, of["id"], of["kind"], of["since"], of["version"])
        hash = sha256(bytes.fromhex(of["salt"]), hashed.encode()).hex()
        require(hash == of["hash"], f"{folder}: a content of {of['kind']} {of['id']} was changed")
        entry = log[of["since"]]
        if entry is not None:
            rows = entry["rows"] if isinstance(entry["rows"], list) else by_root.get(of["since"], [])
            row = {"hash": hash, "id": of["id"], "kind": of["kind"], "version": of["version"]}
            require(row in rows, f"{folder}: entry {of['since']} doesn't name a content of {of['kind']} {of['id']}")
            tied += 1
    return len(log), tied


def main():
    if not os.path.isfile(os.path.join(FOLDER, "manifest-sha256.txt")):
        sys.exit("PROBLEM: manifest-sha256.txt is missing")
    files = check_files()
    about = json.loads(read("workpaper.json"))
    _, size, root = lines("checkpoint.txt")[:3]
    size, root = int(size), base64.b64decode(root)
    check_sample(about)
    found = [check_item(item["folder"], size, root) for item in about["items"]]
    entries, contents = sum(of[0] for of in found), sum(of[1] for of in found)
    print(f"No problems found: {files} files, {len(found)} items, {entries} log entries, {contents} contents.")
    print("Not checked: the signature of checkpoint.txt, and whose key public-key.txt is (README.txt, step 3).")


main()
