"""Holds a project to the schema of REFI-QDA, and its selections to the text."""
import sys, zipfile
from lxml import etree

z = zipfile.ZipFile(sys.argv[2])
doc = etree.fromstring(z.read("project.qde"))
schema = etree.XMLSchema(etree.parse(sys.argv[1]))
if not schema.validate(doc):
    print(schema.error_log)
ns, ok, n = {"q": "urn:QDA-XML:project:1.0"}, 0, 0
for source in doc.findall(".//q:TextSource", ns):
    text = z.read("sources/" + source.get("plainTextPath").removeprefix("internal://")).decode()
    for s in source.findall("q:PlainTextSelection", ns):
        n += 1
        ok += text[int(s.get("startPosition")):int(s.get("endPosition"))] == s.get("name")
print(ok if schema.validate(doc) else 0, "of", n)
