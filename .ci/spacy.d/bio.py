"""Writes doccano's JSON lines of a file with a token and its BIO tag a line.

usage: bio.py FILE.bio > gold.jsonl

A document begins with -DOCSTART-; a file without has documents of 20 sentences. Types are
folded to PERSON, ORG and LOC; names of other types are left out."""
import json
import re
import sys

FOLD = {"per": "PERSON", "org": "ORG", "loc": "LOC", "gpe": "LOC", "fac": "LOC"}
CLOSING = re.compile(r"[.,;:!?)\]}%]+|['’](?:s|S|re|ve|ll|d|m)?|n['’]t|''|”")
OPENING = ("(", "[", "{", "$", "#", "“", "``")


def documents(path):
    """Lists of sentences, which are lists of a token and its tag."""
    marked, documents, sentence = False, [[]], []
    for line in open(path, encoding="utf-8"):
        if line.startswith("-DOCSTART-"):
            marked = True
            documents.append([])
        elif line.strip():
            sentence.append(line.rstrip("\n").split("\t")[:2])
        elif sentence:
            documents[-1].append(sentence)
            sentence = []
    if sentence:
        documents[-1].append(sentence)
    documents = [d for d in documents if d]
    if not marked:
        flat = [s for d in documents for s in d]
        documents = [flat[i:i + 20] for i in range(0, len(flat), 20)]
    return documents


def text_of(document):
    """The text, a paragraph a sentence, and the spans of its names."""
    text, spans = "", []
    for sentence in document:
        text += "\n\n" if text else ""
        before, name = "", None
        for token, tag in sentence:
            if before and not CLOSING.fullmatch(token) and before not in OPENING:
                text += " "
            begins = tag.startswith("B-") or tag.startswith("I-") and name is None
            if tag == "O" or begins:
                name = None
            kind = FOLD.get(tag[2:5].lower())
            if begins and kind:
                name = [len(text), len(text), kind]
                spans.append(name)
            text += token
            if name is not None:
                name[1] = len(text)
            before = token
    return text + "\n", spans


for document in documents(sys.argv[1]):
    text, spans = text_of(document)
    print(json.dumps({"text": text, "label": spans}, ensure_ascii=False))
