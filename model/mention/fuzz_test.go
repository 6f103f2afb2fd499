package mention

import (
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
)

// FuzzFind holds what every reader of mentions relies on: text order, no
// overlap, grapheme edges, no
// white space at the edges, and indices that agree.
func FuzzFind(f *testing.F) {
	f.Add(news)
	f.Add(kremlin)
	f.Add("İstanbul’da Zoë\u0308 Müller-Lüdenscheidt met 习近平 and José\u0301 in São Paulo on 5 May. \x1b[31mNATO\u202e")
	f.Add("U.S. $5 million; Al - Zaman, O'Brien's AT&T, www.a.b, x@y.z, -–—’’'s 1.2.3.4 30 per cent, 10:30 p.m.")
	f.Add("👩‍👩‍👧‍👦🇩🇪🇫🇷Angela\u200d Merkel\u0301🏳️‍🌈 नमस्ते क्षत्रिय Kim")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		var blocks []string
		for _, p := range strings.Split(text, "\n\n") {
			if p = strings.TrimSpace(p); p != "" {
				blocks = append(blocks, p)
			}
		}
		a := article(blocks...)
		edge := graphemeEdges(a.Text)
		found := Find(a, all(a), []Rule{{Name: "Kim", Type: Person, As: "Kim Il-sung"}})
		last := model.Pos(0)
		for i, m := range found.Mentions {
			s := a.Slice(m.Range)
			switch {
			case m.Range.Empty() || m.Range.Start < last:
				t.Fatalf("mention %d %q: empty, out of order or overlapping", i, s)
			case !edge[m.Range.Start] || !edge[m.Range.End]:
				t.Fatalf("mention %q is not on grapheme edges", s)
			case strings.TrimSpace(s) != s:
				t.Fatalf("mention %q has blanks at its edges", s)
			case m.Entity >= len(found.Entities):
				t.Fatalf("mention %q: entity %d of %d", s, m.Entity, len(found.Entities))
			}
			last = m.Range.End
		}
		for i, e := range found.Entities {
			if e.Name == "" || len(e.Mentions) == 0 {
				t.Fatalf("entity %d has no name or no mention", i)
			}
			for _, k := range e.Mentions {
				if found.Mentions[k].Entity != i {
					t.Fatalf("mention %d says entity %d, entity %d lists it", k, found.Mentions[k].Entity, i)
				}
			}
		}
	})
}

func graphemeEdges(text string) map[model.Pos]bool {
	edge := map[model.Pos]bool{0: true}
	for g := graphemes.FromString(text); g.Next(); {
		edge[model.Pos(g.End())] = true
	}
	return edge
}
