package format

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"stet/annotate"
	"stet/annotate/kind"
	"stet/model"
	"stet/model/source/pdf"
)

// Where a file's offsets lie in a text, under each way to count.
func TestWhereOffsetsLie(t *testing.T) {
	const text = "a🚢b\r\nc\nd"
	for _, c := range []struct {
		way  reckoning
		want string // the byte of each offset from 0 to 12, - where there is none
	}{
		{reckoning{unit: CodePoints}, "0 1 5 6 7 8 9 10 11 - - - -"},
		{reckoning{unit: UTF16}, "0 1 - 5 6 7 8 9 10 11 - - -"},
		{reckoning{unit: Bytes}, "0 1 - - - 5 6 7 8 9 10 11 -"},
		{reckoning{unit: CodePoints, ends: crlfAsOne}, "0 1 5 6 8 9 10 11 - - - - -"},
		{reckoning{unit: CodePoints, ends: lfAsTwo}, "0 1 5 6 7 8 9 - 10 11 - - -"},
		{reckoning{unit: UTF16, ends: lfAsTwo}, "0 1 - 5 6 7 8 9 - 10 11 - -"},
	} {
		all := make([]int, 14)
		for i := range all {
			all[i] = i - 1 // none lies before the text
		}
		at := c.way.positions(text, all)
		var got []string
		for i := range 13 {
			if pos, ok := at[i]; ok {
				got = append(got, fmt.Sprint(pos))
			} else {
				got = append(got, "-")
			}
		}
		if s := strings.Join(got, " "); s != c.want || len(at) > 13 {
			t.Errorf("%s: %s, want %s", c.way, s, c.want)
		}
	}
	mark := reckoning{unit: CodePoints, mark: true}
	if at := mark.positions(byteOrderMark+"ab", []int{0, 1, 2}); at[0] != 3 || at[1] != 4 || at[2] != 5 {
		t.Errorf("behind a mark: %v", at)
	}
	if at := mark.positions("ab", []int{0, 1}); at[0] != 0 || at[1] != 1 {
		t.Errorf("without a mark: %v", at)
	}
	for declared, want := range map[Unit]string{CodePoints: "code points, UTF-16 units, bytes", UTF16: "UTF-16 units, code points, bytes", Bytes: "bytes, code points, UTF-16 units", NoOffsets: "code points, UTF-16 units, bytes"} {
		ways := reckonings(declared, "x")
		if got := fmt.Sprintf("%s, %s, %s", ways[0], ways[1], ways[2]); got != want || len(ways) != 9 {
			t.Errorf("declared %s: %s and %d in all, want %s", declared, got, len(ways), want)
		}
		if n := len(reckonings(declared, byteOrderMark+"x")); n != 18 {
			t.Errorf("with a mark there are %d ways", n)
		}
	}
}

// When a file's words are those of the text: as they are, but for white space, or, of a
// front end that widens what was selected, but for the rest of the words at the edges.
func TestWhatWordsAgree(t *testing.T) {
	loose, strict := Format{Loose: true}, Format{}
	for _, c := range []struct {
		words, quote  string
		strict, loose int
	}{
		{"a b", "a b", 3, 3}, {"a  b", "a b", 2, 2}, {"a\nb", "a b", 2, 2}, {"a b", "a\n\tb", 2, 2}, {"ab", "a b", 0, 1}, {"a b", "ab", 0, 1}, {"a\nb", `a\nb`, 0, 3}, {"a b", "a c", 0, 0}, {"a b", "", 0, 0}, {"a", "a b", 0, 0}, {"a b", "a", 0, 0},
		{"old boats", "ld boat", 0, 1}, {"old boats", "d boats", 0, 1}, {"old boats", "boats", 0, 0}, {"old boats", "old b", 0, 1}, {"old boats", "old", 0, 0}, {"old boats", "o boats", 0, 0}, {"old big boats", "d big b", 0, 1}, {"a\u00a0b", "a b", 2, 2}, {" ", "  ", 2, 2},
	} {
		if s, l := strict.agrees(c.words, c.quote), loose.agrees(c.words, c.quote); s != c.strict || l != c.loose {
			t.Errorf("%q and %q: %d and %d loosely, want %d and %d", c.words, c.quote, s, l, c.strict, c.loose)
		}
	}
	const text = "the old boat, é\u0301 漢字 7x"
	for words, want := range map[string]int{
		"old": 2, "ol": 1, "ld": 1, "l": 0, "old ": 1, " old": 1, "boat,": 2, "boat": 2, ",": 2, "the": 2, "漢": 2, "字": 2, "7x": 2, "7": 1, "é": 1, "é\u0301": 2, "\u0301": 1, "": 0,
	} {
		i := strings.Index(text, words)
		if got := edgesOf(text, model.Pos(i), model.Pos(i+len(words))); got != want {
			t.Errorf("%q has %d ends of words, want %d", words, got, want)
		}
	}
}

