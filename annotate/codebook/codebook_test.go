package codebook

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const tram = `name = "tram"
version = "2"

[project]
suggestions = "quotes"
blind = true

[[set]]
name = "topic"
applies = "article"
definition = "What is the article mainly about?"

  [[set.code]]
  name = "transport"
  key = "1"
  rule = "Also if money for a tram or a road is the point."
  examples = ["Mayor defends tram plan"]
  replaces = ["traffic", "roads"]

  [[set.code]]
  name = "tram"
  parent = "transport"
  key = "2"
  color = "#aa3300"

[[set]]
use = "semeval2016-6"

[[set]]
use = "fever"
  [[set.code]]
  name = "DISPUTED"
  key = "d"

[[set]]
name = "relation"
applies = "link"
  [[set.code]]
  name = "answers"
  from = ["claim"]
  to = ["claim", "stance"]
`

func TestReadACodebook(t *testing.T) {
	b, err := Read("codebook.toml", []byte(tram))
	if err != nil {
		t.Fatal(err)
	}
	if !b.Settings.Blind || b.Settings.Suggestions != "quotes" || b.ID != "urn:x-stet:codebook:tram" {
		t.Errorf("settings %+v of %s", b.Settings, b.ID)
	}
	topic := b.Find("topic")
	if got := topic.Under("transport"); len(got) != 1 || got[0].Name != "tram" {
		t.Errorf("under transport: %v", got)
	}
	if tag := topic.Tag("tram"); tag != "topic:tram" {
		t.Errorf("the answer is kept as %q", tag)
	}
	if set, code, ok := b.Answer("topic:tram"); !ok || set != topic || code != "tram" {
		t.Errorf("the tag reads as %v %q %v", set, code, ok)
	}
	if _, _, ok := b.Answer("semeval2016-6:FAVOR"); ok {
		t.Error("a stance passed for a tag")
	}
	if got := fmt.Sprint(b.Renames()[0].From, b.Renames()[1].From, b.Renames()[0].To); got != "trafficroadstransport" {
		t.Errorf("renames: %s", got)
	}
	if sets := b.For("claim", "verdict"); len(sets) != 1 || sets[0].Code("REFUTES") == nil || sets[0].Code("DISPUTED") == nil {
		t.Errorf("verdicts: %+v", sets)
	}
	answers := b.For("link", "")[0].Code("answers")
	if !answers.Joins("claim", "stance") || answers.Joins("stance", "claim") {
		t.Error("the ends of a relation do not hold")
	}
}

// Each fault is a line that is added to a sound codebook, and what is wrong with it.
func TestFaultsHaveLines(t *testing.T) {
	const sound = "name = \"x\"\n[[set]]\nname = \"tone\"\napplies = \"article\"\n[[set.code]]\nname = \"good\"\nkey = \"1\"\n"
	if _, err := Read("codebook.toml", []byte(sound)); err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct{ add, want string }{
		{"colour = 1", `8: there is no key "set.code.colour" here`},
		{"color = \"red\"", `8: a colour is #rrggbb, not "red"`},
		{"key = 1", `8: `}, // TOML's own words
		{"key =", `8: `},
		{"parent = \"bad\"", `8: there is no code "bad"`},
		{"parent = \"good\"", `8: "good" is above itself`},
		{"from = [\"claim\"]", `8: only a relation has ends`},
		{"replaces = [\"good\"]", `8: "good" is replaced and must not be listed here`},
		{"[[set.code]]\nname = \"good\"", `9: there are two codes "good"`},
		{"[[set.code]]\nname = \"fine\"\nkey = \"1\"", `10: the key "1" is that of "good" already`},
		{"[[set.code]]\nname = \"fine\"\nkey = \"12\"", `10: a key is one letter or digit, not "12"`},
		{"[[set.code]]\nkey = \"2\"", `8: a code without a name`},
		{"[[set]]\nname = \"tone\"\nuse = \"fever\"", `9: there are two sets "tone"`},
		{"[[set]]\nname = \"a b\"\nuse = \"fever\"", `9: the name of a set is one word`},
		{"[[set]]\nuse = \"fevr\"", `9: there is no standard set "fevr"; there are aae2, `},
		{"[[set]]\nname = \"b\"\n[[set.code]]\nname = \"x\"", `8: the set "b" does not say what it applies to`},
		{"[[set]]\nname = \"b\"\napplies = \"stance\"", `8: the set "b" has no codes`},
		{"[[set]]\nuse = \"fever\"\napplies = \"opinion\"", `10: there is no kind of annotation "opinion"`},
		{"[[set]]\nuse = \"fever\"\napplies = \"note\"", `10: a note has no label`},
		{"[[set]]\nuse = \"fever\"\napplies = \"claim\"\nfield = \"truth\"", `11: a claim has no field "truth"`},
		{"[[set]]\nuse = \"fever\"\nmany = true", `10: only a set for the article, for tags or for several choices can have many`},
		{"[[set]]\nuse = \"aae2\"\n[[set.code]]\nname=\"n\"\nto = [\"opinion\"]", `10: there is no kind of annotation "opinion"`},
		{"[project]\nsuggestions = \"some\"", `9: suggestions can be all, quotes or none, not "some"`},
	} {
		_, err := Read("codebook.toml", []byte(sound+f.add+"\n"))
		var es Errors
		if !errors.As(err, &es) || !strings.HasPrefix(es[0].Error(), "codebook.toml:"+f.want) {
			t.Errorf("after %q\ngot  %v\nwant codebook.toml:%s", f.add, err, f.want)
		}
	}
	if _, err := Read("codebook.toml", nil); err == nil {
		t.Error("an empty file passed")
	}
}

