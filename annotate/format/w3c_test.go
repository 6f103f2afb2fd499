package format

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"stet/annotate"
	"stet/model"
)

// harbourArticle is what the W3C annotations of these tests are about. The emoji
// makes the units differ: Per is at 14 in code points, at 15 in UTF-16.
func harbourArticle() *model.Article {
	text := "Ona 🚢 sailed; Per waved.\n\nThe board of Osby met in Osby.\n"
	return &model.Article{Text: text, Digest: model.DigestOf(text), FileDigest: model.DigestOf(text), Path: "harbour.txt"}
}

// w3cOne reads one annotation with a body and a target, as JSON.
func w3cOne(t *testing.T, body, target string) ([]*annotate.Annotation, []Loss) {
	t.Helper()
	data := fmt.Sprintf(`{"@context":"http://www.w3.org/ns/anno.jsonld","id":"https://x.example/1","type":"Annotation",%s"target":%s}`, body, target)
	docs, losses := imported(t, w3cFormat, Source{Name: "w.json", Data: []byte(data), Articles: []*model.Article{harbourArticle()}})
	var as []*annotate.Annotation
	for _, d := range docs {
		as = append(as, d.Annotations...)
	}
	return as, losses
}

func TestW3CSelectorsAreResolvedOrSaid(t *testing.T) {
	for selector, want := range map[string]string{
		`{"type":"TextPositionSelector","start":14,"end":17}`:                                                                                                                                               "Per exact",
		`{"type":"TextPositionSelector","start":15,"end":18}`:                                                                                                                                               "Per exact", // as browsers count
		`{"type":"FragmentSelector","conformsTo":"http://tools.ietf.org/rfc/rfc5147","value":"char=14,17"}`:                                                                                                 "Per exact",
		`{"type":"XPathSelector","value":"/p","refinedBy":{"type":"TextQuoteSelector","exact":"board"}}`:                                                                                                    "board exact",
		`{"type":"CssSelector","value":"p","refinedBy":{"type":"XPathSelector","value":"b","refinedBy":{"type":"TextQuoteSelector","exact":"board"}}}`:                                                      "board exact",
		`{"type":"TextQuoteSelector","exact":"sailed; Per waved","refinedBy":{"type":"TextPositionSelector","start":8,"end":11}}`:                                                                           "Per exact",
		`{"type":"RangeSelector","startSelector":{"type":"TextPositionSelector","start":14,"end":14},"endSelector":{"type":"TextPositionSelector","start":17,"end":17}}`:                                    "Per exact",
		`{"type":"TextQuoteSelector","exact":"Osby"}`:                                                                                                                                                       "Osby fuzzy", // which of them?
		`{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/p[1]"},"endSelector":{"type":"XPathSelector","value":"/p[2]"}}`:                                                          " orphan",
		`{"type":"RangeSelector","startSelector":{"type":"TextQuoteSelector","exact":"Per"},"endSelector":{"type":"TextQuoteSelector","exact":" waved"}}`:                                                   "Per exact",
		`{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/p","refinedBy":{"type":"TextQuoteSelector","exact":"board"}},"endSelector":{"type":"TextQuoteSelector","exact":" met"}}`: "board of Osby exact",
		`{"type":"RangeSelector","startSelector":{"type":"TextQuoteSelector","exact":"Osby"},"endSelector":{"type":"TextQuoteSelector","exact":"."}}`:                                                       " orphan", // from which of them?
		`{"type":"RangeSelector","startSelector":{"type":"TextQuoteSelector","exact":"waved"},"endSelector":{"type":"TextQuoteSelector","exact":"Ona"}}`:                                                    " orphan",
		`{"type":"DataPositionSelector","start":17,"end":20}`:                                                                                                                                               "Per exact",
		`{"type":"DataPositionSelector","start":5,"end":8}`:                                                                                                                                                 " orphan", // within the emoji
		`{"type":"DataPositionSelector","start":900,"end":903}`:                                                                                                                                             " orphan",
		`{"type":"SvgSelector","value":"<svg/>"}`:                                                                                                                                                           " orphan",
	} {
		as, losses := w3cOne(t, `"bodyValue":"hm",`, `{"source":"https://e.example/a","selector":`+selector+`}`)
		if len(as) != 1 {
			t.Errorf("%s: %d annotations", selector, len(as))
			continue
		}
		tg := as[0].Target
		if got := tg.Quote.Exact + " " + tg.State.String(); got != want || tg.Whole {
			t.Errorf("%s\ngot  %q, whole %t, %v\nwant %q", selector, got, tg.Whole, losses, want)
		}
		if !strings.HasSuffix(want, "exact") && len(losses) == 0 {
			t.Errorf("%s: nothing is said", selector)
		}
	}
}

