package mention

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// news is a page of our own prose, with a name in every third word or so.
const news = `The Foreign Minister of Norland, Ingrid Halvorsen, told the National Assembly on Tuesday that talks with the Harbour Workers Union had failed. “We offered 4.5 per cent, and $12 million for the port of Brennstad,” Halvorsen said in Geneva.

Officials at the World Health Organization (WHO) declined to comment. Last Sunday the WHO had warned that the strike, which began in early September, could delay vaccines for Sudan, Chad and South Sudan. President John Mbeki-Brown, who visited Oslo in 2019, blamed the company, Northern Freight Ltd., and its Russian owners.`

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat(news+"\n\n", 200)
	if path := os.Getenv("STET_BENCH_TEXT"); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		text = string(data)
	}
	a := article(strings.Split(text, "\n\n")...)
	words := len(strings.Fields(text))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Find(a, all(a), nil)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkLength shows that the cost a byte does not grow with the text, be it
// news or made to hurt.
func BenchmarkLength(b *testing.B) {
	for _, kind := range []struct{ name, unit string }{
		{"news", news + "\n\n"},
		{"oneParagraph", strings.ReplaceAll(news, "\n\n", " ") + " "},
		{"capitals", "Smith Haftar Jones-Lee LNA "},
		{"hyphens", "Al-Sarraj-al-"},
		{"points", "a.b."},
		{"namesakes", "Jo Smith met Al Smith. Smith left.\n\n"},
		{"marks", "e\u0301\u0301\u200d"},
	} {
		for _, size := range []int{1 << 10, 1 << 15, 1 << 20} {
			b.Run(fmt.Sprintf("%s/%dKB", kind.name, size>>10), func(b *testing.B) {
				a := article(strings.Split(strings.Repeat(kind.unit, size/len(kind.unit)), "\n\n")...)
				b.SetBytes(int64(len(a.Text)))
				for b.Loop() {
					Find(a, all(a), nil)
				}
			})
		}
	}
}

// BenchmarkGroup is what a correction costs.
func BenchmarkGroup(b *testing.B) {
	a := article(strings.Split(strings.Repeat(news+"\n\n", 200), "\n\n")...)
	tagged := Tag(a, all(a))
	rules := []Rule{{Name: "Halvorsen", As: "Ingrid Halvorsen"}}
	b.ReportAllocs()
	for b.Loop() {
		Group(a, tagged, rules)
	}
	b.ReportMetric(float64(tagged.Len()), "mentions")
}
