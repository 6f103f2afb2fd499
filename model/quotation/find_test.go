package quotation

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/model"
	"stet/model/mention"
)

// cases reads a file of marked-up text: one case a line, # for a remark.
func cases(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// An answer is what a case marks up: ranges by letter and number.
type answer map[string][]model.Range

var tag = regexp.MustCompile(`\[([QCS])([0-9]*): `)

// unmark returns the text of a case and what its brackets mark. ¶ stands for a
// break between paragraphs.
func unmark(line string) (string, answer) {
	line = strings.ReplaceAll(line, " ¶ ", "\n\n")
	marked := answer{}
	var text strings.Builder
	type open struct {
		names []string
		at    int
	}
	var stack []open
	for len(line) > 0 {
		if m := tag.FindStringSubmatchIndex(line); m != nil && m[0] == 0 {
			letter, digits := line[m[2]:m[3]], line[m[4]:m[5]]
			o := open{at: text.Len()}
			for _, d := range strings.Split(digits, "") {
				o.names = append(o.names, letter+d)
			}
			if digits == "" {
				o.names = []string{letter}
			}
			stack = append(stack, o)
			line = line[m[1]:]
			continue
		}
		if line[0] == ']' && len(stack) > 0 {
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, n := range o.names {
				marked[n] = append(marked[n], span(o.at, text.Len()))
			}
		} else {
			text.WriteByte(line[0])
		}
		line = line[1:]
	}
	return text.String(), marked
}

// article makes an article of paragraphs.
func article(text string) *model.Article {
	a := &model.Article{Text: text, Meta: model.Meta{Language: "en"}}
	at := 0
	for _, p := range strings.SplitAfter(text, "\n\n") {
		end := at + len(strings.TrimRight(p, "\n"))
		if end > at {
			a.Blocks = append(a.Blocks, model.Block{Range: span(at, end)})
		}
		at += len(p)
	}
	return a
}

var people = regexp.MustCompile(`(?:Jane |John )?(?:Doe|Roe)`)

// named makes entities of the people that the cases speak of.
func named(text string) *mention.Found {
	f := &mention.Found{}
	for _, m := range people.FindAllStringIndex(text, -1) {
		name := text[m[0]:m[1]]
		n := slices.IndexFunc(f.Entities, func(e mention.Entity) bool { return strings.HasSuffix(e.Name, name) })
		if n < 0 {
			n = len(f.Entities)
			f.Entities = append(f.Entities, mention.Entity{Name: name, Type: mention.Person})
		}
		f.Entities[n].Mentions = append(f.Entities[n].Mentions, len(f.Mentions))
		f.Mentions = append(f.Mentions, mention.Mention{Range: span(m[0], m[1]), Type: mention.Person, Entity: n})
	}
	return f
}

func whole(a *model.Article) model.Range { return span(0, len(a.Text)) }

func show(a *model.Article, q *Quotation) string {
	var parts []string
	for _, p := range q.Parts {
		parts = append(parts, a.Slice(p))
	}
	return strings.Join(parts, " | ") + "  cue: " + a.Slice(q.Cue) + "  speaker: " + a.Slice(q.Speaker.Range) + " (" + q.Speaker.Name + ")"
}

func TestMarks(t *testing.T) {
	for _, line := range cases(t, "marks.txt") {
		text, want := unmark(line)
		a := article(text)
		var got []string
		for _, q := range Find(a, whole(a), named(text)) {
			for _, m := range q.Marked {
				got = append(got, strings.Trim(a.Slice(m), " “”\"'`«»„‘’"))
			}
		}
		var exp []string
		for _, r := range want["Q"] {
			exp = append(exp, strings.Trim(a.Slice(r), "“”\"'`«»„‘’"))
		}
		if !slices.Equal(got, exp) {
			t.Errorf("%s\n got %q\nwant %q", line, got, exp)
		}
	}
}

func TestWhoSaidWhat(t *testing.T) {
	for _, line := range cases(t, "speakers.txt") {
		line, who, _ := strings.Cut(line, " => ")
		text, want := unmark(line)
		a := article(text)
		quotes := Find(a, whole(a), named(text))
		for _, n := range []string{"", "1", "2"} {
			if len(want["Q"+n])+len(want["S"+n]) == 0 {
				continue
			}
			found := slices.ContainsFunc(quotes, func(q Quotation) bool {
				return fits(&q, want, n) && (who == "" || q.Speaker.Name == who)
			})
			if !found {
				t.Errorf("%s\nnot found among:", line)
				for i := range quotes {
					t.Log("   ", show(a, &quotes[i]))
				}
			}
		}
	}
}

// fits reports whether q is what a case marks with the number n.
func fits(q *Quotation, want answer, n string) bool {
	one := func(r model.Range, letter string) bool {
		exp := want[letter+n]
		return len(exp) == 0 && (r.Empty() || letter == "S" && len(want["C"+n]) == 0 && q.Word == "") || len(exp) == 1 && exp[0] == r
	}
	return (len(want["Q"+n]) == 0 || slices.Equal(q.Parts, want["Q"+n])) && one(q.Cue, "C") && one(q.Speaker.Range, "S")
}

func TestWhereAnUnclosedQuotationMayEnd(t *testing.T) {
	for text, want := range map[string]string{
		"Doe said “we are ready — and it is time. We go. She left.": "we are ready | it is time. | She left.",
		"“We are ready, Doe said. She left.":                        "We are ready,",
		"“We are ready. It is time. “Go now,” said Roe.":            "We are ready. | It is time.",
	} {
		a := article(text)
		var got []string
		for _, q := range Find(a, whole(a), named(text)) {
			for _, e := range q.Ends {
				got = append(got, text[:e.Pos])
			}
		}
		for i, w := range strings.Split(want, " | ") {
			if i >= len(got) || !strings.HasSuffix(got[i], w) {
				t.Errorf("%s\nmay end after %q, want %s", text, got, want)
				break
			}
		}
	}
}

func TestALanguageWithoutVerbsIsReadByItsMarks(t *testing.T) {
	a := article("„Tutaanza mwaka ujao“, alisema Doe. Das „Paket“ ist da.")
	a.Meta.Language = "sw"
	quotes := Find(a, whole(a), named(a.Text))
	if len(quotes) != 1 || a.Slice(quotes[0].Parts[0]) != "„Tutaanza mwaka ujao“" || !quotes[0].Speaker.Range.Empty() || !quotes[0].Unsought {
		t.Errorf("found %+v", quotes)
	}
}