// How a text is cut into tokens: words with their apostrophes and points, single signs,
// and at the edges of annotations.
func TestTokensOfAText(t *testing.T) {
	for text, want := range map[string]string{
		"It's a U.S. plan.": "It's|a|U.S|.|plan|.", "don’t — stop": "don’t|—|stop", "3.5 km": "3.5|km", "a..b": "a|.|.b", "'tis": "'tis", "end.": "end|.", "👍🏽 e\u0301": "👍🏽|e\u0301", "a,b": "a|,|b", "": "", "  ": "", "x'": "x|'", "a.’b": "a|.|’b",
		"👩\u200d🚀": "👩\u200d|🚀", "漢字": "漢字", "«a»": "«|a|»",
	} {
		p := newPage(Document{Article: &model.Article{Text: text}})
		var got []string
		for _, r := range p.tokens() {
			got = append(got, text[r.Start:r.End])
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q is cut into %s, want %s", text, s, want)
		}
	}
	p := newPage(Document{Article: &model.Article{Text: "one two three"}})
	p.Annotations = []*annotate.Annotation{{Body: kindNote(), Target: annotate.Target{Place: annotate.Place{Range: model.Range{Start: 1, End: 6}}}}, {Body: kindNote(), Target: annotate.Target{Whole: true, Place: annotate.Place{Range: model.Range{Start: 9, End: 10}}}}}
	ranges := p.tokens()
	if fmt.Sprint(ranges) != "[{0 1} {1 3} {4 6} {6 7} {8 13}]" {
		t.Errorf("with an annotation: %v", ranges)
	}
	for r, want := range map[model.Range][2]int{{Start: 1, End: 6}: {1, 2}, {Start: 0, End: 1}: {0, 0}, {Start: 0, End: 13}: {0, 4}, {Start: 8, End: 13}: {4, 4}} {
		if first, last := tokenSpan(ranges, r); [2]int{first, last} != want {
			t.Errorf("%v is tokens %d to %d, want %v", r, first, last, want)
		}
	}
	if in := p.inside(ranges); fmt.Sprint(in) != "[false false true false false false]" {
		t.Errorf("inside of an annotation are %v", in)
	}
}

// Which article a page is about: the one with its text, its address, its name, the only
// one, or the one with the most of its words.
func TestWhichArticleIsMeant(t *testing.T) {
	article := func(path, url, text string) *model.Article {
		return &model.Article{Path: path, Text: text, Meta: model.Meta{URL: url}}
	}
	one, two := article("x/one.txt", "https://www.e.example/1/", "Per waved."), article("two.txt", "http://e.example/2", "Ona sailed and Per slept.")
	other := article("one.txt", "", "Nobody.")
	for _, c := range []struct {
		what   string
		page   *model.Article
		quotes string
		all    []*model.Article
		beside *model.Article // another page of the file
		want   *model.Article // nil for the page's own
	}{
		{"by its text", article("", "", "\ufeffPer waved.\r\n"), "", []*model.Article{two, one}, nil, one},
		{"by its address", article("", "http://e.example/1#top", ""), "", []*model.Article{two, one}, nil, one},
		{"by another address of it", article("", "https://E.example/1", ""), "", []*model.Article{two, one}, nil, one},
		{"by its name", article("one", "", ""), "", []*model.Article{two, one}, nil, one},
		{"the first of a name", article("one", "", ""), "", []*model.Article{one, other}, nil, one},
		{"the only one", article("nothing", "https://f.example/", ""), "", []*model.Article{two}, nil, two},
		{"of several pages not the only one", article("nothing", "https://f.example/", ""), "", []*model.Article{two}, article("", "https://g.example/", ""), nil},
		{"of several pages by its words", article("nothing", "https://f.example/", ""), "Ona", []*model.Article{two}, article("", "https://g.example/", ""), two},
		{"by its words", article("nothing", "", ""), "Per|Ona", []*model.Article{one, two}, nil, two},
		{"words that two have", article("nothing", "", ""), "Per", []*model.Article{one, two}, nil, nil},
		{"words that none has", article("nothing", "", ""), "Zoe", []*model.Article{one, two}, nil, nil},
		{"no words", article("nothing", "", ""), "", []*model.Article{one, two}, nil, nil},
		{"itself", two, "", []*model.Article{one, two}, nil, two},
		{"nothing", article("one", "", ""), "", nil, nil, nil},
	} {
		p := newPage(Document{Article: c.page})
		for _, q := range strings.Split(c.quotes, "|") {
			p.Annotations = append(p.Annotations, &annotate.Annotation{Body: kindNote(), Target: annotate.Target{Place: annotate.Place{Quote: annotate.Quote{Exact: q}}}})
		}
		pages := []*page{p}
		if c.beside != nil {
			pages = append(pages, newPage(Document{Article: c.beside}))
		}
		want := c.want
		if want == nil {
			want = c.page
		}
		if got := newHomes(c.all, pages).of(p); got != want {
			t.Errorf("%s: %s, want %s", c.what, got.Path, want.Path)
		}
	}
}