func TestStandardSetsAreSound(t *testing.T) {
	for _, name := range StandardNames() {
		s := Standard(name)
		if s.Source == "" {
			t.Errorf("%s does not say where it is defined", name)
		}
		for _, code := range s.Codes {
			if code.Definition == "" {
				t.Errorf("%s: %s has no definition", name, code.Name)
			}
		}
		if _, err := Read("codebook.toml", []byte("name = \"x\"\n[[set]]\nuse = \""+name+"\"\n")); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	labels := func(set string) (names []string) {
		for _, c := range Standard(set).Codes {
			names = append(names, c.Name)
		}
		return names
	}
	for set, want := range map[string]string{
		"semeval2016-6": "FAVOR AGAINST NONE", "fnc-1": "agree disagree discuss unrelated", "claimbuster": "CFS UFS NFS",
		"factbank": "CT+ PR+ PS+ CT- PR- PS- CTu Uu",
	} {
		if got := strings.Join(labels(set), " "); got != want {
			t.Errorf("%s has %s, want %s", set, got, want)
		}
	}
	b := Default()
	if len(b.For("stance", "")) != 1 || len(b.For("claim", "")) != 1 || len(b.For("claim", "verdict")) != 1 {
		t.Error("the default codebook lacks a set")
	}
	if slices.Contains(StandardNames(), "") {
		t.Error("a standard set without a name")
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(tram))
	f.Add([]byte(framed))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Read("codebook.toml", data)
		var es Errors
		switch {
		case err != nil && !errors.As(err, &es):
			t.Errorf("an error without a place: %v", err)
		case err == nil && b == nil:
			t.Error("neither a codebook nor an error")
		}
	})
}

// Keys of codes that landed among the tags, and names of codes without their question,
// are told from words.
func TestTagsThatLookLikeAnswers(t *testing.T) {
	b, err := Read("codebook.toml", []byte(`name = "talks"
[[set]]
name = "topic"
applies = "article"
[[set.code]]
name = "war"
[[set.code]]
name = "trade"
[[set]]
name = "frame"
applies = "article"
many = true
[[set.code]]
name = "conflict"
key = "c"
[[set.code]]
name = "economy"
key = "D"
`))
	if err != nil {
		t.Fatal(err)
	}
	for tag, want := range map[string]string{
		"12c": "topic", "cD": "frame", "trade": "topic", "topic:trade": "", "dry": "", "2026": "", "c": "frame", "": "",
	} {
		got := ""
		if s := b.Mistyped(tag); s != nil {
			got = s.Name
		}
		if got != want {
			t.Errorf("%q looks like answers to %q, want %q", tag, got, want)
		}
	}
	if n := b.Notices(); len(n) != 1 || !strings.Contains(n[0], `"economy" is D`) {
		t.Errorf("notices: %q", n)
	}
}

// A code is known by what annotations and exchange files call it.
func TestTheMeaningOfACode(t *testing.T) {
	book, err := Read("codebook.toml", []byte("name = \"harbour\"\n[[set]]\nname = \"side\"\napplies = \"stance\"\n[[set.code]]\nname = \"FOR\"\ndefinition = \"speaks for it\"\n"+
		"[[set]]\nname = \"topic\"\napplies = \"article\"\n[[set.code]]\nname = \"harbour\"\ndefinition = \"ships and quays\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{
		"FOR": "speaks for it", "stance/FOR": "speaks for it", "claim/FOR": "", "topic:harbour": "ships and quays", "harbour": "", "topic:sea": "", "x": "",
	} {
		if got := book.Meaning(code); got != want {
			t.Errorf("%s means %q, want %q", code, got, want)
		}
	}
	if got := (*Codebook)(nil).Meaning("FOR"); got != "" {
		t.Errorf("without a codebook it means %q", got)
	}
}
