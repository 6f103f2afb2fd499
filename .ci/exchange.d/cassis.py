"""Reads the CAS files in xmi/ and cas/, checks their words, writes them to back/."""
import glob, os, sys
sys.path.pop(0)  # this file is called as the package
import cassis

ok = n = 0
with open("xmi/TypeSystem.xml", "rb") as f:
    types = cassis.load_typesystem(f)
for path in sorted(glob.glob("xmi/*.xmi")) + sorted(glob.glob("cas/*.json")):
    with open(path, "rb") as f:
        c = cassis.load_cas_from_xmi(f, typesystem=types) if path.endswith(".xmi") else cassis.load_cas_from_json(f)
    for fs in c.select_all_annotations():
        if fs.type.name.startswith("webanno.custom.") or fs.type.name.endswith("NamedEntity"):
            n += 1
            word = c.sofa_string[: fs.begin][-1:] + " " + fs.get_covered_text()
            ok += fs.get_covered_text().strip() == fs.get_covered_text() != "" and not word[0].isalnum()
    back = "back/" + os.path.basename(path)
    c.to_xmi(back) if path.endswith(".xmi") else c.to_json(back)
print(ok, "of", n)