// What is about annotations lies with them, on whichever page, however long the chain and
// in whatever order.
func TestWhatIsAboutAnnotationsLiesWithThem(t *testing.T) {
	one := &model.Article{Text: "Per waved.", Path: "one.txt", Meta: model.Meta{URL: "https://e.example/1"}}
	two := &model.Article{Text: "Ona sailed.", Path: "two.txt", Meta: model.Meta{URL: "https://e.example/2"}}
	file := `[{"id":"urn:d","type":"Annotation","target":"urn:c","bodyValue":"d"},{"id":"urn:c","type":"Annotation","target":"urn:b","bodyValue":"c"},{"id":"urn:b","type":"Annotation","target":"urn:a","bodyValue":"b"},
		{"id":"urn:z","type":"Annotation","target":"https://e.example/1","bodyValue":"z"},{"id":"urn:a","type":"Annotation","target":{"source":"https://e.example/2","selector":{"type":"TextQuoteSelector","exact":"Ona"}},"bodyValue":"a"},{"type":"Annotation","target":"https://e.example/2","bodyValue":"no id"},{"type":"Annotation","target":"urn:z","bodyValue":"on z, without one"}]`
	docs, losses, err := w3cFormat.Import(Source{Name: "x.json", Data: []byte(file), Articles: []*model.Article{one, two}})
	if err != nil || len(losses) > 0 {
		t.Fatal(losses, err)
	}
	got := map[string]string{}
	for _, d := range docs {
		for _, a := range d.Annotations {
			got[a.Comment] = d.Article.Path
		}
	}
	want := map[string]string{"a": "two.txt", "b": "two.txt", "c": "two.txt", "d": "two.txt", "z": "one.txt", "no id": "two.txt", "on z, without one": "one.txt"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("they lie in %v, want %v", got, want)
	}
}

// The IDs of other programs stand wherever those of stet did, and nowhere else.
func TestIDsAreRestored(t *testing.T) {
	const id = "urn:uuid:0195a3c0-0000-7000-8000-000000000001"
	for data, want := range map[string]string{
		`{"id":"` + id + `"}`: `{"id":"urn:a\"b"}`, `{"id":"` + id + `#body"}`: `{"id":"urn:a\"b#body"}`, `{"id":"` + id + `x"}`: `{"id":"` + id + `x"}`, `{"a":"` + id + `","b":"` + id + `"}`: `{"a":"urn:a\"b","b":"urn:a\"b"}`,
		`{"id":"x ` + id + `"}`: `{"id":"x ` + id + `"}`, `{"id":"urn:uuid:0195a3c0-0000-7000-8000-000000000002"}`: `{"id":"urn:uuid:0195a3c0-0000-7000-8000-000000000002"}`, `{}`: `{}`, `"urn:uuid:`: `"urn:uuid:`,
	} {
		if got, err := restore([]byte(data), map[string]string{id: `urn:a"b`}); err != nil || string(got) != want {
			t.Errorf("%s becomes %s, want %s, %v", data, got, want, err)
		}
	}
}

