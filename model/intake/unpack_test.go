package intake

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/model"
	"stet/model/source/prose"
)

// The name of an article's file is its day, the letters and digits of its title, and
// what makes it one of its own.
func TestTheNamesOfUnpackedFiles(t *testing.T) {
	day := time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC)
	id := identity{digest: [8]byte{1, 2, 3, 4, 5, 6}}
	for _, c := range []struct {
		title string
		day   time.Time
		copy  int
		want  string
	}{
		{"Harbour to be deepened", day, 0, "2024-03-05-harbour-to-be-deepened-0102030405.md"},
		{"Harbour", time.Time{}, 0, "harbour-0102030405.md"},
		{"Harbour", time.Time{}, 1, "harbour-0102030405-2.md"},
		{"…", time.Time{}, 0, "article-0102030405.md"},
		{" It’s  don't ", time.Time{}, 0, "its-dont-0102030405.md"},
		{"\u0301a e\u0301 \u0301b", time.Time{}, 0, "a-e\u0301-b-0102030405.md"},
		{"a\ufffdb", time.Time{}, 0, "a-b-0102030405.md"},
		{strings.Repeat("a", 99), time.Time{}, 0, strings.Repeat("a", 79) + "-0102030405.md"},
		{strings.Repeat("ä", 99), time.Time{}, 0, strings.Repeat("ä", 39) + "-0102030405.md"},
		{strings.Repeat("a", 79) + " b", time.Time{}, 0, strings.Repeat("a", 79) + "-0102030405.md"},
		{strings.Repeat("a", 78) + " b c", time.Time{}, 0, strings.Repeat("a", 78) + "-b-0102030405.md"},
	} {
		if got := fileName(&model.Meta{Title: c.title, Published: c.day}, identity{id.digest, c.copy}); got != c.want {
			t.Errorf("%q, the %d: %s, want %s", c.title, c.copy, got, c.want)
		}
	}
}

// An article is known again by the number that its database gave it, else by all that it
// says; by nothing else.
func TestWhatTellsArticlesApart(t *testing.T) {
	plain := func(change func(*Item)) *Item {
		i := &Item{Meta: model.Meta{Title: "Harbour", Publisher: "The Island Weekly", Published: time.Date(2024, 3, 5, 0, 0, 0, 0, time.UTC), URL: "https://a.example/1", Byline: "Ada Weber"}, Body: []prose.Paragraph{{Text: "One."}, {Text: "Two."}}}
		change(i)
		return i
	}
	for what, c := range map[string]struct {
		change func(*Item)
		same   bool
	}{
		"nothing":         {func(*Item) {}, true},
		"the number":      {func(i *Item) { i.Number = 7 }, true},
		"the author":      {func(i *Item) { i.Meta.Byline = "Bo Li" }, true},
		"the hour":        {func(i *Item) { i.Meta.Published = i.Meta.Published.Add(time.Hour) }, true},
		"the title":       {func(i *Item) { i.Meta.Title = "Ferry" }, false},
		"the paper":       {func(i *Item) { i.Meta.Publisher = "Post" }, false},
		"the day":         {func(i *Item) { i.Meta.Published = i.Meta.Published.AddDate(0, 0, 1) }, false},
		"the address":     {func(i *Item) { i.Meta.URL = "https://a.example/2" }, false},
		"the words":       {func(i *Item) { i.Body[1].Text = "Three." }, false},
		"where they part": {func(i *Item) { i.Body = []prose.Paragraph{{Text: "One.Two."}} }, false},
	} {
		if got := digest(plain(func(*Item) {})) == digest(plain(c.change)); got != c.same {
			t.Errorf("%s changes: the same is %t, want %t", what, got, c.same)
		}
	}
	numbered := func(id, paper, text string) [8]byte {
		return digest(plain(func(i *Item) { i.Meta.ID, i.Meta.Publisher, i.Body[0].Text, i.Meta.Title = id, paper, text, text }))
	}
	if numbered("1", "P", "a") != numbered("1", "P", "b") || numbered("1", "P", "a") == numbered("2", "P", "a") || numbered("1", "P", "a") == numbered("1", "Q", "a") {
		t.Error("a number of a database, with its paper, tells articles apart")
	}
	page := func(text string) [8]byte {
		return digest(&Item{Article: &model.Article{Text: text, Meta: model.Meta{Title: "T"}}})
	}
	if first, again := page("a"), page("a"); first == page("b") || first != again {
		t.Error("the text of a page tells it apart")
	}
	u := unpacking{seen: map[[8]byte]int{}}
	for n := range 3 {
		if id := u.occurrence(plain(func(*Item) {})); id.copy != n {
			t.Errorf("the same article for the %dth time is the %dth", n, id.copy)
		}
	}
}

