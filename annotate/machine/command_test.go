package machine

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stet/annotate/codebook"
	"stet/model/need"
	"stet/model/source"
)

// TestMain is a machine where its arguments say so: a program that reads articles and
// answers in a way.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "parrot" {
		parrot(os.Args[2])
		return
	}
	os.Exit(m.Run())
}

// parrot marks the first word of each article as a name, and behaves badly where an
// article asks for it.
func parrot(way string) {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var q struct {
			ID, Text, Title string
			Codebook        struct {
				Name string
				Sets []any
			}
			Kinds []any
		}
		if json.Unmarshal(in.Bytes(), &q) != nil || len(q.Kinds) == 0 || len(q.Codebook.Sets) == 0 {
			os.Exit(3)
		}
		switch {
		case strings.Contains(q.Text, "CRASH"):
			fmt.Fprintln(os.Stderr, "no idea what to do")
			os.Exit(7)
		case strings.Contains(q.Text, "HANG"):
			time.Sleep(time.Hour)
		case strings.Contains(q.Text, "GIVE UP"):
			fmt.Printf(`{"id":%q,"kind":"error","why":"not my language"}`+"\n", q.ID)
			continue
		case strings.Contains(q.Text, "SHOUT"):
			fmt.Println(strings.Repeat("x", mostLine+1))
			continue
		case strings.Contains(q.Text, "NONSENSE"):
			fmt.Println("Loading model…")
		case strings.Contains(q.Text, "NOTHING"):
			if way == "polite" {
				fmt.Printf(`{"id":%q,"kind":"done"}`+"\n", q.ID)
			}
			continue
		}
		word, _, _ := strings.Cut(q.Text, " ")
		if way == "book" { // says which codebook it was told of
			fmt.Printf(`{"id":%q,"kind":"note","exact":%q,"note":%q}`+"\n", q.ID, word, q.Codebook.Name)
			continue
		}
		fmt.Printf(`{"id":%q,"kind":"mention","type":"ORG","exact":%q,"start":0}`+"\n", q.ID, word)
		if way == "polite" {
			fmt.Printf(`{"id":%q,"kind":"done"}`+"\n", q.ID)
		}
	}
}

func parrots(t *testing.T, way string) *Machine {
	t.Helper()
	exe := need.Executable(t)
	return &Machine{Name: "parrot", Command: []string{exe, "parrot", way}, Timeout: "6s"}
}

// impatient is a parrot that is given some twenty times as long as one needs now: this
// machine may be busy.
func impatient(t *testing.T, way string) *Machine {
	t.Helper()
	m := parrots(t, way)
	begun := time.Now()
	if _, _, err := newPlace(t, map[string]string{"a.txt": "Alpha speaks."}).run(m); err != nil {
		t.Fatal(err)
	}
	m.Timeout = min(max(20*time.Since(begun), 500*time.Millisecond), 6*time.Second).String()
	return m
}

// A program that fails on one article answers about all others, whether it says when it
// is done with one or not.
func TestOneBadArticleHarmsNoOther(t *testing.T) {
	for _, way := range []string{"polite", "curt"} {
		t.Run(way, func(t *testing.T) {
			p := newPlace(t, map[string]string{
				"a.txt": "Alpha speaks.", "b.txt": "Beta says NOTHING.", "c.txt": "Gamma will CRASH.", "d.txt": "Delta is fine.",
				"e.txt": "Echo would HANG.", "f.txt": "Foxtrot is fine.", "g.txt": "Golf must GIVE UP.", "h.txt": "Hotel talks NONSENSE.",
			})
			t.Parallel()
			m := impatient(t, way)
			sum, events, err := p.run(m)
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]string{
				"a.txt": "entity Alpha", "b.txt": "", "d.txt": "entity Delta", "f.txt": "entity Foxtrot", "h.txt": "entity Hotel",
			} {
				if events[name].Err != nil {
					t.Errorf("%s: %v", name, events[name].Err)
				}
				if got := strings.Join(p.says(name, "@parrot"), " "); got != want {
					t.Errorf("%s says %q, want %q", name, got, want)
				}
			}
			for name, want := range map[string]string{"c.txt": "no idea what to do", "e.txt": "no answer within", "g.txt": "not my language"} {
				if err := events[name].Err; err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("%s: %v, want %q", name, err, want)
				}
			}
			if sum.Done != 5 || sum.Failed != 3 || events["h.txt"].Tally.Of(Unreadable) != 1 {
				t.Errorf("%+v", sum)
			}
			p.untouched()
		})
	}
}

func TestALineWithoutAnEndIsBounded(t *testing.T) {
	p := newPlace(t, map[string]string{"a.txt": "SHOUT it.", "b.txt": "Beta is fine."})
	_, events, err := p.run(parrots(t, "polite"))
	if err != nil || events["a.txt"].Err == nil || !strings.Contains(events["a.txt"].Err.Error(), "longer than") {
		t.Errorf("%v, %v", events["a.txt"].Err, err)
	}
	if got := p.says("b.txt", "@parrot"); len(got) != 1 {
		t.Errorf("b.txt says %v", got)
	}
}

