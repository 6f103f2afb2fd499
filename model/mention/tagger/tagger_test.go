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

// Where words are parted, a plus sign before what has no blank before it.
func TestWhereWordsAreParted(t *testing.T) {
	for text, want := range map[string]string{
		"Kim Jong‑un, Kim Jong‐un, Coca‑Cola":                           "Kim|Jong‑un|+,|Kim|Jong‐un|+,|Coca‑Cola",
		"A-Z, al-Azhar, al-Zour, al-azhar, Al-, -al":                    "A-Z|+,|al-Azhar|+,|al-Zour|+,|al-azhar|+,|Al|+-|+,|-|+al",
		"A-1, B-52, B-0x, COVID-19, Z-9":                                "A-1|+,|B-52|+,|B-0x|+,|COVID-19|+,|Z-9",
		"Russian‑Turkish, Russian-turkish, Russian-x, Zambian-Albanian": "Russian|+‑|+Turkish|+,|Russian-turkish|+,|Russian-x|+,|Zambian|+-|+Albanian",
		"Russian-Smith, Smith-Russian, US-led, Z-led, A-led":            "Russian-Smith|+,|Smith-Russian|+,|US|+-|+led|+,|Z|+-|+led|+,|A|+-|+led",
		"a.b@c.example, a+b@c.example, .a@c.example, ftp://a.example":   "a.b@c.example|+,|a+b@c.example|+,|.|+a@c.example|+,|ftp://a.example",
		"www.a.example, ww.a.example, a@, @a, a:// x":                   "www.a.example|+,|ww|+.|+a|+.|+example|+,|a@|+,|@|+a|+,|a://|x",
		"cafe\u0300 x\u02ff, Norland-affiliated, Norland-and":           "cafe\u0300|x|+\u02ff|+,|Norland|+-|+affiliated|+,|Norland-and",
		"one\ttwo\rthree\n four":                                        "one|two|three|four",
		"O'Brien's, dogs', ’90s, rock’n’roll, l’Oréal":                  "O'Brien|+'s|+,|dogs|+'|+,|’|+90s|+,|rock’n’roll|+,|l’Oréal",
		"12-Foot, 12-foot, 1990s-style, 3D-Print":                       "12|+-|+Foot|+,|12|+-|+foot|+,|1990s|+-|+style|+,|3D|+-|+Print",
		strings.Repeat("a", 63) + "@b.example":                          strings.Repeat("a", 63) + "@b.example",
		strings.Repeat("a", 64) + "@b.example":                          strings.Repeat("a", 64) + "@b.example",
		strings.Repeat("a", 65) + "@b.example":                          strings.Repeat("a", 65) + "|+@|+b|+.|+example",
	} {
		var got []string
		for _, token := range Embedded().Tokens(nil, text) {
			glue := ""
			if token.Glued {
				glue = "+"
			}
			got = append(got, glue+text[token.Start:token.End])
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s\n got %s\nwant %s", text, s, want)
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
