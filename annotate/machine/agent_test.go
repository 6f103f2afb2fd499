package machine

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/annotate/codebook"
	"stet/model"
	"stet/model/source"
)

// at opens an article of the place.
func (p *place) at(name string) *model.Article {
	p.t.Helper()
	a, err := source.Open(filepath.Join(p.dir, name))
	if err != nil {
		p.t.Fatal(err)
	}
	return a
}

func raws(answers ...string) (out []json.RawMessage) {
	for _, a := range answers {
		out = append(out, json.RawMessage(a))
	}
	return out
}

// What an agent says in several calls lies together in its sidecar, each thing once, and
// what was given and refused is counted over all of them. Where the text or the codebook
// is another one, it begins anew; the suggestions of another machine are never its own.
func TestWhatAnAgentSaysAddsUp(t *testing.T) {
	p := newPlace(t, map[string]string{"harbour.txt": harbour})
	agent := func(name, version string) *Agent { return &Agent{Name: name, Version: version, Desk: p.desk} }
	fees := `{"kind":"note","exact":"Harbour fees","note":"which?"}`
	june := `{"kind":"note","exact":"in June","note":"when?"}`
	trawler := `{"kind":"note","exact":"The fee for a trawler","note":"why?"}`
	book := bookAt(t, moodBook)
	for _, step := range []struct {
		what           string
		by             *Agent
		book           *codebook.Codebook
		answers        []json.RawMessage
		says           string
		given, refused int
	}{
		{"the first", agent("owl", "1"), nil, raws(fees, `7`, `{"kind":"note","exact":"nowhere","note":"x"}`), "note Harbour fees", 3, 2},
		{"more", agent("owl", "1"), nil, raws(june), "note Harbour fees, note in June", 4, 2},
		{"the same again", agent("owl", "1"), nil, raws(fees, `[]`), "note Harbour fees, note in June", 6, 3},
		{"nothing", agent("owl", "1"), nil, nil, "note Harbour fees, note in June", 6, 3},
		{"another machine", agent("crow", "1"), nil, raws(trawler), "note The fee for a trawler", 1, 0},
		{"another version", agent("owl", "2"), nil, raws(trawler), "note The fee for a trawler", 1, 0},
		{"another codebook", agent("owl", "2"), book, raws(june, `{"kind":"code","set":"mood","code":"calm"}`), "note  mood:calm, note in June", 2, 0},
		{"the codebook again", agent("owl", "2"), book, raws(fees), "note  mood:calm, note Harbour fees, note in June", 3, 0},
	} {
		a := p.at("harbour.txt")
		_, path, err := step.by.Suggest(a, step.book, step.answers)
		if err != nil || path != filepath.Join(p.dir, "harbour.txt.@"+step.by.Name+".anno.json") {
			t.Fatalf("%s: %s, %v", step.what, path, err)
		}
		got := p.says("harbour.txt", "@"+step.by.Name)
		slices.Sort(got)
		if s := strings.Join(got, ", "); s != step.says {
			t.Errorf("%s: it says %q, want %q", step.what, s, step.says)
		}
		by, text := p.desk.Ran(a, "@"+step.by.Name)
		if by == nil || by.Given != step.given || by.Refused != step.refused || by.Version != step.by.Version || text != a.Digest {
			t.Errorf("%s: the sidecar says %+v of %s, want %d given and %d refused", step.what, by, text, step.given, step.refused)
		}
		if want := map[bool]string{true: "https://example.org/moods#2"}[step.book != nil]; step.book != nil && by.Codebook != want {
			t.Errorf("%s: the codebook is %q, want %q", step.what, by.Codebook, want)
		}
		recipe, ok := p.desk.Prompt(a.Path, by.Prompt)
		if !ok || !strings.Contains(recipe, "way: mcp\nversion: "+step.by.Version+"\n") {
			t.Errorf("%s: what it was told is %q", step.what, recipe)
		}
	}
	// Another text: what was said of the old one is not carried into it.
	p.write("harbour.txt", "In June the fees rise.\n")
	a := p.at("harbour.txt")
	if _, _, err := agent("owl", "2").Suggest(a, book, raws(`{"kind":"note","exact":"In June","note":"when?"}`)); err != nil {
		t.Fatal(err)
	}
	if got := p.says("harbour.txt", "@owl"); !slices.Equal(got, []string{"note In June"}) {
		t.Errorf("of the new text it says %q", got)
	}
	p.untouched()
}

// Every suggestion names the run, and a call counts what became of its own answers.
func TestASuggestionNamesItsAgent(t *testing.T) {
	p := newPlace(t, map[string]string{"harbour.txt": harbour})
	a := p.at("harbour.txt")
	tally, path, err := (&Agent{Name: "owl", Version: "1", Desk: p.desk}).Suggest(a, nil, raws(`{"kind":"note","exact":"in June","note":"when?","score":0.4,"why":"a date"}`, `null`))
	if err != nil || tally.Given != 2 || tally.Kept != 1 || tally.Of(Unreadable) != 1 {
		t.Fatalf("%+v, %v", tally, err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	by, _ := p.desk.Ran(a, "@owl")
	for _, want := range []string{"@owl/" + by.Prompt[:8], `"urn:x-stet:machine:owl"`, "a date", "0.4"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the sidecar does not say %s:\n%s", want, data)
		}
	}
}

// An agent writes in no name but that of a machine, and not without bounds.
func TestWhatAnAgentMayNotDo(t *testing.T) {
	p := newPlace(t, map[string]string{"harbour.txt": harbour})
	a := p.at("harbour.txt")
	for _, name := range []string{"gold", "Alice", "al ice", "", "../x"} {
		if _, _, err := (&Agent{Name: name, Desk: p.desk}).Suggest(a, nil, nil); !errors.Is(err, ErrName) {
			t.Errorf("%q: %v, want %v", name, err, ErrName)
		}
	}
	owl := &Agent{Name: "owl", Desk: p.desk}
	many := slices.Repeat(raws(`0`), mostAnswers)
	if tally, _, err := owl.Suggest(a, nil, many); err != nil || tally.Of(Unreadable) != mostAnswers {
		t.Errorf("%d answers: %v", len(many), err)
	}
	if _, _, err := owl.Suggest(a, nil, append(many, raws(`0`)...)); err == nil || !strings.Contains(err.Error(), "more than 20000 answers") {
		t.Errorf("one more: %v", err)
	}
	if _, path, err := owl.Suggest(&model.Article{Text: harbour, Digest: model.DigestOf(harbour)}, nil, nil); err == nil || path != "" {
		t.Errorf("an article without a file: %s, %v", path, err)
	}
	p.untouched()
}

func bookAt(t *testing.T, text string) *codebook.Codebook {
	t.Helper()
	book, err := codebook.Read(codebook.FileName, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return book
}
