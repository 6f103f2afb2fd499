"""Holds .ann files to their texts as brat's own checkann does, of its tools on PyPI."""
import codecs, io, glob, contextlib, sys
sys.path.pop(0)  # this file is called as other packages

opened = codecs.open
codecs.open = lambda name, mode="r", **more: opened(name, mode.replace("U", ""), **more)  # gone from Python
from brat_tools import checkann

n, said = 0, io.StringIO()
for path in sorted(glob.glob("brat/*.ann")):
    with open(path, encoding="utf-8") as f:
        n += sum(line.startswith("T") for line in f)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        checkann.process(path)
wrong = len(said.getvalue().splitlines())
print(said.getvalue() + f"{n - wrong} of {n}")
