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

// The kind of a word is told by its capitals.
func TestKindsOfWords(t *testing.T) {
	for word, want := range map[string]TokenKind{
		"a": Lower, "zaz": Lower, "éa": Lower, "don’t": Lower, "Az": Capital, "Za": Capital, "A": Capital, "Éa": Capital, "AZ": Upper, "ZA": Upper, "U.N.": Upper, "ÉÀ": Upper,
		"iPhone": Mixed, "McDonald": Mixed, "aZ": Mixed, "zA": Mixed, "Az-Az": Capital, "5": Number, "9a": Number, "0.5": Number, "-": Sign, "_": Sign, "+": Sign, "me@a.example": Address, "www.a.example": Address, "习近平": Lower,
	} {
		tokens := Embedded().Tokens(nil, word)
		if len(tokens) != 1 || tokens[0].Kind != want {
			t.Errorf("%q: %v, want %v", word, tokens, want)
		}
	}
	last := Embedded().Tokens(nil, "the dogs’")
	if n := len(last); n != 3 || !last[2].Glued {
		t.Errorf("%v", last)
	}
}

// The inside of a name follows a label of its own kind.
func TestWhichLabelsFollow(t *testing.T) {
	for _, c := range []struct {
		label, before Label
		want          bool
	}{
		{Outside, Inside(Person), true}, {Begin(Person), Inside(Location), true}, {Begin(Person), Outside, true}, {Inside(Person), Begin(Person), true},
		{Inside(Person), Inside(Person), true}, {Inside(Person), Begin(Location), false}, {Inside(Location), Inside(Person), false}, {Inside(Person), Outside, false},
	} {
		if got := c.label.May(c.before); got != c.want {
			t.Errorf("%v behind %v: %v", c.label, c.before, got)
		}
	}
}

// A lexicon that is written is read as it was.
func TestALexiconIsReadAsItWasWritten(t *testing.T) {
	entries := map[uint64]Entry{}
	for i := range 50 {
		entries[Hash(strings.Repeat("x", i+1))] = Entry{Flags: Flag(1 << (i % 12)), Cluster: uint16(i + 1)}
	}
	m, err := Load(string(Bytes(Wide, entries, map[uint64][Labels]int8{1: {}}, [Labels][Labels]int16{})))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		word := Hash(strings.Repeat("x", i+1))
		if flags, cluster := m.Lookup(word); (Entry{flags, cluster}) != entries[word] {
			t.Errorf("%d: %b of %d, want %+v", i, flags, cluster, entries[word])
		}
	}
	if flags, cluster := m.Lookup(Hash("tide")); flags != 0 || cluster != 0 {
		t.Errorf("of a word that is not in it: %b of %d", flags, cluster)
	}
}
