package lang

import (
	"testing"
	"testing/fstest"
)

// A language is a folder: one that nobody has heard of is recognised, and known by
// what its files say, without a line of code.
func TestAMadeUpLanguage(t *testing.T) {
	text := "Zul vornak eth migra dosh keltu, vornak zul ethra migrosh. Kel doshtu vorn ethrak zulma migra, dosh keltuna vornak. " +
		"Ethra zulmak keltu dosh vornaka migrosh eth zul. Migra doshna kel vornak ethu zulma."
	folder := fstest.MapFS{
		"qz/language.txt": {Data: []byte("name: Zulmak\nnative: zulmak\nscript: Latin\nmarks: ‹› «»\ndash: —\nelision: z\nordinal: .\n# a remark\n")},
		"qz/says.txt":     {Data: []byte("# verbs\nvornak\nmigra # says\n")},
		"yy/language.txt": {Data: []byte("name: Other\nscript: Latin\n")},
	}
	for tag, texts := range map[string][]string{
		"qz": {text, text + "\n" + text},
		"yy": {"The council met on Monday and did not agree on the price of the tram.\nIt will meet again."},
	} {
		for name, data := range NewProfile(texts) {
			folder[tag+"/"+name] = &fstest.MapFile{Data: data}
		}
	}
	set, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Recognise("Vornak ethra zulma keltu dosh migra, zul vornak eth keltuna doshtu."); got != "qz" {
		t.Errorf("recognised as %q", got)
	}
	l := set.Of("qz-QZ")
	if l == nil || l.Name != "Zulmak" || len(l.Marks) != 2 || l.Marks[0] != (Pair{'‹', '›'}) || !l.Ordinal {
		t.Fatalf("got %+v", l)
	}
	if says := l.List("says.txt"); len(says) != 2 || says[1] != "migra" {
		t.Errorf("verbs of saying: %q", says)
	}
}

func TestAMistakeInALanguageIsNamed(t *testing.T) {
	for text, want := range map[string]string{
		"name: A\nscript: Latin\nmark: «»":     "language xx: language.txt: mark: unknown key",
		"name: A\nscript: Latin\nmarks: «":     `language xx: language.txt: marks: "«" is no pair`,
		"name: A":                              "language xx: language.txt: name or script is missing",
		"name: A\nscript: Latin\nno colon now": `language xx: language.txt: "no colon now" has no colon`,
	} {
		if _, err := Load(fstest.MapFS{"xx/language.txt": {Data: []byte(text)}}); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestPrimary(t *testing.T) {
	for tag, want := range map[string]string{
		"de": "de", "de-AT": "de", "pt_BR.UTF-8": "pt", "nb": "no", "iw": "he", "DEU": "de", "fil": "tl", "zh-Hant-TW": "zh",
		"": "", "C": "", "english": "", "und": "", "x-klingon": "", "1a": "",
	} {
		if got := Primary(tag); got != want {
			t.Errorf("%q is %q, want %q", tag, got, want)
		}
	}
}

func TestEveryLanguageIsWhole(t *testing.T) {
	for _, l := range Embedded().All() {
		if len(l.Marks) == 0 || l.Native == "" {
			t.Errorf("%s: marks or its own name are missing", l.Tag)
		}
		for _, kin := range append(l.Kin, l.Near...) {
			if Of(kin) == nil {
				t.Errorf("%s: there is no language %q", l.Tag, kin)
			}
		}
	}
}