// A zip holds a CAS or does not.
func TestACASInAZip(t *testing.T) {
	const cas = `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaString":"Per waved."},{"%ID":2,"%TYPE":"a.B","begin":0,"end":3}]}`
	for what, c := range map[string]struct {
		files []string // names and texts
		n     int
		err   bool
	}{
		"one": {[]string{"ann.json", cas}, 1, false}, "beside others": {[]string{"TypeSystem.xml", "<x/>", "ann.json", cas, "more.json", "{}"}, 1, false}, "nothing": {nil, 0, true}, "others alone": {[]string{"TypeSystem.xml", cas}, 0, true}, "no CAS": {[]string{"a.xmi", "hello"}, 0, true},
	} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := 0; i < len(c.files); i += 2 {
			f, err := w.Create(c.files[i])
			if err != nil {
				t.Fatal(err)
			}
			f.Write([]byte(c.files[i+1]))
		}
		w.Close()
		f, _ := Find("uima-json")
		docs, _, err := f.Import(Source{Name: "a.zip", Data: b.Bytes()})
		n := 0
		for _, d := range docs {
			n += len(d.Annotations)
		}
		if n != c.n || (err != nil) != c.err || c.err && len(c.files) == 0 && !errors.Is(err, errNoCAS) {
			t.Errorf("%s: %d annotations, %v", what, n, err)
		}
	}
}

// Of the highlights of a PDF each author has a sidecar; one that goes on on another page
// is one annotation; a label is what stet wrote, and nobody's else.
func TestWhatHighlightsBecome(t *testing.T) {
	const own = ownIDs + "0195a3c0-0000-7000-8000-00000000000"
	article := &model.Article{Text: "Per waved. Ona sailed.", Path: "a.pdf"}
	marks := []pdf.Mark{
		{ID: own + "1", Author: "ann", Subject: "claim/CFS", Note: "hm\n\nwho: Ona", Words: "Per", Before: "", After: " waved", Created: "D:20260301120000Z", Modified: "D:20260302120000+02'00'"},
		{ID: "x", Author: "ben", Subject: "PERSON", Note: "who: Ona", Words: "waved", Created: "D:20260301"},
		{ID: own + "1" + goesOn, Author: "ann", Words: "waved.", After: " Ona"},
		{ID: "y" + goesOn, Author: "ben", Words: "Ona"},
		{ID: "x", Author: "ann", Words: "sailed"},
		{Author: "ann", Words: "."}, {Author: "ann", Words: "?"},
	}
	pages, losses := pagesOfMarks(Source{Name: "a.pdf", Articles: []*model.Article{article}}, marks, 2)
	var got []string
	for _, p := range pages {
		for _, a := range p.Annotations {
			q := a.Target.Quote
			label, _ := labelOf(a)
			got = append(got, fmt.Sprintf("%s: %s %s “%s” %s|%s “%s” who %s by %s at %s %s", p.Annotator, a.ID, label, q.Exact, q.Prefix, q.Suffix, a.Comment, a.Who().Name, a.Creator, pdfTime(a.Created), pdfTime(a.Modified)))
		}
	}
	want := []string{
		"ann: " + own + "1 claim/CFS “Per waved.” | Ona “hm” who Ona by urn:x-stet:annotator:ann at D:20260301120000Z D:20260302100000Z",
		"ann:  highlight “sailed” | “” who  by  at  ",
		"ann:  highlight “.” | “” who  by  at  ",
		"ann:  highlight “?” | “” who  by  at  ",
		"ben: x highlight “waved” | “who: Ona” who  by  at D:20260301000000Z ",
		"ben: y+ highlight “Ona” | “” who  by  at  ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if s := lossLines(losses); s != "a.pdf: annotation of no text: 2 drawings, stamps or notes beside the text\na.pdf: repeated id, kept (x)" {
		t.Errorf("lost:\n%s", s)
	}
	if pages, losses := pagesOfMarks(Source{Name: "b.pdf"}, marks[1:2], 0); len(losses) > 0 || len(pages) != 1 || pages[0].Article.Path != "b" {
		t.Errorf("without the article: %v, %v", pages, losses)
	}
	for s, want := range map[string]time.Time{
		"D:20260301120000Z": time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), "D:20260301120000Z00'00'": time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), "D:20260301120000-05'30'": time.Date(2026, 3, 1, 17, 30, 0, 0, time.UTC), "D:202603011201": time.Date(2026, 3, 1, 12, 1, 0, 0, time.UTC),
		"D:20260301120005": time.Date(2026, 3, 1, 12, 0, 5, 0, time.UTC), "": {}, "yesterday": {}, "D:20261301": {},
	} {
		if got := readPDFTime(s); !got.Equal(want) {
			t.Errorf("%s is %v, want %v", s, got, want)
		}
	}
}

