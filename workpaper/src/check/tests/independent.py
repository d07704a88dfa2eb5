import base64, hashlib, json, sys, zipfile

zip = zipfile.ZipFile(sys.argv[1])
sha256 = lambda data: hashlib.sha256(data).digest()

listed = {}
for line in zip.read("manifest-sha256.txt").decode().split("\n")[:-1]:
    listed[line[66:]] = line[:64]
assert sorted([*listed, "manifest-sha256.txt"]) == sorted(zip.namelist())
for name, stated in listed.items():
    assert sha256(zip.read(name)).hex() == stated, name

origin, size, root = zip.read("checkpoint.txt").decode().split("\n")[:3]
size, root = int(size), base64.b64decode(root)


def rebuilt(leaf, index, size, path):
    """PATH of RFC 9162, section 2.1.3.1, read backwards: the last hash of the path is the other half of the whole tree."""
    if size == 1:
        assert path == []
        return leaf
    half = 1
    while half * 2 < size:
        half *= 2
    other = bytes.fromhex(path[-1])
    if index < half:
        return sha256(b"\1" + rebuilt(leaf, index, half, path[:-1]) + other)
    return sha256(b"\1" + other + rebuilt(leaf, index - half, size - half, path[:-1]))


entries = contents = 0
for folder in sorted({name.rsplit("/", 1)[0] for name in listed if name.startswith("items/")}):
    rows = {}
    for line in zip.read(folder + "/log.jsonl").decode().split("\n")[:-1]:
        read = json.loads(line)
        entries += 1
        if "entry" not in read:
            assert rebuilt(bytes.fromhex(read["leaf"]), read["withheld"], size, read["proof"]) == root
            rows[read["withheld"]] = None
            continue
        leaf = sha256(b"\0" + line[9:].split(',"leaf":"' + read["leaf"])[0].encode())
        assert rebuilt(leaf, read["entry"]["seq"], size, read["proof"]) == root
        rows[read["entry"]["seq"]] = read["entry"]["rows"]
    by_root = []
    if folder + "/rows.jsonl" in listed:
        for line in zip.read(folder + "/rows.jsonl").decode().split("\n")[:-1]:
            read = json.loads(line)
            leaf = sha256(b"\0" + json.dumps(read["row"], sort_keys=True, separators=(",", ":")).encode())
            of = rows[read["rows_of"]]
            assert rebuilt(leaf, read["index"], of["count"], read["proof"]).hex() == of["root"]
            by_root.append((read["rows_of"], read["row"]))
    for line in zip.read(folder + "/contents.jsonl").decode().split("\n")[:-1]:
        read = json.loads(line)
        content = line[len('{"content":') : line.rindex(',"hash":"')]
        tail = ',"id":"{id}","kind":"{kind}","since":{since},"version":{version}}}'.format(**read)
        hash = sha256(bytes.fromhex(read["salt"]) + ('{"content":' + content + tail).encode()).hex()
        row = {"hash": hash, "id": read["id"], "kind": read["kind"], "version": read["version"]}
        named = rows[read["since"]]
        if named is None:
            continue
        assert row in named if isinstance(named, list) else (read["since"], row) in by_root
        contents += 1
print(f"{len(listed)} files, {entries} entries, {contents} contents")
