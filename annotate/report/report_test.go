package report

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"stet/annotate"
	"stet/annotate/anchor"
	"stet/annotate/kind"
	"stet/annotate/query"
	"stet/annotate/store"
	"stet/model"
	"stet/model/need"
	"stet/model/source"
)

var made = time.Date(2026, 3, 18, 10, 0, 0, 0, time.UTC)

const tram = `Mayor defends tram plan as costs climb

Mayor Jane Doe said on Tuesday that [the new tram line will pay for itself within ten years], brushing off critics who call it reckless.

[“We have cut [emissions by 30 per cent] since 2019,”] Doe told reporters in the town hall.

[The Taxpayers’ Union said the figures were “fantasy”] and asked for an inquiry.
`

// tag writes an article and, for each stretch in brackets in the order in which
// they open, one annotation.
func tag(t *testing.T, name, marked string, bodies ...annotate.Body) {
	t.Helper()
	text := strings.NewReplacer("[", "", "]", "").Replace(marked)
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	a, err := source.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	desk := &store.Desk{Annotator: "alice", Data: t.TempDir(), State: t.TempDir(), Locks: t.TempDir(), Now: func() time.Time { return made }}
	f, err := desk.Open(a)
	if err != nil {
		t.Fatal(err)
	}
	off := model.NewOffsets(a.Text)
	for i, r := range stretches(marked) {
		f.Set.Do(annotate.Edit{Swaps: []annotate.Swap{{After: &annotate.Annotation{
			ID: fmt.Sprintf("urn:uuid:00000000-0000-7000-8000-%06d%06d", len(name), i), Target: annotate.Target{Place: anchor.Describe(a, off, r)},
			Body: bodies[i], Creator: "urn:x-stet:annotator:alice", Created: made, Modified: made, Origin: annotate.Origin{How: annotate.ByHand},
		}}}})
	}
	if _, err := f.Save(f.Set.Snapshot(), time.Time{}); err != nil {
		t.Fatal(err)
	}
}

func stretches(marked string) []model.Range {
	var out []model.Range
	var open []int
	at := model.Pos(0)
	for _, c := range marked {
		switch c {
		case '[':
			open = append(open, len(out))
			out = append(out, model.Range{Start: at})
		case ']':
			out[open[len(open)-1]].End = at
			open = open[:len(open)-1]
		default:
			at += model.Pos(len(string(c)))
		}
	}
	return out
}

func sample(t *testing.T) *Report {
	t.Helper()
	t.Chdir(t.TempDir())
	doe := annotate.NameRef("Jane Doe", "PERSON")
	tag(t, "tram-plan.txt", tram,
		&kind.Claim{Claimant: doe, Status: kind.ToCheck},
		&kind.Quote{Speaker: doe, Form: "direct"},
		&kind.Claim{Claimant: doe, Status: kind.HasVerdict, Text: "Riverton cut its emissions by 30 per cent.", Review: &kind.Review{
			Verdict: "REFUTES", Rating: "mostly false", Date: made,
			Evidence: []kind.Evidence{{Link: "https://stats.example/emissions", Words: "412 kt, 351 kt", Relation: "REFUTES", Read: made}},
		}},
		&kind.Stance{Holder: annotate.NameRef("Taxpayers’ Union", "ORG"), Towards: annotate.TopicRef("tram plan"), Stance: kind.Against, Scheme: kind.SemEval6})
	tag(t, "rates-up.txt", "Central bank raises rates\n\nGovernor Khan [backed the tram plan] on the way.\n",
		&kind.Stance{Holder: annotate.NameRef("Khan", "PERSON"), Towards: annotate.TopicRef("tram plan"), Stance: kind.Favor, Scheme: kind.SemEval6})
	return report(t)
}