func TestW3CBodiesAreKeptOrSaid(t *testing.T) {
	const target = `{"source":"https://e.example/a","selector":{"type":"TextQuoteSelector","exact":"Per"}}`
	for body, want := range map[string]string{
		`"bodyValue":"plain",`:                           "plain",
		`"body":{"type":"TextualBody","value":"alone"},`: "alone",
		`"body":[{"type":"TextualBody","value":"one","purpose":"commenting"},{"type":"TextualBody","value":"two"}],`:                                                 "one\n\ntwo",
		`"body":[{"type":"TextualBody","value":"one"},{"type":"TextualBody","value":"yes","purpose":"replying","creator":{"name":"kim"}}],`:                          "one / yes",
		`"motivation":"tagging","body":{"type":"TextualBody","value":"blue"},`:                                                                                       "#blue",
		`"body":[{"type":"TextualBody","value":"person","purpose":"tagging"},{"type":"SpecificResource","source":"https://kb.example/Q7","purpose":"identifying"}],`: "=https://kb.example/Q7",
	} {
		as, losses := w3cOne(t, body, target)
		var said []string
		for _, a := range as {
			s := a.Comment
			for _, tag := range a.Tags {
				s += "#" + tag
			}
			if a.Kind() == "entity" {
				s += "=" + a.Who().ID
			}
			said = append(said, s)
		}
		slices.Sort(said)
		if got := strings.Join(said, " / "); got != want {
			t.Errorf("%s\ngot  %q, %v\nwant %q", body, got, losses, want)
		}
	}
}

