package anchor

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"stet/annotate"
	"stet/model"
)

// revision makes an article of some 10 MB with 10,000 annotations, and a later
// version in which a word in 50 and a paragraph in 20 has changed.
func revision() (old, new string, as []annotate.Quote) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func() string { return fmt.Sprintf("w%d", int(rng.ExpFloat64()*2000)) }
	var a, b strings.Builder
	var ranges []model.Range
	for a.Len() < 10<<20 {
		start := a.Len()
		for range 60 + rng.IntN(60) {
			w := word()
			a.WriteString(w + " ")
			if rng.IntN(50) == 0 {
				w = word()
			}
			b.WriteString(w + " ")
		}
		a.WriteString("\n\n")
		b.WriteString("\n\n")
		if rng.IntN(20) == 0 {
			b.WriteString("A paragraph that was put in later, " + word() + ".\n\n")
		}
		ranges = append(ranges, span(start, a.Len()-2))
	}
	old, new = a.String(), b.String()
	art, off := art(old), model.NewOffsets(old)
	for i := range 10_000 {
		r := ranges[i*len(ranges)/10_000]
		end := min(r.End, r.Start+model.Pos(20+rng.IntN(300)))
		as = append(as, Describe(art, off, model.Range{Start: r.Start, End: end}).Quote)
	}
	return old, new, as
}

func annotations(qs []annotate.Quote) (as []*annotate.Annotation) {
	for _, q := range qs {
		as = append(as, &annotate.Annotation{Target: annotate.Target{Place: annotate.Place{Quote: q}}})
	}
	return as
}

// The budget is two seconds.
func BenchmarkTenThousandInTenMegabytes(b *testing.B) {
	old, new, qs := revision()
	article, off := art(new), model.NewOffsets(new)
	for _, c := range []struct {
		name string
		kept func(string) (string, bool)
	}{
		{"kept", func(string) (string, bool) { return old, true }},
		{"lost", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				as := annotations(qs)
				NewFinder(article, off, c.kept).FindAll(as)
				if n := Tally(as); n[annotate.Moved] == 0 {
					b.Fatal(n)
				}
			}
		})
	}
}

// Texts made to be slow to compare.
func BenchmarkHostile(b *testing.B) {
	words := func(n int, f func(i int) string) string {
		var s strings.Builder
		for i := range n {
			s.WriteString(f(i) + " ")
		}
		return s.String()
	}
	for name, t := range map[string][2]string{
		"every second word": {words(200_000, func(i int) string { return fmt.Sprint("w", i/2*(1-i%2), "x") }), words(200_000, func(i int) string { return fmt.Sprint("w", i/2*(1-i%2), "y"[:i%2]) })},
		"one word":          {words(500_000, func(int) string { return "a" }), "b " + words(400_000, func(int) string { return "a" })},
		"backwards":         {words(200_000, func(i int) string { return fmt.Sprint(i) }), words(200_000, func(i int) string { return fmt.Sprint(200_000 - i) })},
		"two words":         {words(500_000, func(i int) string { return "ab"[i%2 : i%2+1] }), words(500_000, func(i int) string { return "ab"[i*i%3%2 : i*i%3%2+1] })},
		"small, shuffled":   {words(11_000, func(i int) string { return fmt.Sprint("w", i*7919%4001) }), words(11_000, func(i int) string { return fmt.Sprint("w", i*104729%4001) })},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				compare(t[0], t[1])
			}
		})
	}
}
