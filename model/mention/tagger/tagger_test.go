package tagger

import (
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Haftar’s LNA, said U.S. officials.", "Haftar|’s|LNA|,|said|U.S.|officials|."},
		{"The Tripoli-based, Kuwait-led group", "The|Tripoli|-|based|,|Kuwait|-|led|group"},
		{"Fayez al-Sarraj, Kim Jong-un, Coca-Cola", "Fayez|al-Sarraj|,|Kim|Jong-un|,|Coca-Cola"},
		{"Russian-Turkish, pro-Russian, US-China", "Russian|-|Turkish|,|pro|-|Russian|,|US|-|China"},
		{"$5.2 million, 1990s; 2,000 at 5.", "$|5.2|million|,|1990s|;|2,000|at|5|."},
		{"See https://example.org/a?b=c. Or me@example.org!", "See|https://example.org/a?b=c|.|Or|me@example.org!"},
		{"O'Brien can't. AT&T Inc. won", "O'Brien|can't|.|AT&T|Inc.|won"},
		{"cafe\u0301 İzmir 习近平", "cafe\u0301|İzmir|习近平"},
	} {
		var got []string
		for _, tok := range Embedded().Tokens(nil, test.text) {
			got = append(got, test.text[tok.Start:tok.End])
		}
		if s := strings.Join(got, "|"); s != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.text, s, test.want)
		}
	}
}

func TestLexicon(t *testing.T) {
	m := Embedded()
	for _, test := range []struct {
		word string
		flag Flag
		want bool
	}{
		{"Kenya", Country, true}, {"Kenyan", Nationality, true}, {"Ministry", OrgCue, true}, {"Kremlin", Place, true},
		{"Angela", Forename, true}, {"minister", Title, true}, {"river", PlaceCue, true}, {"said", Common, true}, {"NATO", Org, true},
		{"Xqzzk", Everything, false}, {"Kenya", Nationality, false},
	} {
		if got := m.Is(test.word, test.flag); got != test.want {
			t.Errorf("Is(%q, %b) = %v", test.word, test.flag, got)
		}
	}
}

func TestABrokenModelIsRefused(t *testing.T) {
	for _, data := range []string{"", "stetner", strings.Repeat("x", 4000), embedded[:len(embedded)-1], embedded[:100], Narrow.mark + embedded[markSize:]} {
		if _, err := Load(data); err == nil {
			t.Errorf("%d bytes were taken for a model", len(data))
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