// The text of an own highlight: the note, and below it what the label does not say; a
// note that looks so is one all the same, on its way out and back.
func TestTheTextOfAHighlight(t *testing.T) {
	for _, note := range []string{"", "hm", "hm\n\nmore", "who: Ona", "hm\n\nwho: Ona", "tag: x\nhm", "\n\nhm", "hm\n\n", "who:Ona"} {
		for _, tags := range [][]string{nil, {"economy"}, {"economy", "who: says"}} {
			for _, who := range []string{"", "Ona"} {
				a := &annotate.Annotation{Body: &kind.Claim{CheckWorthiness: "CFS", Status: kind.ToCheck}, Comment: note, Tags: tags, Creator: ownAnnotator + "ann", Origin: annotate.Origin{How: annotate.ByHand}}
				a.Target.Place = annotate.Place{Range: model.Range{End: 1}, Quote: annotate.Quote{Exact: "w"}}
				if who != "" {
					a.Body.(*kind.Claim).Claimant = annotate.NameRef(who, "")
				}
				label, text := ownText(a, "ann")
				back, err := ofMark(Source{}, pdf.Mark{ID: ownIDs + "x", Author: "ann", Subject: label, Note: text, Words: "w"})
				if err != nil || strings.TrimSpace(back.Comment) != strings.TrimSpace(note) || !slices.Equal(back.Tags, tags) || back.Who().Name != who || back.Body.Label() != "CFS" {
					t.Errorf("%q, %q, %q as %q %q came back as %q, %q, %q, %v", note, tags, who, label, text, back.Comment, back.Tags, back.Who().Name, err)
				}
				if strings.Contains(text, "creator:") {
					t.Errorf("%q tells of the author", text)
				}
			}
		}
	}
	a := &annotate.Annotation{Body: kindNote(), Comment: "hm", Creator: "mailto:ann@x.example", Origin: annotate.Origin{How: annotate.ByHand}}
	a.Target.Place = annotate.Place{Range: model.Range{End: 1}, Quote: annotate.Quote{Exact: "w"}}
	if _, text := ownText(a, "ann"); text != "hm\n\ncreator: mailto:ann@x.example" {
		t.Errorf("of another account: %q", text)
	}
}

// What begins and ends in lines of labels, as conlleval reads them.
func TestSpansOfLabels(t *testing.T) {
	for tags, want := range map[string]string{
		"B-X I-X O": "X 0–1", "I-X I-X": "X 0–1", "B-X B-X": "X 0–0, X 1–1", "I-X I-Y": "X 0–0, Y 1–1", "S-X I-X": "X 0–0, X 1–1", "B-X E-X I-X": "X 0–1, X 2–2", "U-X U-X": "X 0–0, X 1–1", "B-X L-X L-X": "X 0–1, X 2–2", "O O": "", "B-X O I-X": "X 0–0, X 2–2", "B-X / I-X": "X 0–0, X 1–1", "B- X": " 0–0", "-X": "", "B-X-Y I-X-Y": "X-Y 0–1",
	} {
		d := &conllDocument{}
		gap := false
		for _, tag := range strings.Fields(tags) {
			if tag == "/" {
				gap = true
				continue
			}
			d.tags, d.breaks, gap = append(d.tags, tag), append(d.breaks, gap), false
		}
		var got []string
		for _, s := range d.spans() {
			got = append(got, fmt.Sprintf("%s %d–%d", s.label, s.first, s.last))
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %s, want %s", tags, s, want)
		}
	}
	for text, want := range map[string]bool{"a b c": true, " a\nb  c\n": true, "abc": true, "a b": false, "a b c d": false, "a x c": false, "": false} {
		if _, ok := align(text, []string{"a", "b", "c"}); ok != want {
			t.Errorf("the tokens are in %q: %v", text, ok)
		}
	}
}