func report(t *testing.T) *Report {
	t.Helper()
	var rows []*query.Row
	problems, err := query.Collect(context.Background(), nil, []string{"."}, query.Query[query.Row]{}, func(rs []*query.Row) error { rows = append(rows, rs...); return nil })
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	r, err := New(context.Background(), "The tram, March 2026", made, rows, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func golden(t *testing.T, name string, write func(io.Writer) error) {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	if want := need.Expected(t, name, b.String()); b.String() != want {
		t.Errorf("%s: got\n%s\nwant\n%s", name, b.String(), want)
	}
}

func TestReports(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	r := sample(t)
	golden(t, filepath.Join(here, "testdata", "report.md"), r.Markdown)
	golden(t, filepath.Join(here, "testdata", "report.html"), r.HTML)
}

// The text of an article is in the report as it is, cut where marks begin
// and end.
func TestHighlights(t *testing.T) {
	r := sample(t)
	var b strings.Builder
	for _, p := range r.Articles[1].Paragraphs() {
		for _, piece := range p.Pieces {
			if len(piece.Kinds) > 0 {
				fmt.Fprintf(&b, "<%s>", strings.Join(piece.Kinds, "+"))
			}
			b.WriteString(piece.Text)
			for _, n := range piece.Ends {
				fmt.Fprintf(&b, "^%d", n.Number)
			}
			if len(piece.Kinds) > 0 {
				b.WriteString("</>")
			}
		}
		b.WriteString("\n\n")
	}
	want := `Mayor Jane Doe said on Tuesday that <claim>the new tram line will pay for itself within ten years^2</>, brushing off critics who call it reckless.

<quote>“We have cut </><quote+claim>emissions by 30 per cent^4</><quote> since 2019,”^3</> Doe told reporters in the town hall.

<stance>The Taxpayers’ Union said the figures were “fantasy”^5</> and asked for an inquiry.

`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// hostile is what should do nothing but be read.
const hostile = `<script>alert(1)</script> ' " > & {{.}} \u202e` + "\u202e\x1b(31m\u009b </style> <img src=x onerror=alert(1)> | * _ ` # javascript:alert(1)"

func hostileReport(t *testing.T) *Report {
	t.Helper()
	t.Chdir(t.TempDir())
	tag(t, "a.txt", "News <b>of</b> the day\n\nIt said ["+hostile+"] and left.\n\n[Another "+hostile+"].\n",
		&kind.Claim{Claimant: annotate.NameRef(hostile, "PERSON"), Status: hostile, Text: hostile, Review: &kind.Review{
			Verdict: hostile, Rating: hostile, Evidence: []kind.Evidence{{Link: "javascript:alert(1)//" + hostile, Words: hostile, Relation: hostile}}}},
		&kind.Stance{Holder: annotate.NameRef(hostile, "PERSON"), Towards: annotate.TopicRef(hostile), Stance: hostile})
	return report(t)
}

func TestNothingInAReportRuns(t *testing.T) {
	r := hostileReport(t)
	var page, text bytes.Buffer
	if err := r.HTML(&page); err != nil {
		t.Fatal(err)
	}
	if err := r.Markdown(&text); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{page.String(), text.String()} {
		for _, c := range out {
			if c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c == '\u202e' {
				t.Fatalf("the control character %U passes", c)
			}
		}
	}
	doc, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "img", "iframe", "object", "link", "b":
			t.Errorf("there is a %s", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !web(a.Val) {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	if line := text.String(); strings.Contains(line, "<script>") {
		t.Error("the Markdown holds a script")
	}
}

// A page that people read by ear needs a language, one heading of the first
// level, headings that skip none, table heads, and links that lead somewhere.
func TestThePageIsAccessible(t *testing.T) {
	var page bytes.Buffer
	if err := sample(t).HTML(&page); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	ids, targets, level, firsts := map[string]bool{}, []string{}, 0, 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		if id := attr["id"]; id != "" {
			if ids[id] {
				t.Errorf("the id %s occurs twice", id)
			}
			ids[id] = true
		}
		if l := attr["href"]; strings.HasPrefix(l, "#") {
			targets = append(targets, l[1:])
		}
		switch {
		case n.Data == "html" && attr["lang"] == "":
			t.Error("the page has no language")
		case n.Data == "th" && attr["scope"] == "":
			t.Error("a table head says not of what")
		case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
			l := int(n.Data[1] - '0')
			if l > level+1 {
				t.Errorf("a heading of level %d follows one of level %d", l, level)
			}
			if level = l; l == 1 {
				firsts++
			}
		}
	}
	if firsts != 1 {
		t.Errorf("%d headings of the first level", firsts)
	}
	for _, id := range targets {
		if !ids[id] {
			t.Errorf("a link leads to #%s, which is nowhere", id)
		}
	}
}

// A browser understands the page as it is meant, without a message.
func TestInABrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			browser = p
			break
		}
	}
	if browser == "" {
		need.Skip(t, "chromium", "no Chromium here")
	}
	r := sample(t)
	file := filepath.Join(t.TempDir(), "report.html")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.HTML(f); err != nil {
		t.Fatal(err)
	}
	f.Close()
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+file)
	out, err := cmd.Output()
	if err != nil {
		need.Skip(t, "chromium", fmt.Sprintf("Chromium does not start here: %v", err))
	}
	dom := string(out)
	for _, want := range []string{"<h2>Claims</h2>", "</svg>", `id="n1"`, "mostly false"} {
		if !strings.Contains(dom, want) {
			t.Errorf("the browser's page has no %s", want)
		}
	}
}
