package mention

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/model"
)

// grouped reads an article of our own with its entities marked:
// [PERSON:haftar Khalifa Haftar]. The entity of each mention is returned beside.
func grouped(t *testing.T, path string) (*model.Article, []Mention, []string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	var mentions []Mention
	var entity []string
	for rest := string(data); rest != ""; {
		before, inside, found := strings.Cut(rest, "[")
		text.WriteString(before)
		if !found {
			break
		}
		inside, rest, _ = strings.Cut(inside, "]")
		mark, name, _ := strings.Cut(inside, " ")
		kind, id, _ := strings.Cut(mark, ":")
		start := model.Pos(text.Len())
		text.WriteString(name)
		mentions = append(mentions, Mention{Range: model.Range{Start: start, End: model.Pos(text.Len())}, Type: Type(kind), Entity: -1})
		entity = append(entity, id)
	}
	return article(strings.Split(strings.TrimRight(text.String(), "\n"), "\n\n")...), mentions, entity
}

// bCubed is the precision and recall of one grouping of mentions against another
// (Bagga and Baldwin 1998), summed over the mentions; what is in only one of
// them counts as wrong there.
func bCubed(got, want map[model.Range]string) (precision, recall float64) {
	score := func(a, b map[model.Range]string) float64 {
		sum := 0.0
		for r, id := range a {
			other, found := b[r]
			if !found {
				continue
			}
			same, size := 0, 0
			for r2, id2 := range a {
				if id2 != id {
					continue
				}
				size++
				if o, ok := b[r2]; ok && o == other {
					same++
				}
			}
			sum += float64(same) / float64(size)
		}
		return sum
	}
	return score(got, want), score(want, got)
}

// TestGrouping holds grouping to its B³ F1 on mentions given as they should be, and on
// the whole way from the text. What is better than its figure is written down too.
func TestGrouping(t *testing.T) {
	paths, _ := filepath.Glob("testdata/grouped/*.txt")
	if len(paths) == 0 {
		t.Fatal("no gold")
	}
	for _, way := range []struct {
		name   string
		figure float64
		find   func(a *model.Article, gold []Mention) *Found
	}{
		{"given mentions", 99.0, func(a *model.Article, gold []Mention) *Found { return Group(a, taggedAs(gold), nil) }},
		{"found mentions", 98.6, func(a *model.Article, _ []Mention) *Found { return Find(a, all(a), nil) }},
	} {
		var precision, recall, nGot, nWant float64
		for _, path := range paths {
			a, mentions, entity := grouped(t, path)
			want, got := map[model.Range]string{}, map[model.Range]string{}
			for i, m := range mentions {
				want[m.Range] = entity[i]
			}
			f := way.find(a, mentions)
			for _, m := range f.Mentions {
				if m.Entity >= 0 {
					got[m.Range] = f.Entities[m.Entity].Name
				}
			}
			p, r := bCubed(got, want)
			if p < float64(len(got)) || r < float64(len(want)) {
				t.Logf("%s: %s: %s", way.name, path, strings.Join(entities(f), "; "))
			}
			precision, recall, nGot, nWant = precision+p, recall+r, nGot+float64(len(got)), nWant+float64(len(want))
		}
		p, r := 100*precision/nGot, 100*recall/nWant
		f1 := 2 * p * r / (p + r)
		t.Logf("%s: B³ F1 %.1f (%.1f/%.1f) on %.0f mentions", way.name, f1, p, r, nWant)
		if math.Abs(f1-way.figure) > 0.3 {
			t.Errorf("%s: B³ F1 %.1f, was %.1f", way.name, f1, way.figure)
		}
	}
}

// A German name in the genitive is that name, where the article has it without the ending:
// Hans is not Han.
func TestANameInTheGenitiveIsThatName(t *testing.T) {
	a := article("Bundeskanzler Peter Brandt sprach am Montag in Berlin. Brandts Partei fordert mehr Geld.",
		"Hans Meier lobte Brandts Rede. Meier kam mit Vattenfalls Chef, Berlins Bürgermeister schwieg.")
	a.Meta.Language = "de"
	got := entities(Find(a, all(a), nil))
	for _, want := range []string{"PERSON Peter Brandt = Brandt ×3", "PERSON Hans Meier = Meier ×2", "LOC Berlin ×2"} {
		if !slices.Contains(got, want) {
			t.Errorf("no %s in %q", want, got)
		}
	}
	a.Meta.Language = "en"
	if got := entities(Find(a, all(a), nil)); slices.Contains(got, "PERSON Peter Brandt = Brandt ×3") {
		t.Errorf("in English: %q", got)
	}
}
