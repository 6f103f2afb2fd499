package ask

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"stet/annotate"
	"stet/annotate/codebook"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/mention"
	"stet/model/need"
	"stet/model/quotation"
	"stet/model/source"
	"stet/ui/card"
	"stet/ui/pane/panetest"
)

// harbour is an article with names of every type, lists of them, quotes and phrases.
const harbour = `Harbour board approves the ferry

“We have waited for this for nine years,” said Jane Doe of the harbour board. The dockers of Riverton oppose the plan, Ben Roe said on Monday.

Egypt, Jordan, and Turkey back the ferry. Jane Doe, Ben Roe and the mayor met in Riverton. He said that it was late, and a new plan for the old town was not there.

The Riverton Gazette wrote that Tom Lee and Amy Poe left. Tom Lee was tired.
`

// studyBook asks three questions about an article and one about each tag, and lets a
// relation go only where it says so.
const studyBook = `name = "study"
version = "1"
[[set]]
name = "topic"
applies = "article"
title = "the topic"
definition = "What is it about?"
[[set.code]]
name = "boats"
definition = "Ships and ports."
[[set.code]]
name = "money"
key = "m"
[[set]]
name = "frame"
applies = "article"
many = true
[[set.code]]
name = "conflict"
[[set.code]]
name = "people"
[[set]]
name = "tone"
applies = "tag"
[[set.code]]
name = "calm"
[[set.code]]
name = "harsh"
[[set]]
name = "relation"
applies = "link"
[[set.code]]
name = "supports"
from = ["claim"]
to = ["claim", "quote"]
[[set.code]]
name = "attacks"
[kind.frame]
key = "f"
unit = "sentence"
definition = "How it is put."
[[kind.frame.field]]
name = "holder"
type = "name"
title = "who frames it"
[[kind.frame.field]]
name = "how"
type = "text"
[[kind.frame.field]]
name = "of"
type = "reference"
[[kind.frame.field]]
name = "type"
type = "choice"
needed = true
[[kind.frame.field.code]]
name = "conflict"
key = "c"
[[kind.frame.field]]
name = "tone"
title = "in which tone"
type = "choices"
choices = ["ironic", "alarmed"]
[kind.irony]
key = "i"
`

type desk struct {
	t *testing.T
	*Scene
}