func TestAProgramThatIsNotThereEndsTheRun(t *testing.T) {
	p := newPlace(t, map[string]string{"a.txt": "Alpha.", "b.txt": "Beta."})
	sum, _, err := p.run(&Machine{Name: "owl", Command: []string{"/nowhere/owl"}})
	if err == nil || !strings.Contains(err.Error(), "cannot be started") || sum.Done > 0 {
		t.Errorf("%+v, %v", sum, err)
	}
}

const moodBook = `name = "moods"
id = "https://example.org/moods"
version = "2"

[[set]]
name = "mood"
applies = "article"
[[set.code]]
name = "calm"
[[set.code]]
name = "angry"

[[set]]
name = "topic"
applies = "tag"
many = true
[[set.code]]
name = "sea"
[[set.code]]
name = "money"

[kind.frame]
sign = "F"
key = "f"
[[kind.frame.field]]
name = "type"
type = "choice"
choices = ["conflict", "cost"]
[[kind.frame.field]]
name = "share"
type = "number"
[[kind.frame.field]]
name = "tone"
type = "choices"
choices = ["dry", "warm"]
`

// The codebook's questions and the project's own kinds are answered; unknown codes are
// refused and named.
func TestCodesAndKindsOfTheProject(t *testing.T) {
	p := newPlace(t, map[string]string{"harbour.txt": harbour, codebook.FileName: moodBook})
	m := &Machine{Name: "parrot", Endpoint: "http://unused.example", Model: "m"}
	book, err := codebook.Load(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	w := m.Want(book)
	article := newMakerArticle(t, harbour)
	var answers []Answer
	for _, line := range []string{
		`{"kind":"code","set":"mood","code":"Angry","score":0.6}`,
		`{"kind":"code","set":"mood","code":"calm","score":0.4}`,
		`{"kind":"code","set":"topic","code":"money","exact":"90 crowns"}`,
		`{"kind":"code","set":"topic","code":"weather"}`,
		`{"kind":"frame","exact":"The port disagrees","type":"conflict","share":0.5}`,
		`{"kind":"frame","exact":"The port disagrees","type":"comedy"}`,
		`{"kind":"frame","exact":"The fee for a trawler is 90 crowns","type":"cost","share":"a lot"}`,
		`{"kind":"note","exact":"a trawler.","note":"whose?"}`,
		`{"kind":"note","exact":"The port disagrees"}`,
	} {
		one, err := readAnswer([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, one)
	}
	maker := newMaker(m, w, article, time.Now())
	as, tally := maker.annotations([]asked{{maker.within, reply{answers: answers}}})
	var got []string
	for _, an := range as {
		got = append(got, strings.TrimSpace(strings.Join(append([]string{an.Kind(), article.Slice(an.Target.Range), an.Body.Label()}, an.Tags...), " ")))
	}
	want := []string{"note   mood:angry", "note 90 crowns  topic:money", "frame The port disagrees conflict"}
	for _, one := range want {
		if !slices.Contains(got, one) {
			t.Errorf("%q is missing in %q", one, got)
		}
	}
	if tally.Of(UnknownCode) != 3 || tally.Of(SaysNothing) != 1 || tally.Joined != 1 {
		t.Errorf("%d joined, refused: %v", tally.Joined, tally.Refusals())
	}
	if !strings.Contains(strings.Join(tally.Refusals(), " "), "topic weather") {
		t.Errorf("the unknown code is not named: %v", tally.Refusals())
	}
}

// Articles of several libraries are asked about in one run, each with its own codebook.
func TestEachLibraryHasItsCodebook(t *testing.T) {
	p := newPlace(t, nil)
	want := map[string]string{}
	for _, name := range []string{"moods", "other"} {
		if err := os.Mkdir(filepath.Join(p.dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		p.write(filepath.Join(name, codebook.FileName), strings.Replace(moodBook, `"moods"`, strconv.Quote(name), 1))
		for _, article := range []string{"a.txt", "b.txt"} {
			p.write(filepath.Join(name, article), "Alpha speaks of "+name+".")
			want[filepath.Join(p.dir, name, article)] = name
		}
	}
	m := parrots(t, "book")
	r := &Run{Machine: m, Desk: p.desk, Read: source.Open}
	if sum, err := r.Code(context.Background(), slices.Sorted(maps.Keys(want))); err != nil || sum.Done != 4 {
		t.Fatalf("%+v, %v", sum, err)
	}
	for path, book := range want {
		a, err := source.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		files, err := p.desk.Machines(a)
		if err != nil || len(files) != 1 {
			t.Fatalf("%s: %d sidecars, %v", path, len(files), err)
		}
		if all := files[0].Set.All(); len(all) != 1 || all[0].Comment != book {
			t.Errorf("%s was asked about with the codebook of %q, want %q", path, all[0].Comment, book)
		}
	}
}
