package format

import (
	"errors"
	"slices"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/model"
)

const fuzzText = "Haftar said “no” to the plan.\r\nTurkey — 👍🏽 — did not.\n"

// seed exports a small set in every format.
func seed(f Format) []byte {
	a := &model.Article{Text: fuzzText, Digest: model.DigestOf(fuzzText), Path: "a.txt"}
	p := newPage(Document{Article: a})
	at := func(start, end model.Pos) annotate.Place {
		pl := annotate.Place{Range: model.Range{Start: start, End: end}}
		p.describe(&pl)
		return pl
	}
	name, cue := at(0, 6), at(7, 11)
	quote := &annotate.Annotation{ID: ownIDs + "0195a3c0-0000-7000-8000-000000000001", Target: annotate.Target{Place: at(12, 20)},
		Body: &kind.Quote{Form: "direct", Cue: &cue, Speaker: annotate.Ref{Kind: annotate.RefName, Name: "Haftar", Words: &name}},
		Tags: []string{"x"}, Comment: "two\nlines", Created: time.Unix(1e9, 0).UTC()}
	link := linked("about")
	link.ID, link.Target.Annotation = ownIDs+"0195a3c0-0000-7000-8000-000000000002", quote.ID
	*link.Body.Refs()[0].Ref = annotate.Ref{Kind: annotate.RefAnnotation, ID: quote.ID}
	claim := labelled("claim", "CFS")
	claim.ID, claim.Target.Place = ownIDs+"0195a3c0-0000-7000-8000-000000000003", at(32, 60)
	claim.Body.(*kind.Claim).Review = &kind.Review{Verdict: "REFUTES"}
	var out files
	if _, err := f.Export(out.create, slices.Values([]Document{{Article: a, Annotations: []*annotate.Annotation{quote, link, claim}}})); err != nil {
		panic(err)
	}
	return out.source().Data
}

// Whatever a file holds, reading it ends, and every place that is said to be
// found holds its words.
func FuzzImport(f *testing.F) {
	for i, row := range Formats {
		if row.Imports() && row.Exports() && !row.Itself {
			f.Add(uint8(i), seed(row))
		}
	}
	tsv := slices.IndexFunc(Formats, func(row Format) bool { return row.Name == "webanno-tsv" })
	f.Add(uint8(tsv), []byte("#FORMAT=WebAnno TSV 3.3\n#T_SP=a.Span|v\n#T_CH=a.L|r|t\n#T_RL=a.R|v|BT_a.Span\n\n\n#Text=a 👍\n1-1\t0-1\ta\t*[1]|b[2]\t*->1-1\t*[1]\t_\t_\t\n1-2\t2-4\t👍\t*[1]\t*->1-2\t*[1]\tx\t1-1[0_1]\t\n"))
	f.Fuzz(func(t *testing.T, i uint8, data []byte) {
		row := Formats[int(i)%len(Formats)]
		if !row.Imports() || row.Itself { // the reader of PDF has a target of its own
			return
		}
		for _, articles := range [][]*model.Article{nil, {{Text: fuzzText, Digest: model.DigestOf(fuzzText), Path: "a.txt"}}} {
			docs, _, err := row.Import(Source{Name: "a", Data: data, Articles: articles, Beside: func(string) ([]byte, error) {
				return nil, errors.New("none")
			}})
			if err != nil {
				continue
			}
			for _, d := range docs {
				for _, a := range d.Annotations {
					for _, pl := range anchor.Places(a) {
						if found(pl) && d.Article.Text[pl.Start:pl.End] != pl.Quote.Exact {
							t.Fatalf("%v holds %q, not %q", pl.Range, d.Article.Text[pl.Start:pl.End], pl.Quote.Exact)
						}
					}
				}
			}
		}
	})
}