func newDesk(t *testing.T, book string) *desk {
	t.Helper()
	a, err := source.Read("harbour.txt", []byte(harbour))
	if err != nil {
		t.Fatal(err)
	}
	all := model.Range{End: model.Pos(len(a.Text))}
	d := &desk{t, &Scene{Pen: NewPen(a, "urn:x-stet:annotator:alice"), Names: mention.Find(a, all, nil), Book: codebook.Default()}}
	d.Quotes = quotation.Collect(a, all, d.Names)
	if book != "" {
		dir := t.TempDir()
		panetest.Write(t, dir, "codebook.toml", book)
		if d.Book, err = codebook.Load(dir); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// at is where words are, the nth of them where N# is before them.
func (d *desk) at(words string) model.Range {
	d.t.Helper()
	nth := 1
	if n, rest, ok := strings.Cut(words, "#"); ok {
		nth, _ = strconv.Atoi(n)
		words = rest
	}
	from := 0
	for range nth {
		i := strings.Index(d.Pen.Article.Text[from:], words)
		if i < 0 {
			d.t.Fatalf("the article does not say %q", words)
		}
		from += i + 1
	}
	return model.Range{Start: model.Pos(from - 1), End: model.Pos(from - 1 + len(words))}
}

// own adds annotations of this person: a quote, two claims, a stance with a topic, notes.
func (d *desk) own() {
	made := func(id, words string, body annotate.Body, tags ...string) *annotate.Annotation {
		a := d.Pen.New(body, d.at(words))
		a.ID, a.Tags, a.Created, a.Modified = id, tags, time.Unix(1, 0).UTC(), time.Unix(1, 0).UTC()
		return a
	}
	whole := made("w1", "Harbour", &kind.Note{}, "topic:boats", "frame:people", "later")
	whole.Target, whole.Comment = annotate.Target{Whole: true}, "so far"
	named := made("e1", "Harbour", &kind.Entity{Named: annotate.NameRef("Jane Doe", mention.Person), Also: []string{"Doe"}})
	named.Target = annotate.Target{Whole: true}
	d.Own = []*annotate.Annotation{whole, named,
		made("q1", "“We have waited for this for nine years,”", &kind.Quote{Form: "direct", Speaker: annotate.NameRef("Jane Doe", mention.Person)}, "tone:calm", "old"),
		made("s1", "The dockers of Riverton oppose the plan", &kind.Stance{Holder: annotate.NameRef("the dockers", ""), Towards: annotate.TopicRef("the plan"), Stance: kind.Against}),
		made("c1", "it was late", &kind.Claim{Claimant: annotate.NameRef("Ben Roe", mention.Person), Status: kind.ToCheck}),
		made("c2", "Tom Lee was tired", &kind.Claim{Status: kind.ToCheck}),
		made("n1", "Amy Poe left", &kind.Note{}),
		made("c3", "Egypt, Jordan, and Turkey back the ferry.", &kind.Claim{Text: "they back it", Status: kind.HasVerdict, Claimant: annotate.NameRef("Ben Roe", mention.Person),
			Review: &kind.Review{Verdict: "SUPPORTS", Rating: "mostly true", Evidence: []kind.Evidence{{Link: "https://a.example", Words: "so it was", Relation: "SUPPORTS"}, {Words: "minutes"}}}}),
		made("s2", "He said that it was late", &kind.Stance{Holder: annotate.NameRef("Ben Roe", ""), Towards: annotate.TopicRef("the night"), Stance: kind.Favor}),
		made("s3", "Tom Lee and Amy Poe left", &kind.Stance{Holder: annotate.NameRef("Amy Poe", ""), Towards: annotate.TopicRef("the plan"), Stance: kind.Favor}),
	}
	d.Near = d.Own[2:4]
}

var (
	ids   = regexp.MustCompile(`urn:uuid:[0-9a-f-]+`)
	found = regexp.MustCompile(`"Quote":\{[^}]*\},?`) // how words are found again: other tests hold it
	times = regexp.MustCompile(`20\d\d-\d\d-\d\dT[0-9:.Z+-]+`)
)

// said is an answer in lines.
func (d *desk) said(a Answer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "   says %q, refused %q, edit %q, words %q, again %v\n", a.Says, a.Refused, a.Edit.Title, d.Pen.Article.Slice(a.Words), a.Again != nil)
	if n := a.Named; n != nil {
		fmt.Fprintf(&b, "   named %s, %s, also %q\n", n.Name, n.Is(), n.Also)
	}
	for _, s := range a.Edit.Swaps {
		before := "nothing"
		if s.Before != nil {
			before = s.Before.ID
		}
		fmt.Fprintf(&b, "   for %s: ", before)
		if s.After != nil {
			body, err := json.Marshal(s.After.Body)
			if err != nil {
				d.t.Fatal(err)
			}
			body = found.ReplaceAll(body, nil)
			t := s.After.Target
			fmt.Fprintf(&b, "%s %T %s on %q whole %v from %s, tags %q, comment %q, %s by %s, anew %v", s.After.ID, s.After.Body, body, d.Pen.Article.Slice(t.Range), t.Whole, t.Annotation, s.After.Tags, s.After.Comment, s.After.Origin.How, s.After.Creator, s.After.Modified.After(time.Unix(1, 0)))
		}
		b.WriteString("\n")
	}
	return times.ReplaceAllString(ids.ReplaceAllString(b.String(), "urn:uuid:*"), "TIME")
}

// played shows a card, presses keys in it and tells what it comes to.
func (d *desk) played(b *strings.Builder, what string, ask func() Question, lines ...string) {
	p := panetest.Painter(d.t)
	for _, keys := range lines {
		q := ask()
		fmt.Fprintf(b, "== %s: %s (%s)\n", what, keys, ids.ReplaceAllString(q.Key, "urn:uuid:*"))
		if q.Form == nil {
			b.WriteString(d.said(q.Answer(nil)))
			continue
		}
		show := func() {
			for _, row := range q.Form.View(p, 72, 22) {
				b.WriteString(strings.TrimRight(ansi.Strip(row), " ") + "\n")
			}
		}
		if keys == lines[0] {
			show()
		}
		out := card.Stays
		for _, k := range panetest.Msgs(keys) {
			if key, is := k.(tea.KeyPressMsg); is {
				out = q.Form.Update(key)
			}
		}
		switch out {
		case card.Finished:
			b.WriteString(d.said(q.Answer(q.Form)))
		case card.Left:
			b.WriteString("   left\n")
		default:
			show()
		}
	}
}

// TestWhatIsAskedAndWhatComesOfIt holds each card, and the edits to which its answers come.
func TestWhatIsAskedAndWhatComesOfIt(t *testing.T) {
	for name, book := range map[string]string{"usual": "", "study": studyBook} {
		for _, annotated := range []bool{false, true} {
			var b strings.Builder
			d := newDesk(t, book)
			if annotated {
				d.own()
			}
			all := []string{"“We have waited for this for nine years,”", "The dockers of Riverton oppose the plan", "Egypt, Jordan, and Turkey back the ferry.", "2#Jane Doe", "it was late", "a new plan for the old town", "Tom Lee was tired", "Harbour board"}
			if book != "" {
				all = all[1:3]
			}
			for _, words := range all {
				d.Words = d.at(words)
				for _, focus := range []string{"", words, "2#Riverton", "3#Riverton", "Turkey"} {
					if d.Focus, d.Selected = (model.Range{}), false; focus != "" {
						d.Focus = d.at(focus)
						d.Selected = focus == words
						if !d.Words.Covers(d.Focus) {
							continue
						}
					}
					if d.Within, d.Quote = nil, nil; annotated && strings.HasPrefix(words, "“") {
						d.Within, d.Quote = d.Own[2], d.Own[2]
					}
					of := fmt.Sprintf("%s, %q", words, focus)
					d.played(&b, "stance "+of, d.Stance, "1 2 f", "enter enter a", "+ 3 n", "type:the_ferry enter type:the_plan enter f", "q 1 4 f", "0 5 enter f", "- 6 enter a", "esc")
					d.played(&b, "claim "+of, d.Claim, "1", "enter", "type:Amy_Poe enter", "0", "-")
					if focus != "" && focus != words {
						continue
					}
					d.played(&b, "quote "+of, d.NewQuote, "1", "enter", "type:somebody enter")
					d.played(&b, "name "+of, d.Name, "p", "1", "x", "type:Other_Name enter", "t")
					d.Anew = true
					d.played(&b, "name here "+of, d.Name, "o", "1")
					d.Anew = false
					d.played(&b, "note "+of, func() Question { return d.Note(Noted{Words: d.Words}, "ctrl+o") }, "type:so enter", "enter")
				}
				for _, k := range d.Book.Rows().Added() {
					d.played(&b, "row of "+k.Name+" "+words, func() Question { return d.Row(k, nil, false) }, "enter", "tab tab tab c enter", "1 type:so enter 1 c 1 , 2 enter enter", "type:x enter type:y enter 2 c enter enter", "0 tab tab c tab 1 enter")
				}
			}
			for _, k := range d.Book.Rows().Added() {
				d.Words = d.at("Tom Lee was tired")
				q := d.Row(k, nil, false)
				if q.Form != nil {
					press(q.Form, "1 type:so enter 1 c 1 , 2 enter enter")
				}
				made := q.Answer(q.Form).Edit.Swaps[0].After
				made.ID = "made"
				for _, suggested := range []bool{false, true} {
					d.played(&b, fmt.Sprintf("row of %s again, %v", k.Name, suggested), func() Question { return d.Row(k, made, suggested) }, "enter", "2 enter", "backspace enter", "tab type:more enter enter", "tab tab tab tab 1 enter", "esc")
				}
			}
			unclosed := d.Pen.New(&kind.Quote{Form: "direct", Speaker: annotate.NameRef("Ben Roe", "")}, d.at("He said that it was late, and a new plan for the old town was not there."))
			ends := []quotation.End{{Pos: d.at("it was late").End, Why: "before the comma"}, {Pos: d.at("not there.").End, Why: "at the end"}, {Pos: d.at("He").End, Why: "at once"}}
			d.played(&b, "ends", func() Question { return d.Ends(unclosed, ends) }, "1", "2", "3", "esc")
			unclosed.Body = &kind.Quote{}
			d.played(&b, "ends of nobody", func() Question { return d.Ends(unclosed, ends[:1]) }, "1")
			for _, a := range d.Own {
				of := a.ID
				for _, suggested := range []bool{false, true} {
					d.played(&b, fmt.Sprintf("tags of %s %v", of, suggested), func() Question { return d.Tags(a, suggested) }, "type:new,_more enter", "1 D", "2 down enter type:x enter D", "enter")
					if len(a.Body.Refs()) > 0 && !a.Target.Whole {
						d.played(&b, fmt.Sprintf("who of %s %v", of, suggested), func() Question { return d.Who(a, suggested) }, "1", "2", "0", "-", "type:Amy_Poe enter")
					}
					if kind.AsClaim(a) != nil {
						d.played(&b, fmt.Sprintf("verdict of %s %v", of, suggested), func() Question { return d.Verdict(Judged{Claim: a, Suggested: suggested}) }, "r enter", "s type:https://a.example enter enter")
						known := &kind.Review{Verdict: "REFUTES", Evidence: []kind.Evidence{{Link: "https://b.example"}}}
						d.played(&b, fmt.Sprintf("verdict of %s, known", of), func() Question {
							return d.Verdict(Judged{Claim: a, Made: suggested, Known: known, KnownIn: "b.txt", KnownID: "far"})
						}, "enter", "enter enter", "s enter", "tab tab tab enter", "p enter enter")
					}
				}
				d.Words = a.Target.Range
				d.played(&b, "note on "+of, func() Question { return d.Note(Noted{About: a, Words: a.Target.Range}, "ctrl+o") }, "type:so enter")
				q, ok := d.Relation(a, append(d.Relatable(), End{ID: "far", Kind: "claim", Title: "claim", Words: "it cost 44", In: "b.txt"}))
				fmt.Fprintf(&b, "can be related: %v\n", ok)
				if ok {
					d.played(&b, "relation of "+of, func() Question { q, _ := d.Relation(a, d.Relatable()); return q }, "1 1", "2 2", "type:late enter 1", "type:zzz enter", "3 1")
					_ = q
				}
				fmt.Fprintf(&b, "by %q, brief %q\n", By(a), Brief(a))
				kept := d.Pen.Keep(a, annotate.Kept)
				b.WriteString(d.said(Kept(kept)))
				before, after := d.Pen.Change(kept, false)
				fmt.Fprintf(&b, "changed: %v %v\n", before == kept, after.Origin.How)
				for i, state := range []annotate.State{annotate.Exact, annotate.Moved, annotate.Fuzzy, annotate.Orphan} {
					c := a.Clone()
					c.Target.State, c.Target.Score = state, 0.834
					for _, row := range d.Changed(c, i, 4).View(panetest.Painter(t), 72, 12) {
						b.WriteString(strings.TrimRight(ansi.Strip(row), " ") + "\n")
					}
				}
				b.WriteString(d.said(d.Pen.Confirm("confirmed", a)))
			}
			d.Answered = func(question string) []string { return []string{"", "@owl: " + question} }
			d.played(&b, "article", d.Article, "1 D D", "m down 1 2 D", "2 down 1 down enter type:a,_b enter enter type:note enter", "D", "enter enter enter enter", "esc")
			fmt.Fprintf(&b, "unanswered %q\n", d.Unanswered())
			for _, set := range d.Book.For(codebook.Article, "") {
				form, answer := d.Code(set)
				press(form, "1 enter")
				fmt.Fprintf(&b, "another answer to %s: %q\n", set.Name, answer(form).Tags)
			}
			for _, row := range Names(d.Names, "esc").View(panetest.Painter(t), 60, 14) {
				b.WriteString(strings.TrimRight(ansi.Strip(row), " ") + "\n")
			}
			for _, e := range d.Names.Entities {
				b.WriteString(Mentioned(e) + "\n")
			}
			need.Golden(t, filepath.Join("testdata", fmt.Sprintf("%s-%v.txt", name, annotated)), b.String(), 0)
		}
	}
}

// Said again on other words an answer is about these; a name can be said for one place only.
func TestAnAnswerIsGivenAgainElsewhere(t *testing.T) {
	d := newDesk(t, "")
	d.own()
	var b strings.Builder
	d.Words = d.at("it was late")
	q := d.Claim()
	press(q.Form, "1")
	other := *d.Scene
	other.Words = d.at("Tom Lee was tired")
	other.Within = d.Own[2]
	b.WriteString(d.said(q.Answer(q.Form).Again(&other)))
	d.Words = d.at("2#Riverton")
	q = d.Name()
	press(q.Form, "o")
	answer := q.Answer(q.Form)
	other.Words = d.at("Amy Poe")
	b.WriteString(d.said(answer.Again(&other)))
	b.WriteString(d.said(d.OnlyHere(answer.Named)))
	gone := d.Own[len(d.Own)-1]
	d.Own = d.Own[:2]
	b.WriteString(d.said(d.Noted(Noted{About: gone, Words: gone.Target.Range}, "what\nwas said")))
	a := d.Pen.New(&kind.Quote{Parts: []annotate.Place{d.Pen.Place(d.at("We have waited")), d.Pen.Place(d.at("nine years")), d.Pen.Place(d.at("The dockers"))}}, d.at("“We have waited for this for nine years,”"))
	for _, words := range []string{"have waited for this for nine", "We have waited", "nine years,” said Jane Doe of the harbour board. The dockers", "Tom Lee"} {
		c := a.Clone()
		d.Pen.Reword(c, d.at(words))
		var parts []string
		for _, p := range kind.AsQuote(c).Parts {
			parts = append(parts, d.Pen.Article.Slice(p.Range))
		}
		fmt.Fprintf(&b, "reworded %q: %q\n", d.Pen.Article.Slice(c.Target.Range), parts)
	}
	for _, between := range []string{", ", " and ", ", and ", " & ", " of ", ", the ", "; ", "", " and or and or and or ", " et "} {
		fmt.Fprintf(&b, "%q joins: %v\n", between, joins(between))
	}
	fmt.Fprintf(&b, "tags %q\n", splitTags(" a, b ,, c  d,"))
	need.Golden(t, filepath.Join("testdata", "again.txt"), b.String(), 0)
}
