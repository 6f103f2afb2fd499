"""Reads the long and the wide table, checks words and counts, writes the long one."""
import sys
sys.path.pop(0)  # this file is called as the package
import pandas as pd

long, wide = pd.read_csv(sys.argv[1]), pd.read_csv(sys.argv[2])
text = open("a.txt", encoding="utf-8", newline="").read()
words = long[long.target == "words"]
ok = sum(text[int(r.start):int(r.end)] == r.quote for r in words.itertuples())
for kind in long.kind.unique():
    assert wide["n_" + kind].sum() == (long.kind == kind).sum(), kind
long.to_csv(sys.argv[3], index=False)
print(ok, "of", len(words))
