package quotation

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"stet/model"
	"stet/model/mention"
	"stet/model/need"
	"stet/model/source"
)

// FuzzFind holds what every caller relies on: whatever the text, parts and
// marked stretches are in order, not empty, in bounds and on grapheme edges.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		"“We are ready,” said Doe. “We will not wait.”",
		"Doe said he hoped “it” would — and that\n\n“it would not",
		"‘’“”\"''``«»„“\u0301”\u200d 6'2\" a\r\nb",
		"According to according to, said said that that",
		"日本“語”と Doe said, \"é\u0301\" (((",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd") // as when an article is read
		a := article(text)
		edge := map[model.Pos]bool{0: true}
		g, at := graphemes.FromString(text), 0
		for g.Next() {
			at += len(g.Value())
			edge[model.Pos(at)] = true
		}
		within := func(r model.Range, what string) {
			if r.Start < 0 || int(r.End) > len(text) || r.Start > r.End || !edge[r.Start] || !edge[r.End] {
				t.Fatalf("%s %v is no range on grapheme edges of %q", what, r, text)
			}
		}
		ordered := func(rs []model.Range, what string) {
			last := model.Pos(0)
			for _, r := range rs {
				within(r, what)
				if r.Empty() || r.Start < last {
					t.Fatalf("%s %v are empty or out of order in %q", what, rs, text)
				}
				last = r.Start
			}
		}
		quotes := Find(a, whole(a), named(text))
		same(t, text, quotes, Collect(a, whole(a), named(text)))
		for i := range quotes {
			q := &quotes[i]
			if len(q.Parts) == 0 || i > 0 && quotes[i-1].Cover().Compare(q.Cover()) > 0 {
				t.Fatalf("quotation %d has no parts or stands out of order in %q", i, text)
			}
			ordered(q.Parts, "parts")
			ordered(q.Marked, "marked")
			within(q.Cue, "cue")
			within(q.Speaker.Range, "speaker")
			for _, e := range q.Ends {
				if !edge[e.Pos] || e.Pos <= q.Parts[0].Start {
					t.Fatalf("end %v lies outside the words in %q", e, text)
				}
			}
		}
	})
}

// The time per byte must not grow with the text, nor with what it is made of.
func BenchmarkFind(b *testing.B) {
	const news = "“We are ready,” Jane Doe, the mayor of Riverton, told reporters on Monday. “We will not wait.” " +
		"John Roe said the bridge was safe, adding that its cost had doubled since 2019.\n\n"
	for _, c := range []struct{ name, unit string }{
		{"news", news},
		{"oneParagraph", strings.ReplaceAll(news, "\n", "")},
		{"openMarks", "“ a "}, {"closeMarks", "a.” "}, {"straight", "\" a"}, {"single", "'a "}, {"openSingle", "‘a "},
		{"said", "said "}, {"commas", "Doe, "}, {"that", "said that "}, {"names", "Doe "},
	} {
		for _, size := range []int{1 << 10, 1 << 15, 1 << 20, 10 << 20} {
			if size > 1<<20 && c.name != "news" {
				continue
			}
			text := strings.Repeat(c.unit, size/len(c.unit)+1)[:size]
			text = strings.ToValidUTF8(text, "")
			a, names := article(text), named(text)
			b.Run(c.name+"/"+sizeName(size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					Find(a, whole(a), names)
				}
			})
		}
	}
}

// What a corpus costs: names and quotations together, in words a second a core.
func BenchmarkWithMentions(b *testing.B) {
	data, err := os.ReadFile("../../testdata/articles/libya-talks.txt")
	if err != nil {
		need.Skip(b, need.Shared, err)
	}
	text := strings.Repeat(string(data)+"\n\n", 20)
	a := source.OfText("", text)
	words := float64(len(strings.Fields(text)))
	for b.Loop() {
		Find(a, whole(a), mention.Find(a, whole(a), nil))
	}
	b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func sizeName(n int) string {
	if n >= 1<<20 {
		return strconv.Itoa(n>>20) + "MB"
	}
	return strconv.Itoa(n>>10) + "KB"
}