// What stet has no word for goes back as it came, with the annotation's own ID.
func TestW3CPartsGoBack(t *testing.T) {
	const (
		body   = `"motivation":"describing","creator":{"id":"https://people.example/kim","type":"Person","name":"kim"},"rights":"CC0","body":[{"type":"TextualBody","value":"hm","language":"sv"},{"type":"Choice","items":["https://b.example/1"]},"https://b.example/2"],`
		target = `{"source":"https://e.example/a","styleClass":"red","selector":[{"type":"TextQuoteSelector","exact":"Per"},{"type":"XPathSelector","value":"/p[1]"}]}`
	)
	as, losses := w3cOne(t, body, target)
	if lossesOf(losses, Carried) != 2 {
		t.Errorf("told: %v", losses)
	}
	var out files
	d := Document{Article: harbourArticle(), Annotator: "kim", Annotations: as}
	if _, err := w3cFormat.Export(out.create, slices.Values([]Document{d})); err != nil {
		t.Fatal(err)
	}
	var items []map[string]any
	if err := json.Unmarshal(out.source().Data, &items); err != nil {
		t.Fatal(err)
	}
	got := string(mustRaw(items[0]))
	for _, want := range []string{`"id":"https://x.example/1"`, `"motivation":"describing"`, `"rights":"CC0"`, `"language":"sv"`, `{"items":["https://b.example/1"],"type":"Choice"}`,
		`"https://b.example/2"`, `"styleClass":"red"`, `{"type":"XPathSelector","value":"/p[1]"}`, `"source":"https://e.example/a"`, `"creator":{"id":"https://people.example/kim","name":"kim","type":"Person"}`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

// Everybody whom a file names is an annotator; two of one name keep apart.
func TestAuthorsBecomeAnnotators(t *testing.T) {
	item := func(id, creator string) string {
		return fmt.Sprintf(`{"id":%q,"type":"Annotation","creator":%s,"bodyValue":"x","target":{"source":"https://e.example/a","selector":{"type":"TextQuoteSelector","exact":"Per"}}}`, id, creator)
	}
	data := "[" + strings.Join([]string{item("1", `{"type":"Person","name":"mia"}`), item("2", `"https://people.example/~tor"`), item("3", `"acct:bo@one.example"`),
		item("4", `"acct:bo@two.example"`), item("5", `"urn:x-stet:annotator:ann"`), item("6", `{"email":"mailto:eva@x.example"}`)}, ",") + "]"
	docs, _ := imported(t, w3cFormat, Source{Name: "w.json", Data: []byte(data), Articles: []*model.Article{harbourArticle()}})
	var names []string
	for _, d := range docs {
		names = append(names, d.Annotator)
		for _, a := range d.Annotations {
			if !looksIRI().MatchString(a.Creator) || a.Creator != d.Creator {
				t.Errorf("%s bears %q, the document %q", d.Annotator, a.Creator, d.Creator)
			}
		}
	}
	slices.Sort(names)
	if want := []string{"ann", "bo@one.example", "bo@two.example", "eva@x.example", "mia", "tor"}; !slices.Equal(names, want) {
		t.Errorf("annotators %q, want %q", names, want)
	}
}

// A second import adds nothing, one of a newer file what has changed; what was
// changed here stays.
func TestASecondImportAddsNothing(t *testing.T) {
	read := func(text string) Document {
		data := fmt.Sprintf(`{"rows":[{"id":"p","user":"acct:kim@hypothes.is","updated":"2026-02-0%s","text":%q,"target":[{"selector":[{"type":"TextQuoteSelector","exact":"Per"}]}]}]}`, text[:1], text)
		docs, _ := imported(t, hypothesisFormat, Source{Name: "h.json", Data: []byte(data), Articles: []*model.Article{harbourArticle()}})
		return docs[0]
	}
	first := read("1 first")
	if swaps, _ := first.Meet(nil); len(swaps) != 1 {
		t.Fatalf("%d swaps at first", len(swaps))
	}
	there := first.Annotations
	again := read("1 first")
	if swaps, losses := again.Meet(there); len(swaps)+len(losses) != 0 {
		t.Errorf("again: %v, %v", swaps, losses)
	}
	newer := read("2 second")
	newer.holds = hypothesisFormat.Holds
	if swaps, _ := newer.Meet(there); len(swaps) != 1 || swaps[0].Before != there[0] || swaps[0].After.Comment != "2 second" {
		t.Errorf("newer: %v", swaps)
	}
	mine := there[0].Clone()
	mine.Comment, mine.Modified = "mine", there[0].Modified.AddDate(1, 0, 0)
	if swaps, losses := newer.Meet([]*annotate.Annotation{mine}); len(swaps) != 0 || lossesOf(losses, ChangedHere) != 1 {
		t.Errorf("changed here: %v, %v", swaps, losses)
	}
}

// What a format cannot hold is not lost by going there and back.
func TestWhatAFormatDoesNotHoldStaysHere(t *testing.T) {
	for _, f := range []Format{refiFormat, hypothesisFormat, doccanoFormat, spacyFormat} {
		d := tram()
		var out files
		if _, err := f.Export(out.create, slices.Values([]Document{d})); err != nil {
			t.Fatal(err)
		}
		docs, _ := imported(t, f, out.source(d.Article))
		for _, back := range docs {
			if swaps, losses := back.Meet(tram().Annotations); len(swaps)+len(losses) != 0 {
				t.Errorf("%s: %d swaps, %v; the first %+v", f.Name, len(swaps), losses, swaps[0].After)
			}
		}
	}
}

// A remark that was changed among the notes comes back, and nothing else changes.
func TestAChangedNoteComesBack(t *testing.T) {
	d := tram()
	var out files
	if _, err := notesFormat.Export(out.create, slices.Values([]Document{d})); err != nil {
		t.Fatal(err)
	}
	src := out.source(d.Article)
	src.Data = []byte(strings.Replace(string(src.Data), "> Khan\n\n", "> Khan\n\nwho *is* he?\n> ask\n", 1))
	docs, losses := imported(t, notesFormat, src)
	swaps, more := docs[0].Meet(d.Annotations)
	if len(swaps) != 1 || swaps[0].After.Comment != "who *is* he?\n> ask" || len(losses)+len(more) != 0 {
		t.Errorf("%d swaps, %v %v", len(swaps), losses, more)
	}
}

// Bytes are counted in the file, of which nothing is known where its text is not
// what it holds.
func TestBytesOfAnotherFileArePlacedNowhere(t *testing.T) {
	for file, want := range map[string]string{"": "orphan", "<p>Ona": "orphan", harbourArticle().Text: "exact", "\ufeff" + harbourArticle().Text: "exact"} {
		article := harbourArticle()
		start := strings.Index(file, "Per")
		if article.FileDigest = model.DigestOf(file); file == "" {
			article.FileDigest = ""
		}
		start = max(start, 3)
		data := fmt.Sprintf(`[{"id":"https://x.example/1","type":"Annotation","bodyValue":"hm","target":{"source":"https://e.example/a","selector":{"type":"DataPositionSelector","start":%d,"end":%d}}}]`, start, start+3)
		docs, losses := imported(t, w3cFormat, Source{Name: "w.json", Data: []byte(data), Articles: []*model.Article{article}})
		if got := docs[0].Annotations[0].Target; got.State.String() != want || want == "exact" && got.Quote.Exact != "Per" || (want == "orphan") != (len(losses) > 0) {
			t.Errorf("%.8q: %s %q, %v", file, got.State, got.Quote.Exact, losses)
		}
	}
}

// An annotation without a body of its own is written without one, and what was carried
// of its file alone.
func TestNoBodyIsWrittenAsNone(t *testing.T) {
	for body, want := range map[string]string{
		``: `[]`,
		`"body":{"type":"Choice","items":[{"type":"TextualBody","value":"good"},{"type":"TextualBody","value":"bon"}]},`: `[{"type":"Choice","items":[{"type":"TextualBody","value":"good"},{"type":"TextualBody","value":"bon"}]}]`,
	} {
		as, _ := w3cOne(t, body, `{"source":"https://e.example/a","selector":{"type":"TextQuoteSelector","exact":"board"}}`)
		var out files
		if _, err := w3cFormat.Export(out.create, slices.Values([]Document{{Article: harbourArticle(), Annotator: "alice", Annotations: as}})); err != nil {
			t.Fatal(err)
		}
		var items []map[string]json.RawMessage
		if err := json.Unmarshal(out.source().Data, &items); err != nil {
			t.Fatal(err)
		}
		if got := string(items[0]["body"]); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", body, got, want)
		}
	}
}
