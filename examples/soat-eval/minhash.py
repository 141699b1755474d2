"""Joins the tasks of one file by MinHash-LSH (datasketch) and holds the result against the exact pairs.

    python3 minhash.py TASKS PAIRS

TASKS has a line of thresholds (of_both, product, shared) and then one line a task: document, territory, year, and its
terms with weights. PAIRS has the exact pairs, two line numbers a line. Every candidate of the sketches is held against the same thresholds with the
same weights as the exact search does, so that only what the sketches lose counts. `cargo eval overlap-scale --datasketch` writes both files.
"""

import sys
import time
from collections import defaultdict

try:
    import numpy
    from datasketch import MinHash, MinHashLSH
except ImportError:
    sys.exit("datasketch is not installed: pip install datasketch")

HAIR = 1e-3
PERMUTATIONS = 128


def read(path):
    with open(path, encoding="utf-8") as lines:
        least = [float(word) for word in next(lines).split()]
        tasks = []
        for line in lines:
            document, territory, year, terms = line.rstrip("\n").split("\t")
            pairs = (term.split(":") for term in terms.split())
            tasks.append((document, territory, int(year), {term: float(weight) for term, weight in pairs}))
    return least, tasks


def sketches(tasks):
    """A term of weight 2 stands in the set eight times, one of 0.25 once: so the Jaccard coefficient of the sets is the weighted one."""
    base = MinHash(num_perm=PERMUTATIONS)
    made = []
    for _, _, _, terms in tasks:
        sketch = base.copy()
        sketch.update_batch([f"{term}#{at}".encode() for term, weight in terms.items() for at in range(round(weight * 4))])
        made.append(sketch)
    return made


def meets(one, other, least):
    of_both, product, shared_least = least
    mine, theirs = one[3], other[3]
    if one[0] == other[0] or one[2] != other[2]:
        return False
    a, b = one[1], other[1]
    if not (a == b or a.startswith(b + "/") or b.startswith(a + "/")):
        return False
    shared = sum(min(weight, theirs[term]) for term, weight in mine.items() if term in theirs)
    first, second = sum(mine.values()), sum(theirs.values())
    both = shared / (first + second - shared)
    enough = both > 1 - HAIR or shared >= shared_least - HAIR
    return both >= of_both - HAIR and both * shared / min(first, second) >= product - HAIR and enough


def join(tasks, made, least, weights):
    """Territory and year part the tasks as they do in the exact search: one index a province and year."""
    blocks = defaultdict(list)
    for at, (_, territory, year, _) in enumerate(tasks):
        blocks[territory.split("/")[0], year].append(at)
    found, candidates = set(), 0
    shape = None
    for block in blocks.values():
        index = MinHashLSH(threshold=least[0], num_perm=PERMUTATIONS, weights=weights)
        shape = (index.b, index.r)
        for at in block:
            for other in index.query(made[at]):
                candidates += 1
                if meets(tasks[at], tasks[other], least):
                    found.add((min(at, other), max(at, other)))
            index.insert(at, made[at], check_duplication=False)
    return found, candidates, shape


def main():
    least, tasks = read(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as lines:
        exact = {tuple(int(word) for word in line.split()) for line in lines}
    begun = time.perf_counter()
    made = sketches(tasks)
    sketched = time.perf_counter() - begun
    for weights in [(0.5, 0.5), (0.1, 0.9)]:
        begun = time.perf_counter()
        found, candidates, shape = join(tasks, made, least, weights)
        recall = len(found & exact) / max(len(exact), 1)
        wrong = len(found - exact)
        took = sketched + time.perf_counter() - begun
        print(
            f"  datasketch, {shape[0]} bands of {shape[1]}: {took:.1f} s (sketches {sketched:.1f} s), {candidates} candidates, "
            f"recall {recall:.4f}, {wrong} pairs that the exact search has not"
        )


if __name__ == "__main__":
    main()
