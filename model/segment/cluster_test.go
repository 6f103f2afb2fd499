package segment

import (
	"slices"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
)

var clusterTexts = []string{
	"", "plain", "e\u0301 a\r\nb", "👩‍👩‍👧‍👦🇩🇪🇫🇷!", "क्षत्रिय और ज्ञान", "한국어 각", "\u200d\u0301x", "日本が\u3099", "a\xffb\u0301",
}

// Whatever the cursor steps over by a letter is what the rest of stet calls whole.
func TestStepsGoByGraphemeClusters(t *testing.T) {
	if got := ClusterAt("क्ष", 0); got != "क्ष" {
		t.Errorf("the conjunct is cut: %q", got)
	}
	for _, text := range clusterTexts {
		at := model.Pos(0)
		for g := graphemes.FromString(text); g.Next(); {
			if got := ClusterAt(text, at); got != g.Value() {
				t.Errorf("%q at %d: %q, want %q", text, at, got, g.Value())
			}
			if got := ClusterBefore(text, model.Pos(g.End())); got != at {
				t.Errorf("%q: before %d lies %d, want %d", text, g.End(), got, at)
			}
			at = model.Pos(g.End())
		}
		if ClusterAt(text, model.Pos(len(text))) != "" || ClusterBefore(text, 0) != 0 {
			t.Errorf("%q: a cluster beyond the text", text)
		}
	}
}

// Around never answers with a place inside a cluster, whatever it was asked before.
func TestEdgesAroundAnyPosition(t *testing.T) {
	for _, text := range clusterTexts {
		edges := []model.Pos{0}
		for g := graphemes.FromString(text); g.Next(); {
			edges = append(edges, model.Pos(g.End()))
		}
		for step := 1; step < 4; step++ {
			e := NewEdges(text)
			for p := 0; p <= len(text); p += step {
				before, after := e.Around(model.Pos(p))
				k, found := slices.BinarySearch(edges, model.Pos(p))
				wantBefore, wantAfter := model.Pos(p), model.Pos(p)
				if !found {
					wantBefore, wantAfter = edges[k-1], edges[k]
				}
				if before != wantBefore || after != wantAfter {
					t.Errorf("%q around %d: %d, %d, want %d, %d", text, p, before, after, wantBefore, wantAfter)
				}
			}
		}
	}
}
