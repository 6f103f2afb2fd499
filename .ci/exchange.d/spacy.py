"""Reads Docs as JSON, packs them into a DocBin and out, checks their words."""
import json, sys
sys.path.pop(0)  # this file is called as the package
import spacy
from spacy.tokens import Doc, DocBin

nlp, docs, ok, n = spacy.blank("en"), DocBin(), 0, 0
with open(sys.argv[1], encoding="utf-8") as f:
    for line in f:
        j = json.loads(line)
        doc = Doc(nlp.vocab).from_json(j)
        assert doc.text == j["text"]
        for span, raw in zip(doc.spans["stet"], j["spans"]["stet"]):
            n += 1
            ok += span.text == j["text"][raw["start"]:raw["end"]] and span.label_ == raw["label"]
        docs.add(doc)
with open(sys.argv[2], "w", encoding="utf-8") as f:
    for doc in DocBin().from_bytes(docs.to_bytes()).get_docs(nlp.vocab):
        f.write(json.dumps(doc.to_json()) + "\n")
print(ok, "of", n)