// Unpacking reports its progress, and names a folder that it cannot write.
func TestUnpackingTellsHowFarItIs(t *testing.T) {
	rows := strings.Repeat(`{"title":"Harbour","text":"The council."}`+"\n", 3) + `{"title":"Ferry","date":"2024-03-05","text":"It runs."}` + "\n"
	c := made(t, "a.jsonl", []byte(rows), Options{})
	dir := filepath.Join(t.TempDir(), "in")
	var told []int
	r, err := Unpack(context.Background(), c, dir, func(n int) { told = append(told, n) })
	if err != nil || r.Added != 4 || r.Known != 0 || r.Found != 4 || !slices.Equal(told, []int{1, 2, 3, 4}) {
		t.Errorf("%+v, %v, told %v", r, err, told)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "harbour-*-[23].md"))
	if len(files) != 2 {
		t.Errorf("copies: %q", files)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "2024-03-05-ferry-*.md")); len(names) != 1 {
		t.Errorf("%q", names)
	} else if data, err := os.ReadFile(names[0]); err != nil || !strings.Contains(string(data), "It runs.") || !strings.Contains(string(data), `original: "a.jsonl#4"`) {
		t.Errorf("%s, %v", data, err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Unpack(context.Background(), c, file, nil); err == nil {
		t.Error("a file is taken for a folder")
	}
	for _, name := range files { // a folder in the place of an article is left alone
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(name, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if r, err := Unpack(context.Background(), c, dir, nil); err != nil || r.Added != 0 || r.Known != 4 {
		t.Errorf("%+v, %v", r, err)
	}
}

// Which files are containers is told by their names and what is in them.
func TestWhichFilesAreContainers(t *testing.T) {
	for name, c := range map[string]struct{ may, is bool }{
		"a.docx": {true, false}, "a.RTF": {true, false}, "a.htm": {true, false}, "a.xml": {true, false}, "a.txt": {true, false}, "a.json": {true, false}, "a.md": {false, false}, "a.pdf": {false, false},
		"a.mbox": {true, true}, "a.WARC.gz": {true, true}, "a.csv": {true, true}, "a.jsonl.gz": {true, true}, "a.tsv": {true, true}, "a": {false, false}, "a.gz": {false, false},
	} {
		if MayHold(name) != c.may || Known(name) != c.is {
			t.Errorf("%s may hold articles: %t, is a container: %t", name, MayHold(name), Known(name))
		}
	}
	dir := t.TempDir()
	for name, c := range map[string]struct{ data, want string }{
		"a.csv": {"title,text\nA,b\n", "csv"}, "b.csv": {"title,name\nA,b\n", ""}, "c.txt": {"words", ""}, "d.md": {"title,text\n", ""}, "e.mbox": {"From a@b Tue Mar  5 07:15:00 2024\nSubject: x\n\nb", "mbox"},
		"f.jsonl": {`{"text":"` + strings.Repeat("long ", 20_000) + `","title":"cut"}`, "jsonl"}, "g.json": {`[{"title":"x","body":"` + strings.Repeat("long ", 20_000) + `"}]`, "jsonl"},
		"h.json": {`{"title":"` + strings.Repeat("long ", 20_000) + `"}`, ""}, "i.json": {`{"a":`, ""}, "j.json": {`7`, ""}, "k.json": {`{}`, ""}, "l.json": {`{"text":1,`, "jsonl"}, "m.json": {`{"title":"x",7`, ""},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		got := ""
		if f := Recognise(path); f != nil {
			got = f.Name
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if Recognise(filepath.Join(dir, "none.csv")) != nil {
		t.Error("a file that is not there is a container")
	}
	folder := filepath.Join(dir, "folder.csv")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(folder, Options{}); err == nil || !strings.HasSuffix(err.Error(), "folder.csv: not a file") {
		t.Errorf("a folder: %v", err)
	}
}

// A fault says of which article it is; only those that lose words are losses.
func TestHowFaultsAreSaid(t *testing.T) {
	for _, c := range []struct {
		fault Fault
		want  string
	}{{Fault{What: "is short"}, "is short"}, {Fault{Number: 3, What: "is short"}, "article 3: is short"}, {Fault{Number: 3, Title: "Harbour", What: "is short"}, "article 3 (Harbour): is short"}} {
		if got := c.fault.String(); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	if (&Tally{Faults: []Fault{{}, {}}}).Lost() || !(&Tally{Faults: []Fault{{}, {Lost: true}}}).Lost() || (&Tally{}).Lost() {
		t.Error("a loss is a fault that says so")
	}
	r := &reading{}
	for range mostFaults + 2 {
		r.fault(Fault{})
	}
	if len(r.tally.Faults) != mostFaults {
		t.Errorf("%d faults are kept", len(r.tally.Faults))
	}
}

// The day of an article is a date, or a month and its year.
func TestDaysInLines(t *testing.T) {
	for line, want := range map[string]string{
		"March 5, 2024 Tuesday": "2024-03-05", "März 2024": "2024-03-01", "2024 May": "2024-05-01", "mars 1501": "1501-03-01", "mars 1500": "", "March 2199": "2199-03-01", "March 2200": "", "March": "", "2024": "", "March 02024": "", "April or May 2024 or 2025": "2024-04-01", "": "", "Spring 2024": "",
		strings.Repeat("x", 189) + " March 2024": "2024-03-01", strings.Repeat("x", 190) + " March 2024": "",
	} {
		day, ok := parseDay(line)
		got := ""
		if ok {
			got = day.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}
